"""Invariants: what must hold for every possible set of answers."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition, Definitions, OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.notice import Family, NoticeId, Severity
from pathfinder.model.knowledge.reference import SourceId


class Gravity(Enum):
    """What a broken invariant could cost: a life, serious harm or a right, or trust."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"


class Fact(Enum):
    """What can be said of a result; in conditions, a named condition `FACT ID`."""

    SHOWN = "shown"
    IN_FULL = "in_full"
    GRAVE = "grave"
    EMERGENCY = "emergency"
    FIRST = "first"
    SUGGESTED = "suggested"
    TOP3 = "top3"
    TOP5 = "top5"
    WITHHELD = "withheld"
    CAUTIONED = "cautioned"
    ABOVE = "above"

    def of(self, *ids: str) -> str:
        """Return the name of the condition that this is so of `ids`."""
        return " ".join((self.value, *ids))


class Preserved(Enum):
    """What an answer marked as a risk never takes away."""

    GRAVE_NOTICES = "grave_notices"
    WITHHELD_FOR_SAFETY = "withheld_for_safety"


class Spared(NamedTuple):
    """An option that, added to the answers, may take `notice` away: it says the same in its way."""

    question: QuestionId
    option: OptionId
    notice: NoticeId


class AddingRisk(NamedTuple):
    """What stays when an option that is a risk is added to a sheet, but for what is `spared`."""

    keeps: Preserved
    spared: frozenset[Spared]


class Move(NamedTuple):
    """The answer to `source` becomes one to `target`, each of its `options` as the other names it."""

    source: QuestionId
    target: QuestionId
    options: Mapping[OptionId, OptionId]


class Relabelling(NamedTuple):
    """The same facts under other names, and what then stays.

    What is in `take` is no longer said, what is in `put` is said, and what is in `moves` is said
    elsewhere. A family that had a grave notice still has one as grave, or, with `down_to`, at least
    so grave; each of `notices` that was shown still is.
    """

    take: Answers
    put: Answers
    moves: tuple[Move, ...]
    families: tuple[Family, ...]
    notices: tuple[NoticeId, ...]
    down_to: Severity | None


class Claim(NamedTuple):
    """Broken where `when` is met and `then` is not. `about`: the support it was spelled out for."""

    about: SupportId | None
    when: Condition
    then: Condition


class Invariant(NamedTuple):
    """What must hold: every one of `always` on every sheet, each of `possible` on some sheet.

    `change`: what stays when a sheet that meets `when` is changed so. `rules`: the safety rules it
    states, by their numbers. `says`: the same in a sentence.
    """

    id: str
    rules: tuple[str, ...]
    severity: Gravity
    says: str
    sources: tuple[SourceId, ...]
    always: tuple[Claim, ...]
    possible: tuple[Claim, ...]
    when: Condition
    change: AddingRisk | Relabelling | None


class Invariants(NamedTuple):
    """The invariants of a knowledge base and the conditions they name beside those of the base.

    `pairs`: the supports of which it is asked which stands above the other.
    """

    definitions: Definitions
    all: tuple[Invariant, ...]
    pairs: frozenset[tuple[SupportId, SupportId]]
