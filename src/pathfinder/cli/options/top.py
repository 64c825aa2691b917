"""`--top`: how many suggestions are shown."""

import re

from pathfinder.cli.fault_words import fault_words
from pathfinder.errors import Problem, UsageError, quoted

NUMBER = re.compile("[1-9][0-9]{0,5}")


def limit_of(top: str | None, *, default: int | None) -> int | None:
    """Return how many suggestions `top` asks for: a number, or nothing where all are to be shown.

    Raises `UsageError` where it is neither a number from 1 nor `all`.
    """
    if top is None:
        return default
    if top == "all":
        return None
    if NUMBER.fullmatch(top):
        return int(top)
    words = fault_words()
    raise UsageError(
        [Problem("--top", words.no_number.format(word=quoted(top)), words.which_number)]
    )
