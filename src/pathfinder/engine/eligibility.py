"""Who may be suggested: no weight and no wish brings back what a requirement withholds."""

from collections.abc import Callable, Sequence

from pathfinder.engine.columns import Outcome
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.support import Support, WhenUnknown


def eligibility(
    supports: Sequence[Support], every: int, evaluated: Callable[[Condition], Outcome]
) -> dict[SupportId, int]:
    """Return, for each of `supports`, those sheets of `every` on which no requirement withholds it."""
    eligible: dict[SupportId, int] = {}
    for support in supports:
        allowed = every
        for requirement in support.eligibility:
            outcome = evaluated(requirement.needs)
            if requirement.unknown is WhenUnknown.WITHHOLD:
                allowed &= outcome.met
            else:
                allowed &= ~outcome.not_met
        eligible[support.id] = allowed
    return eligible
