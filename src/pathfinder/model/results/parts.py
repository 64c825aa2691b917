"""The parts of what comes out: what is told of a notice, a need, a contact or a reason.

The field names and their order are part of the JSON of format `pathfinder.result/1`.
"""

from typing import Literal

import msgspec

from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.notice import Family, NoticeId, Severity
from pathfinder.model.knowledge.reference import ContactId, Source
from pathfinder.model.knowledge.support_traits import Strength

Fit = Literal["strong", "good", "possible"]
"""How much of what was answered speaks for a support within its need.

    Strong: two choices or wishes, or more; good: one; possible: none, but the need itself.
    """


Standing = Literal["top3", "suggested", "withheld", "not_suggested", "halted"]
"""Where a support stands for one set of answers; `halted`: an emergency leaves no list."""


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
