"""What a local file may say: the shapes of its parts, and why it may say nothing else."""

import msgspec

from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import Serve
from pathfinder.model.knowledge.reference import ContactId, SourceId
from pathfinder.model.knowledge.support import (
    Ask,
    Caution,
    Evidence,
    GoWith,
    Requirement,
    Rule,
    Support,
)
from pathfinder.model.knowledge.support_traits import Channel, Cost, Form, Status
from pathfinder.model.knowledge.wording import Wording

Unset = msgspec.UnsetType
UNSET = msgspec.UNSET


class LocalHeading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which place the file is for, when its facts were checked, and what is not to be had there."""

    place: str
    verified_on: str
    off: tuple[SupportId, ...] = ()


class Described(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What describes a support: the fields that may differ from place to place."""

    name: str | Unset = UNSET
    in_short: str | Unset = UNSET
    what: str | Unset = UNSET
    suits: str | Unset = UNSET
    not_for: str | Unset = UNSET
    formats: tuple[Channel, ...] | Unset = UNSET
    cost: Cost | Unset = UNSET
    cost_note: str | Unset = UNSET
    led_by: str | Unset = UNSET
    forms: tuple[Form, ...] | Unset = UNSET
    medication_note: str | Unset = UNSET
    first_step: Wording | Unset = UNSET
    say: Wording | Unset = UNSET
    first_visit: str | Unset = UNSET
    go_with: GoWith | Unset = UNSET
    ask: tuple[Ask, ...] | Unset = UNSET
    if_it_does_not_fit: str | Unset = UNSET
    evidence: tuple[Evidence, ...] | Unset = UNSET
    contacts: tuple[ContactId, ...] | Unset = UNSET
    status: Status | Unset = UNSET
    status_note: str | Unset = UNSET
    verified_on: str | Unset = UNSET
    sources: tuple[SourceId, ...] | Unset = UNSET


class Added(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for, or to be careful about, beside what is so everywhere."""

    eligibility: tuple[Requirement, ...] = ()
    cautions: tuple[Caution, ...] = ()


class Change(Described, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What differs of a support that is there already; `add`: what comes to what it has."""

    add: Added = Added()


class LikeSupport(Described, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new support that is like one that is there: what it does not say is as it is there.

    It takes over what the other asks for and what to be careful about, and not what speaks for it.
    """

    id: SupportId
    like: SupportId
    abbreviation: str | None = None
    status: Status = "active"
    serves: tuple[Serve, ...] | Unset = UNSET
    eligibility: tuple[Requirement, ...] = ()
    rules: tuple[Rule, ...] = ()
    cautions: tuple[Caution, ...] = ()


ITS_OWN = ("name", "formats", "first_step", "contacts", "sources")
"""What a new support says itself, whatever it is like."""

NOT_LOCAL = {
    "notices": "notices are the same everywhere: nothing local may take one away or change it",
    "needs": "what people need, and how urgent it is, is the same everywhere",
    "questions": "questions are the same everywhere",
    "conditions": "named conditions are the same everywhere; write the condition where it is used",
    "rules": "rules stand with the support they are about",
    "out_of_reach": "what can be reached follows from formats",
    "go_with": "how to go with someone stands with the support it is about",
    "eligibility": "requirements stand with a support, or under add: of a change",
    "cautions": "cautions stand with a support, or under add: of a change",
}
"""Keys of the knowledge base that a local file has no place for, and why."""

_TRAIT = "safety rests on what kind of support it is"
_DATED = "a local file says verified_on: and names sources of its own"
_KEPT = "what it asks for stays, for safety may rest on it; add: puts more beside it"
NOT_CHANGED = {
    "id": "an id is a promise to those who use it",
    "kind": _TRAIT,
    "pathway": _TRAIT,
    "dimension": _TRAIT,
    "approach": _TRAIT,
    "twelve_step": _TRAIT,
    "about_use": _TRAIT,
    "purpose": _TRAIT,
    "medication": _TRAIT,
    "goals": _TRAIT,
    "substances": _TRAIT,
    "asks_for_sobriety": _TRAIT,
    "out_of_reach": _TRAIT,
    "serves": "which needs it serves is the same everywhere; a new support says which it serves",
    "abbreviation": "people type it to name the support",
    "aliases": "people look for the support by them",
    "read_on": _DATED,
    "opened_on": _DATED,
    "sign_of_life": _DATED,
    "eligibility": _KEPT,
    "cautions": _KEPT,
    "rules": "its place in the list is the same everywhere; a new support has rules of its own",
}
"""Fields of a support that no local file may change, and why."""

OWN = ("id", "abbreviation", "serves", "eligibility", "cautions", "rules")
"""Those of them that a new support like another one has of its own."""


def patched(support: Support, described: Described) -> Support:
    """Return `support` with what `described` says in place of what it said."""
    written = {field: getattr(described, field) for field in Described.__struct_fields__}
    return msgspec.structs.replace(
        support, **{field: value for field, value in written.items() if value is not UNSET}
    )
