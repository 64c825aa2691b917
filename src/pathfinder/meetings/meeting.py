"""A meeting as it is kept: what its list said, made plain and measured."""

from enum import IntFlag
from functools import lru_cache

import msgspec

from pathfinder.model.results.meeting import Attendance, Trait

DAY = 24 * 60
WEEK = 7 * DAY
"""Minutes."""
HOUR = 60
"""What a meeting lasts whose list does not say."""

BIT_OF = {trait: 1 << i for i, trait in enumerate(Trait)}
"""Each trait as one bit, in the order in which they are written; the order is part of the store."""


@lru_cache(4096)
def bits_of(traits: frozenset[Trait]) -> int:
    """Return `traits` as one number."""
    return sum(BIT_OF[trait] for trait in traits)


class Doubt(IntFlag):
    """What is not sure of a meeting; the numbers are part of the store.

    `PLACED_BY_ZIP`: its coordinates are those of its ZIP area.
    """

    NO_END = 1
    NOT_WEEKLY = 2
    CLOSED_FOR_NOW = 4
    APPROXIMATE = 8
    PLACED_BY_ZIP = 16
    GUESSED_ZONE = 32


@lru_cache(16)
def doubts_of(*, no_end: bool, not_weekly: bool, closed_for_now: bool, approximate: bool) -> Doubt:
    """Return what is not sure of a meeting as its list tells it."""
    return (
        Doubt(0)
        | (Doubt.NO_END if no_end else 0)
        | (Doubt.NOT_WEEKLY if not_weekly else 0)
        | (Doubt.CLOSED_FOR_NOW if closed_for_now else 0)
        | (Doubt.APPROXIMATE if approximate else 0)
    )


class Meeting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One meeting of a week.

    `week`: when it starts, in minutes from Sunday at midnight by the clock of its `zone`, which is
    empty where nobody knows. `room`: it meets at a door that is open and known. `codes`: those of
    its list, as they are.
    """

    key: str
    name: str
    week: int
    minutes: int = HOUR
    zone: str = ""
    room: bool = False
    online: bool = False
    lat: float | None = None
    lon: float | None = None
    location: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    link: str = ""
    join: str = ""
    dial: str = ""
    join_note: str = ""
    traits: frozenset[Trait] = frozenset()
    codes: tuple[str, ...] = ()
    doubts: Doubt = Doubt(0)

    @property
    def attendance(self) -> Attendance:
        """Return how one can take part."""
        return attendance_of(room=self.room, online=self.online)


def attendance_of(*, room: bool, online: bool) -> Attendance:
    """Return how one can take part in a meeting with a `room`, `online`, or both."""
    if room:
        return Attendance.HYBRID if online else Attendance.IN_PERSON
    return Attendance.ONLINE if online else Attendance.UNKNOWN
