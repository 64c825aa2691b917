"""The flags that keep answers in a file, and go on from one."""

from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.options.completers import a_file

SaveFile = Annotated[
    Path | None,
    typer.Option(
        "--save", metavar="FILE", help="Write the answers to a new file.", autocompletion=a_file
    ),
]

ResumeFile = Annotated[
    Path | None,
    typer.Option(
        "--resume",
        metavar="FILE",
        help="Go on from answers that were saved, and save into the same file.",
        autocompletion=a_file,
    ),
]
