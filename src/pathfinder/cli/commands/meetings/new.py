"""`pathfinder meetings new`: a table of meetings to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.options.completers import a_file
from pathfinder.cli.private_file import write_file


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A new file.", autocompletion=a_file),
    ] = None,
) -> None:
    """Write a table of meetings to begin with, to `file` or to standard output."""
    from pathfinder.knowledge.data_dir import meetings_starter

    text = meetings_starter().read_text(encoding="utf-8")
    if file is None:
        typer.echo(text, nl=False)
    else:
        write_file(file, text, replaces=False)
