"""Which supports each shared requirement, rule and caution holds for."""

from collections.abc import Iterator

import msgspec

from pathfinder.knowledge.compiled import Shared
from pathfinder.knowledge.conditions import for_support, names_this_support
from pathfinder.knowledge.reading import Authored
from pathfinder.knowledge.shared import SharedRule, Sharing, applies
from pathfinder.model.condition import SupportId
from pathfinder.model.support import Caution, Requirement, Rule


def resolved(authored: Authored) -> Iterator[Shared]:
    """Yield every shared requirement, rule and caution of `authored` with its supports.

    A rule that says `this_support` is yielded once for each of them.
    """
    for requirement in authored.eligibility:
        named = Requirement(
            needs=requirement.needs,
            because=requirement.because,
            because_unknown=requirement.because_unknown,
            unknown=requirement.unknown,
            safety=requirement.safety,
        )
        yield Shared(supports=_having(requirement, authored), eligibility=(named,))
    for rule in authored.rules:
        yield from _resolved_rule(rule, _having(rule, authored))
    for caution in authored.cautions:
        named_caution = Caution(text=caution.text, when=caution.when)
        yield Shared(supports=_having(caution, authored), cautions=(named_caution,))


def _resolved_rule(shared: SharedRule, having: tuple[SupportId, ...]) -> Iterator[Shared]:
    rule = Rule(id=shared.id, weight=shared.weight, because=shared.because, when=shared.when)
    when = shared.when
    if when is None or not names_this_support(when):
        yield Shared(supports=having, rules=(rule,))
    else:
        for support in having:
            own = msgspec.structs.replace(rule, when=for_support(when, support))
            yield Shared(supports=(support,), rules=(own,))


def _having(shared: Sharing, authored: Authored) -> tuple[SupportId, ...]:
    return tuple(support.id for support in authored.supports if applies(shared, support))
