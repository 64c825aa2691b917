"""`pathfinder kb new`: a local file to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.options.completers import a_file
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.cli.stderr_notes import print_exact, tell
from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.data_dir import starter


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A new file.", autocompletion=a_file),
    ] = None,
    *,
    list_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="LIST",
            help="Begin with the places of a list: CSV, TSV, or JSON of FindTreatment.gov.",
            autocompletion=a_file,
        ),
    ] = None,
) -> None:
    """Write a local file to begin with, to `file` or to standard output."""
    if list_ is None:
        text = starter().read_text(encoding="utf-8")
    else:
        from pathfinder.knowledge.draft.read import draft_from
        from pathfinder.knowledge.draft.write import MISSING

        text = draft_from(file_named(list_, "--from"), load_knowledge())
        left = text.count(MISSING)
        tell(f"{left} keys are missing: finish each line that says {MISSING}.")
    if file is None or str(file) == PIPE:
        print_exact(text)
        return
    path = file_named(file, "FILE")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        hint = "choose a new name"
        raise KnowledgeBaseError([Problem(str(file), "there is one already", hint)]) from error
    except OSError as error:
        message = f"can't be written: {error.strerror}"
        raise KnowledgeBaseError([Problem(str(file), message)]) from error
