"""What becomes of the rows of a list: meetings, and how many were left out or are in doubt, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeGuard

import msgspec

from pathfinder.meetings.meeting import Meeting
from pathfinder.model.condition import SupportId

Row = Mapping[str, object]


def is_row(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether `value` is a row, whatever stands in it."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether `value` is a list, whatever stands in it."""
    return isinstance(value, list)


class Bad(Enum):
    """Why a row is left out."""

    BROKEN = "broken"
    NOT_A_ROW = "not_a_row"
    NO_DAY_OR_TIME = "no_day_or_time"
    BAD_DAY = "bad_day"
    BAD_TIME = "bad_time"
    ENDED = "ended"
    TWICE = "twice"


class Odd(Enum):
    """What is missing or strange in a row that is kept, or in the list as a whole."""

    JUNK_AROUND = "junk_around"
    NO_END = "no_end"
    NO_ZONE = "no_zone"
    GUESSED_ZONE = "guessed_zone"
    NO_COORDINATES = "no_coordinates"
    PLACED_BY_ZIP = "placed_by_zip"
    APPROXIMATE = "approximate"
    NOWHERE = "nowhere"
    CLOSED_FOR_NOW = "closed_for_now"
    MAYBE_NOT_WEEKLY = "maybe_not_weekly"
    UNKNOWN_CODE = "unknown_code"


class ListFormat(Enum):
    """How a list is written."""

    GUIDE = "guide"
    BMLT = "bmlt"
    CSV = "csv"


class RowLeftOut(Exception):  # noqa: N818 - no error: the row is counted, and the next one read
    """A row is left out. `why`: of which kind it is."""

    def __init__(self, why: Bad) -> None:
        super().__init__(why)
        self.why = why


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A list as read. `rows`: how many it has; one that meets on several days is several meetings."""

    program: SupportId
    form: ListFormat
    rows: int
    meetings: tuple[Meeting, ...]
    left_out: Mapping[Bad, int]
    odd: Mapping[Odd, int]
    codes: Mapping[str, int]


def without_doubles(meetings: Iterable[Meeting], left_out: Counter[Bad]) -> tuple[Meeting, ...]:
    """Return `meetings`, each once; those that are there again are counted in `left_out`."""
    seen: dict[tuple[object, ...], Meeting] = {}
    for meeting in meetings:
        same = (meeting.key, meeting.week, meeting.name, meeting.address, meeting.join)
        if same in seen:
            left_out[Bad.TWICE] += 1
        else:
            seen[same] = meeting
    return tuple(seen.values())
