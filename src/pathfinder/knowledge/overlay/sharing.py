"""What is shared, given to the supports that a local file brings or changes."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

import msgspec

from pathfinder.knowledge.build.expand_shared import (
    caution_from,
    go_with_from,
    reach_from,
    requirement_from,
    rule_from,
    rule_from_any,
)
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.parse.shared_rules import TRAITS, SharedRule, Sharing, holds, trait_values
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.support import (
    Caution,
    GoWith,
    OutOfReach,
    Requirement,
    Rule,
    Support,
)

T = TypeVar("T")


class SharedParts:
    """Gives supports what they share; what holds for one holds for all with the same traits."""

    def __init__(self, foundation: Foundation) -> None:
        self._made = _made(foundation)
        shared: tuple[Sharing, ...] = (
            *foundation.rules,
            *foundation.eligibility,
            *foundation.cautions,
            *foundation.out_of_reach,
            *foundation.go_with,
        )
        parts = (traits for each in shared for traits in (each.applies_to, each.except_))
        self._named = {id_ for traits in parts for id_ in traits.get("id", ())}
        self._held: dict[object, _Held] = {}
        self._same: dict[tuple[int, ...], tuple[Any, ...]] = {}

    def given_to(self, support: Support, like: SupportId | None) -> Support:
        """Return `support` with what it shares after what is its own.

        What is asked of the one it is `like` is asked of it, and what to be careful about with that
        one is said of it. What speaks for the other does not speak for it.
        """
        named = support.id if support.id in self._named else None
        traits = tuple(getattr(support, field) for field in TRAITS if field != "id")
        key = (named, like, traits)
        if key not in self._held:
            self._held[key] = _held(support, like, self._made)
        held = self._held[key]
        return msgspec.structs.replace(
            support,
            eligibility=self.same((*support.eligibility, *held.eligibility)),
            rules=(
                *support.rules,
                *(made or rule_from(shared, support.id) for shared, made in held.rules),
            ),
            out_of_reach=self.same((*support.out_of_reach, *held.out_of_reach)),
            cautions=self.same((*support.cautions, *held.cautions)),
            go_with=support.go_with or held.go_with,
        )

    def same(self, parts: tuple[T, ...]) -> tuple[T, ...]:
        """Return `parts`, as one object for all supports that have the very same parts.

        So a thousand supports that are like one another are evaluated as one.
        """
        return self._same.setdefault(tuple(map(id, parts)), parts)


class _Made(NamedTuple):
    """What may be shared, each beside what comes of it at a support, which is made once.

    A rule that says `this_support` is made for each of them.
    """

    eligibility: Sequence[tuple[Sharing, Requirement]]
    rules: Sequence[tuple[SharedRule, Rule | None]]
    out_of_reach: Sequence[tuple[Sharing, OutOfReach]]
    cautions: Sequence[tuple[Sharing, Caution]]
    go_with: Sequence[tuple[Sharing, GoWith]]


def _made(foundation: Foundation) -> _Made:
    return _Made(
        eligibility=[(shared, requirement_from(shared)) for shared in foundation.eligibility],
        rules=[(shared, rule_from_any(shared)) for shared in foundation.rules],
        out_of_reach=[(shared, reach_from(shared)) for shared in foundation.out_of_reach],
        cautions=[(shared, caution_from(shared)) for shared in foundation.cautions],
        go_with=[(shared, go_with_from(shared)) for shared in foundation.go_with],
    )


class _Held(NamedTuple):
    """What holds for a support of that is shared."""

    eligibility: tuple[Requirement, ...]
    rules: tuple[tuple[SharedRule, Rule | None], ...]
    out_of_reach: tuple[OutOfReach, ...]
    cautions: tuple[Caution, ...]
    go_with: GoWith | None


def _held(support: Support, like: SupportId | None, made: _Made) -> _Held:
    its_own = cache(partial(trait_values, support))
    as_other = (
        cache(partial(trait_values, msgspec.structs.replace(support, id=like))) if like else its_own
    )

    def own(shared: Sharing) -> bool:
        return holds(shared, its_own)

    def either(shared: Sharing) -> bool:
        return holds(shared, its_own) or holds(shared, as_other)

    return _Held(
        eligibility=tuple(one for shared, one in made.eligibility if either(shared)),
        rules=tuple(pair for pair in made.rules if own(pair[0])),
        out_of_reach=tuple(one for shared, one in made.out_of_reach if own(shared)),
        cautions=tuple(one for shared, one in made.cautions if either(shared)),
        go_with=next((one for shared, one in made.go_with if own(shared)), None),
    )
