"""A meeting: when and where it is, how to join, and what its list says of it."""

from enum import Enum

import msgspec

from pathfinder.model.condition import SupportId


class Attendance(Enum):
    """How one can take part in a meeting; `unknown`: its list tells no door and no way to join."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


class Trait(Enum):
    """What a list may say of a meeting: for whom it is, in which language, and what it has."""

    WOMEN = "women"
    MEN = "men"
    NEWCOMER = "newcomer"
    LGBTQ = "lgbtq"
    YOUNG = "young"
    WHEELCHAIR = "wheelchair"
    SPANISH = "spanish"
    ASL = "asl"
    PROOF = "proof"
    SECULAR = "secular"
    OPEN = "open"
    CLOSED = "closed"


class MeetingShown(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting, the next time it meets.

    `starts`: with the difference from UTC, in the `time_zone` of the meeting. `miles`: in a straight
    line; null where it meets online only, and where nobody knows. `length_known`: else an hour is
    assumed. `maybe_not_weekly`: a word such as "1st" or "last" stands in its list. `join`, `dial`
    and `join_note` are as its list publishes them. `listed_on`: the day that the list is of.
    """

    program: SupportId
    name: str
    starts: str
    time_zone: str
    minutes: int
    length_known: bool
    maybe_not_weekly: bool
    attendance: Attendance
    location: str | None
    address: str | None
    miles: float | None
    join: str | None
    dial: str | None
    join_note: str | None
    link: str | None
    traits: tuple[Trait, ...]
    listed_on: str
