"""Which supports each shared requirement, rule and caution holds for."""

from collections.abc import Iterator

from pathfinder.knowledge.compiled import Shared
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.conditions import for_support, names_this_support
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedGoWith,
    SharedReach,
    SharedRequirement,
    SharedRule,
    Sharing,
    applies,
)
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.support import Caution, GoWith, OutOfReach, Requirement, Rule


def resolved(authored: Authored) -> Iterator[Shared]:
    """Yield every shared requirement, rule, caution and way to go there of `authored` with its supports.

    A rule that says `this_support` is yielded once for each of them.
    """
    for requirement in authored.eligibility:
        having = _having(requirement, authored)
        yield Shared(supports=having, eligibility=(requirement_from(requirement),))
    for rule in authored.rules:
        yield from _resolved_rule(rule, _having(rule, authored))
    for reach in authored.out_of_reach:
        yield Shared(supports=_having(reach, authored), out_of_reach=(reach_from(reach),))
    for company in authored.go_with:
        yield Shared(supports=_having(company, authored), go_with=go_with_from(company))
    for caution in authored.cautions:
        yield Shared(supports=_having(caution, authored), cautions=(caution_from(caution),))


def requirement_from(shared: SharedRequirement) -> Requirement:
    """Return `shared` as a requirement of one support."""
    return Requirement(
        needs=shared.needs,
        because=shared.because,
        because_unknown=shared.because_unknown,
        unknown=shared.unknown,
        safety=shared.safety,
    )


def rule_from(shared: SharedRule, support: SupportId) -> Rule:
    """Return `shared` as a rule of `support`, which it may call `this_support`."""
    when = for_support(shared.when, support) if shared.when else None
    return Rule(id=shared.id, weight=shared.weight, because=shared.because, when=when)


def rule_from_any(shared: SharedRule) -> Rule | None:
    """Return `shared` as the same rule of every support; none where it says `this_support`."""
    if shared.when is not None and names_this_support(shared.when):
        return None
    return Rule(id=shared.id, weight=shared.weight, because=shared.because, when=shared.when)


def reach_from(shared: SharedReach) -> OutOfReach:
    """Return `shared` as a reason why one support can't be reached."""
    return OutOfReach(when=shared.when, because=shared.because)


def go_with_from(shared: SharedGoWith) -> GoWith:
    """Return `shared` as the way to go with someone to one support."""
    return GoWith(how=shared.how, say=shared.say)


def caution_from(shared: SharedCaution) -> Caution:
    """Return `shared` as a caution of one support."""
    return Caution(text=shared.text, when=shared.when, said_by=shared.said_by)


def _resolved_rule(shared: SharedRule, having: tuple[SupportId, ...]) -> Iterator[Shared]:
    if rule := rule_from_any(shared):
        yield Shared(supports=having, rules=(rule,))
    else:
        for support in having:
            yield Shared(supports=(support,), rules=(rule_from(shared, support),))


def _having(shared: Sharing, authored: Authored) -> tuple[SupportId, ...]:
    return tuple(support.id for support in authored.supports if applies(shared, support))
