"""Invariants: what must hold for every possible set of answers."""

from enum import Enum
from typing import NamedTuple

from pathfinder.model.condition import Condition, Definitions, SupportId
from pathfinder.model.reference import SourceId


class Gravity(Enum):
    """What a broken invariant could cost: a life, serious harm or a right, or trust."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"


class Fact(Enum):
    """What can be said of a result; in conditions, a named condition `FACT ID`."""

    SHOWN = "shown"
    IN_FULL = "in_full"
    SUGGESTED = "suggested"
    TOP3 = "top3"
    TOP5 = "top5"
    WITHHELD = "withheld"
    CAUTIONED = "cautioned"
    ABOVE = "above"

    def of(self, *ids: str) -> str:
        """Return the name of the condition that this is so of `ids`."""
        return " ".join((self.value, *ids))


class Kept(Enum):
    """What an answer marked as a risk never takes away."""

    GRAVE_NOTICES = "grave_notices"
    WITHHELD_FOR_SAFETY = "withheld_for_safety"


class Claim(NamedTuple):
    """Broken where `when` is met and `then` is not. `about`: the support it was spelled out for."""

    about: SupportId | None
    when: Condition
    then: Condition


class Invariant(NamedTuple):
    """What must hold: every one of `always` on every sheet, each of `possible` on some sheet.

    `kept`: what stays on every sheet when an answer marked `risk` is added to it. `rules`: the
    safety rules it states, by their numbers. `says`: the same in a sentence.
    """

    id: str
    rules: tuple[str, ...]
    severity: Gravity
    says: str
    sources: tuple[SourceId, ...]
    always: tuple[Claim, ...]
    possible: tuple[Claim, ...]
    kept: Kept | None


class Invariants(NamedTuple):
    """The invariants of a knowledge base and the conditions they name beside those of the base.

    `pairs`: the supports of which it is asked which stands above the other.
    """

    definitions: Definitions
    all: tuple[Invariant, ...]
    pairs: frozenset[tuple[SupportId, SupportId]]
