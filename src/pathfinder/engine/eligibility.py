"""Who may be suggested: no weight and no wish brings back what a requirement withholds."""

from collections.abc import Callable, Sequence

from pathfinder.engine.columns import Outcome
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.support import Requirement, Support

Evaluated = Callable[[Condition], Outcome]


def eligibility(
    supports: Sequence[Support], every: int, evaluated: Evaluated
) -> dict[SupportId, int]:
    """Return, for each of `supports`, those sheets of `every` on which no requirement withholds it."""
    eligible: dict[SupportId, int] = {}
    passing: dict[int, int] = {}  # many supports share a requirement
    alike: dict[int, int] = {}  # and some all of them
    for support in supports:
        allowed = alike.get(id(support.eligibility))
        if allowed is None:
            allowed = every
            for requirement in support.eligibility:
                passes = passing.get(id(requirement))
                if passes is None:
                    passes = _passing(requirement, every, evaluated)
                    passing[id(requirement)] = passes
                allowed &= passes
            alike[id(support.eligibility)] = allowed
        eligible[support.id] = allowed
    return eligible


def _passing(requirement: Requirement, every: int, evaluated: Evaluated) -> int:
    """Return the sheets on which `requirement` does not withhold."""
    outcome = evaluated(requirement.needs)
    if requirement.unknown == "withhold":
        return outcome.met
    return every & ~outcome.not_met
