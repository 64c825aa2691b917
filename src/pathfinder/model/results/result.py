"""What comes out: notices, ranked suggestions with their reasons, and what was withheld.

The field names and their order are the JSON of format `pathfinder.result/1`.
"""

from typing import Final, Literal

import msgspec

from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.plan import PlanId
from pathfinder.model.knowledge.provenance import Local
from pathfinder.model.knowledge.support import Ask
from pathfinder.model.knowledge.support_traits import Channel, Kind, Pathway, Status
from pathfinder.model.results.meeting import MeetingShown
from pathfinder.model.results.parts import (
    CautionShown,
    ContactShown,
    EvidenceShown,
    Fit,
    GoWithShown,
    KnowledgeUsed,
    NeedShown,
    NoticeShown,
    Reason,
    WithheldReason,
)

FORMAT: Final = "pathfinder.result/1"


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
