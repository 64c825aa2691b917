"""Which file of meetings is meant, and which day it is."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.completers import a_file
from pathfinder.errors import Problem, UsageError

VARIABLE = "PATHFINDER_MEETINGS"

MeetingsFile = Annotated[
    Path | None,
    typer.Option(
        "--meetings",
        metavar="FILE",
        help="The file of meetings (default: that of PATHFINDER_MEETINGS).",
        autocompletion=a_file,
    ),
]


def store_named(given: Path | None) -> Path | None:
    """Return the file of meetings that was `given`, else that of the environment, if any."""
    if given is not None:
        return given
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def store_needed(given: Path | None) -> Path:
    """Return what `store_named` does. Raises `UsageError` where there is none."""
    store = store_named(given)
    if store is None:
        words = fault_words()
        raise UsageError([Problem("--meetings", words.no_store, words.name_store)])
    return store


def now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)
