"""What comes out for a line of a batch that is wrong.

The field names and their order are the JSON of format `pathfinder.error/1`.
"""

from typing import Final, Literal

import msgspec

ERROR_FORMAT: Final = "pathfinder.error/1"

LineId = str | int | float
"""What a caller calls a line; it comes out as it went in."""


class ProblemShown(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: at which key or column, what it is and, if known, what would be right."""

    where: str
    message: str
    hint: str


class BadLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The record of a line that could not be answered. Lines are counted from 1.

    `help`: the crisis line, for the person, where the line may speak of danger now.
    """

    format: Literal["pathfinder.error/1"]
    line: int
    id: LineId | None = None
    problems: tuple[ProblemShown, ...]
    help: str = ""
