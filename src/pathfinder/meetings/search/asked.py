"""What is asked of a store: when, how far, for whom, and how many."""

import datetime as dt
from enum import Enum

import msgspec

from pathfinder.meetings.meeting import DAY
from pathfinder.meetings.search.occurrence import SINCE, tonight
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Trait

WITHIN = 10.0
"""Miles, where nobody said."""
FARTHEST = (25.0, 50.0)
"""Miles to which a search goes where it found too little."""
TOP = 3
A_DAY, A_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


class Span(Enum):
    """Which days are asked for."""

    WEEK = "week"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """When a meeting may begin. `first`, `last`: minutes of a day; past midnight if `last` is less."""

    span: Span = Span.WEEK
    day: int | None = None
    first: int = 0
    last: int = DAY - 1

    def bounds(self, zone: str, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        """Return from which instant to before which one a meeting in `zone` may begin."""
        since = now - SINCE
        if self.span is Span.WEEK:
            return since, since + A_WEEK
        until = tonight(zone, now)
        return (since, until) if self.span is Span.TONIGHT else (until, tonight(zone, until))

    def holds(self, week: int) -> bool:
        """Return whether the day and the hour of a meeting at the minute `week` are asked for."""
        minute = week % DAY
        wraps = self.last < self.first
        within = self.first <= minute <= self.last
        if wraps:
            within = minute >= self.first or minute <= self.last
        day = (week // DAY - (wraps and minute <= self.last < self.first)) % 7
        return within and (self.day is None or day == self.day)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question to a store. `programs`: none are all. `wishes`: each has to stand in the list.

    `needs_proof`: meetings whose list says that they sign a paper come first; none is left out.
    `bars`: meetings for these alone are left out.
    """

    times: Times = Times()
    within: float = WITHIN
    programs: tuple[SupportId, ...] = ()
    wishes: frozenset[Trait] = frozenset()
    bars: frozenset[Trait] = frozenset()
    needs_proof: bool = False
    room: bool = True
    online: bool = True
    top: int = TOP
