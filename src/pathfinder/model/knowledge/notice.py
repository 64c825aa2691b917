"""Notices: what must be said before any list."""

from collections.abc import Iterator
from typing import Literal, NewType

import msgspec

from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.reference import ContactId, SourceId
from pathfinder.model.knowledge.wording import Wording

NoticeId = NewType("NoticeId", str)


Severity = Literal["emergency", "urgent", "important", "note"]
"""How grave a notice is, gravest first."""

GRAVE: tuple[Severity, ...] = ("emergency", "urgent")
"""The severities that stand above everything else, gravest first."""

Family = Literal["stopping", "overdose", "medicine", "danger_at_home"]
"""Notices that speak of one danger; on a page they are one block, in which each thing is said once."""


class ShortForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a notice says where only an unanswered question calls for it."""

    when: Condition
    text: Wording


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is otherwise about a notice where it shows in full and `when` is met."""

    when: Condition
    severity: Severity | None = None
    heading: Wording | None = None
    text: Wording | None = None
    adds: Wording | None = None


class Replacement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice that makes room for another one, where `when` is met."""

    notice: NoticeId
    when: Condition


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must be said before any list.

    It shows in full when `when` is met, else short when `short.when` is met, unless a notice that
    `replaces` it shows. The first of `variants` that is met changes what it says or how grave it is.
    `call_911`: the signs for which to call; the printed text begins with them. `adds`: the one
    sentence that it adds beside a graver notice of its `family`, and by which it is listed.
    `leads_when`: it stands before others of its severity there. `yields_unless`: it stands whole in
    its family only there, unless it is alone. `reasons_of` adds why that support is withheld.
    """

    id: NoticeId
    severity: Severity
    heading: Wording | None = None
    text: Wording
    call_911: Wording | None = None
    adds: Wording | None = None
    family: Family | None = None
    when: Condition | None = None
    short: ShortForm | None = None
    variants: tuple[Variant, ...] = ()
    replaces: tuple[NoticeId | Replacement, ...] = ()
    leads_when: Condition | None = None
    yields_unless: Condition | None = None
    reasons_of: SupportId | None = None
    contacts: tuple[ContactId, ...] = ()
    sources: tuple[SourceId, ...] = ()

    @property
    def may_be_grave(self) -> bool:
        """Return whether there are answers for which it is an emergency or urgent."""
        severities = (self.severity, *(v.severity for v in self.variants if v.severity))
        return any(severity in GRAVE for severity in severities)

    def replacements(self) -> Iterator[tuple[NoticeId, Condition | None]]:
        """Yield the notices that make room for this one, and where."""
        for replaced in self.replaces:
            if isinstance(replaced, Replacement):
                yield replaced.notice, replaced.when
            else:
                yield replaced, None

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Yield every condition that decides if and how it shows, with the key it stands under."""
        if self.when is not None:
            yield "when", self.when
        if self.short is not None:
            yield "short", self.short.when
        for variant in self.variants:
            yield "variants", variant.when
        for _, condition in self.replacements():
            if condition is not None:
                yield "replaces", condition
        if self.leads_when is not None:
            yield "leads_when", self.leads_when
        if self.yields_unless is not None:
            yield "yields_unless", self.yields_unless
