"""`--top`: how many suggestions are shown."""

import re

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
    raise UsageError([Problem("--top", f"{quoted(top)} is no number", "a number from 1, or all")])
