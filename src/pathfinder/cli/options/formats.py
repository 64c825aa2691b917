"""In which format something is printed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from pathfinder.cli.fault_words import fault_words, one_of_these
from pathfinder.cli.options.completers import one_of
from pathfinder.errors import Problem, UsageError, quoted

TEXT, JSON = TEXT_OR_JSON = ("text", "json")

Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]

Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", help="text or json.", autocompletion=one_of(TEXT_OR_JSON)
    ),
]


def format_chosen(format_: str, formats: Sequence[str] = TEXT_OR_JSON, *, json: bool) -> str:
    """Return the one of `formats` that is chosen by `format_` or, in short, by `json`.

    Raises `UsageError` where `format_` is none of them, or another than the short form says.
    """
    check_format(format_, formats)
    if json and format_ not in TEXT_OR_JSON:
        words = fault_words()
        message = words.other_format.format(format=format_)
        raise UsageError([Problem("--json", message, words.leave_out_one)])
    return JSON if json else format_


def check_format(format_: str, formats: Sequence[str], flag: str = "--format") -> None:
    """Raise `UsageError`, at `flag`, where `format_` is none of `formats`."""
    if format_ not in formats:
        words = fault_words()
        hint = one_of_these(words, format_, formats)
        raise UsageError([Problem(flag, words.no_format.format(word=quoted(format_)), hint)])
