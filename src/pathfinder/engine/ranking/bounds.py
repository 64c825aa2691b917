"""What a support can come to, whatever is answered: the needs it serves, and the bounds of its score."""

from collections.abc import Iterator

from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.support import Support


def _weights(support: Support, need: NeedId) -> Iterator[tuple[int, Condition | None]]:
    """Yield every weight that counts for `support` within `need`, and where."""
    for serve in support.serves:
        if serve.need == need and serve.weight:
            yield serve.weight, serve.when
    for rule in support.rules:
        if rule.need in {None, need}:
            yield rule.weight, rule.when


def serves(support: Support, need: NeedId) -> bool:
    """Return whether there can be sheets on which `support` serves `need`."""
    return any(serve.need == need for serve in support.serves)


def lowest_score(support: Support, need: NeedId) -> int:
    """Return how far below zero the score of `support` within `need` can fall."""
    return -sum(weight for weight, _ in _weights(support, need) if weight < 0)


def highest_score(support: Support, need: NeedId) -> int:
    """Return how high the score of `support` within `need` can rise."""
    return sum(weight for weight, _ in _weights(support, need) if weight > 0)
