"""Meetings that were found: which, how far away, of when their lists are, and who lists more."""

from enum import Enum
from typing import Final, Literal

import msgspec

from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import MeetingShown
from pathfinder.model.results.parts import ContactShown

FORMAT: Final = "pathfinder.meetings/1"


class Step(Enum):
    """How far a search had to go beyond what was asked, for want of meetings."""

    FARTHER = "farther"
    TOMORROW = "tomorrow"
    ONLINE = "online"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Of when the lists are that were searched: the oldest, and how many days ago that is."""

    on: str
    days_ago: int


class Meetings(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, `pathfinder.meetings/1`.

    `time_zone`: that of the place. `miles`: how far from the place was searched; null where nothing but meetings online was asked
    for. `went`: how far the search had to go. `finders`: where each group lists its meetings itself.
    """

    format: Literal["pathfinder.meetings/1"] = FORMAT
    listed: Listed
    near: str
    time_zone: str | None
    miles: float | None
    went: tuple[Step, ...]
    meetings: tuple[MeetingShown, ...]
    online: tuple[MeetingShown, ...]
    programs: tuple[SupportId, ...]
    finders: tuple[ContactShown, ...]
