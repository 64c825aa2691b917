"""An invariant as `data/invariants.yaml` has it, before its conditions are read."""

import msgspec

from pathfinder.knowledge.parse.changes import AuthoredRelabelling, AuthoredSpared
from pathfinder.knowledge.parse.shared_rules import Traits
from pathfinder.model.knowledge.invariant import Gravity, Preserved
from pathfinder.model.knowledge.reference import SourceId


class AuthoredInvariant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invariant as it is written: `then` where `when`, or `possible`, or what a change keeps.

    With `applies_to` it holds for each support with these traits, called `this_support`.
    """

    id: str
    rules: tuple[str, ...]
    severity: Gravity
    says: str
    sources: tuple[SourceId, ...]
    applies_to: Traits | None = None
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    when: object = None
    then: object = None
    possible: object = None
    adding_risk_keeps: Preserved | None = None
    but: tuple[AuthoredSpared, ...] = ()
    relabelling_keeps: AuthoredRelabelling | None = None
