"""What comes out: notices, ranked suggestions with their reasons, and what was withheld.

The field names and their order are the JSON of format `pathfinder.result/1`.
"""

from enum import Enum
from typing import Final, Literal

import msgspec

from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.notice import Family, NoticeId, Severity
from pathfinder.model.knowledge.plan import PlanId
from pathfinder.model.knowledge.provenance import Local
from pathfinder.model.knowledge.reference import ContactId, Source
from pathfinder.model.knowledge.support import Ask, Channel, Kind, Pathway, Status, Strength
from pathfinder.model.results.meeting import MeetingShown

FORMAT: Final = "pathfinder.result/1"


class Fit(Enum):
    """How much of what was answered speaks for a support within its need.

    Strong: two choices or wishes, or more; good: one; possible: none, but the need itself.
    """

    STRONG = "strong"
    GOOD = "good"
    POSSIBLE = "possible"


class Standing(Enum):
    """Where a support stands for one set of answers; `halted`: an emergency leaves no list."""

    TOP3 = "top3"
    SUGGESTED = "suggested"
    WITHHELD = "withheld"
    NOT_SUGGESTED = "not_suggested"
    HALTED = "halted"


class KnowledgeUsed(msgspec.Struct, frozen=True, kw_only=True):
    """Which knowledge base made the result. `places`: those whose local files were laid over it."""

    version: str
    sha256: str
    places: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class ContactShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A contact as printed. `source_dated`, `read_on`, `opened_on`: as in a suggestion."""

    id: ContactId
    label: str
    phone: str | None = None
    extension: str | None = None
    text: str | None = None
    url: str | None = None
    email: str | None = None
    address: str | None = None
    days: str | None = None
    hours: str | None = None
    note: str | None = None
    source_dated: str | None = None
    read_on: str | None = None
    opened_on: str | None = None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is met: its words, its weight and the questions it rests on."""

    text: str
    weight: int
    answers: tuple[QuestionId, ...]


class WithheldReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a support is withheld, and the questions that decide it."""

    text: str
    answers: tuple[QuestionId, ...]


class CautionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A caution as printed. `said_by`: notices that say it too."""

    text: str
    said_by: tuple[NoticeId, ...] = ()


class EvidenceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with the sources it comes from."""

    finding: str
    strength: Strength
    sources: tuple[Source, ...]


class NoticeShown(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as printed.

    `text` is all of it, and begins with the sentence on the signs to `call_911` for, if there are
    any. `folded`: one of its `family` stands whole on a page, and of this one only `in_short`.
    """

    id: NoticeId
    severity: Severity
    text: str
    reasons: tuple[WithheldReason, ...]
    contacts: tuple[ContactShown, ...]
    family: Family | None
    folded: bool
    heading: str | None
    in_short: str | None
    call_911: str | None


class NeedShown(msgspec.Struct, frozen=True, kw_only=True):
    """The need that a suggestion is for, and how urgent it is: from 1 to 5."""

    id: NeedId
    name: str
    text: str
    level: int
    dimension: Dimension


class GoWithShown(msgspec.Struct, frozen=True, kw_only=True):
    """How to have somebody meet a person there or come along, and the words to ask for it."""

    how: str
    say: str


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A support that fits, with everything a person needs to try it.

    `score`: what speaks for it within its `need`. `moved_up`: always null; it was used before
    needs. `source_dated`: the newest date on a source of it. `read_on`: the day a copy of a page on it
    was read. `opened_on`: the day its own page was opened or its phone answered. `verified_on`: the
    later of these two days. `local`: the places that it, or
    some of its fields, came from; not there where it is as it was shipped.
    `when`: its next meetings, only where a file of meetings was named; it changes no place on the list.
    """

    rank: int
    id: SupportId
    name: str
    kind: Kind
    pathway: Pathway
    dimension: Dimension
    need: NeedShown
    score: int
    fit: Fit
    moved_up: str | None
    in_short: str
    what: str
    not_for: str
    cost: str
    channels: tuple[Channel, ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[CautionShown, ...]
    first_step: str
    say: str
    first_visit: str
    go_with: GoWithShown | None
    ask: tuple[Ask, ...]
    if_it_does_not_fit: str
    contacts: tuple[ContactShown, ...]
    status: Status
    status_note: str | None
    verified_on: str
    source_dated: str | None
    read_on: str | None
    opened_on: str | None
    evidence: tuple[EvidenceShown, ...]
    local: tuple[Local, ...] | msgspec.UnsetType = msgspec.UNSET
    when: tuple[MeetingShown, ...] | msgspec.UnsetType = msgspec.UNSET


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A support whose eligibility is not met."""

    id: SupportId
    name: str
    safety: bool
    reasons: tuple[WithheldReason, ...]


class StepShown(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a first week: a support, when to try it, and everything for the first time.

    `now`: what can be done at any hour for the need it serves, where that is urgent. `note`: what it
    has to do with what was tried before, if anything. `when`: as for a suggestion.
    """

    day: str
    id: SupportId
    name: str
    need: NeedShown
    note: str | None
    now: str | None
    do: str
    say: str
    first_visit: str
    go_with: GoWithShown | None
    ask: tuple[Ask, ...]
    if_it_does_not_fit: str
    contacts: tuple[ContactShown, ...]
    when: tuple[MeetingShown, ...] | msgspec.UnsetType = msgspec.UNSET


class PlanShown(msgspec.Struct, frozen=True, kw_only=True):
    """A first week, with at most three steps."""

    id: PlanId
    opening: str
    steps: tuple[StepShown, ...]
    closing: str


class Result(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The whole answer to one set of answers, `pathfinder.result/1`.

    `choosing`: what holds for any choice among the suggestions.
    `plan`: a first week, where anything is suggested.
    `open_questions`: those whose answer could still change the first three suggestions.
    `answers`: only where they were asked for.
    """

    format: Literal["pathfinder.result/1"]
    knowledge: KnowledgeUsed
    notices: tuple[NoticeShown, ...]
    suggestions: tuple[Suggestion, ...]
    choosing: str
    plan: PlanShown | None = None
    withheld: tuple[Withheld, ...]
    open_questions: tuple[QuestionId, ...]
    answers: dict[QuestionId, tuple[OptionId, ...]] | None = None
