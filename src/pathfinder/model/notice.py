"""Notices: what must be said before any list."""

from enum import Enum
from typing import NewType

import msgspec

from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.reference import ContactId, SourceId
from pathfinder.model.wording import Wording

NoticeId = NewType("NoticeId", str)


class Severity(Enum):
    """How grave a notice is, gravest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    IMPORTANT = "important"
    NOTE = "note"


class ShortForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a notice says where only an unanswered question calls for it."""

    when: Condition
    text: Wording


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must be said before any list.

    It shows in full when `when` is met, else short when `short.when` is met, unless a notice that
    `replaces` it shows. `reasons_of` adds why that support is withheld.
    """

    id: NoticeId
    severity: Severity
    text: Wording
    when: Condition | None = None
    short: ShortForm | None = None
    replaces: tuple[NoticeId, ...] = ()
    reasons_of: SupportId | None = None
    contacts: tuple[ContactId, ...] = ()
    sources: tuple[SourceId, ...] = ()
