"""`--top`: how many suggestions are shown."""

from pathfinder.cli.fault_words import fault_words
from pathfinder.errors import Problem, UsageError, quoted

MOST_DIGITS = 6


def limit_of(top: str | None, *, default: int | None) -> int | None:
    """Return how many suggestions `top` asks for: a number, or nothing where all are to be shown.

    Raises `UsageError` where it is neither a number from 1 nor `all`.
    """
    if top is None:
        return default
    if top == "all":
        return None
    if top.isascii() and top.isdecimal() and top[0] != "0" and len(top) <= MOST_DIGITS:
        return int(top)
    words = fault_words()
    raise UsageError(
        [Problem("--top", words.no_number.format(word=quoted(top)), words.which_number)]
    )
