"""Which support serves which need, and how well it suits.

Scores are kept bit-sliced: plane *b* of a support holds bit *b* of
its score on each sheet, so that adding a weight and finding the best of all cost a few operations
whatever the number of sheets.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from pathfinder.engine.columns import Columns, Outcome
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.need import LAST_LEVEL, Need, NeedId
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase

Evaluated = Callable[[Condition], Outcome]


class Suits(msgspec.Struct, frozen=True):
    """How well one support serves one need: where it does, and its score planes there.

    The planes hold the score, `raised` by the same for all that serve the need so that none is
    negative, and above it a bit for being in reach.
    """

    support: Support
    where: int
    raised: int
    planes: tuple[int, ...]


class Scored(msgspec.Struct, frozen=True):
    """Every support on every sheet.

    `levels`: by need and level, from 1, the sheets on which it has that level. `suggested`: by
    support, where it is eligible and serves a need that is open. `reachable`: where it can be
    reached. `suits`: by need, every support that serves it, in the order of the knowledge base.
    `behind`: by need, those that take no place for it before one of the others.
    """

    needs: Sequence[Need]
    levels: Mapping[NeedId, Sequence[int]]
    suggested: Mapping[SupportId, int]
    reachable: Mapping[SupportId, int]
    suits: Mapping[NeedId, Sequence[Suits]]
    behind: Mapping[NeedId, frozenset[SupportId]]


def scored(kb: KnowledgeBase, columns: Columns, evaluated: Evaluated) -> Scored:
    """Return where each support is suggested, for which needs, and how well it suits.

    `evaluated`: what a condition comes out as on the sheets of `columns`.
    """
    needs = kb.needs
    levels = {need.id: _levels(columns, need, evaluated) for need in needs}
    open_ = {id_: _union(masks) for id_, masks in levels.items()}
    suggested: dict[SupportId, int] = {}
    reachable: dict[SupportId, int] = {}
    serving: dict[NeedId, list[_Serving]] = {need.id: [] for need in needs}
    for support in kb.supports:
        eligible = columns.eligible[support.id]
        somewhere = 0
        if eligible:
            rules = _weighed(columns, support.rules, evaluated)
            for need, (served, own) in _served(columns, support, rules, evaluated).items():
                if where := served & eligible & open_[need]:
                    weights = [*own, *(w for rule, w in rules if rule.need in {None, need})]
                    serving[need].append(_Serving(support, where, weights))
                    somewhere |= where
        suggested[support.id] = somewhere
        if somewhere:
            reachable[support.id] = _reachable(columns, support, evaluated)
    suits = {id_: _suits(listed, reachable) for id_, listed in serving.items()}
    return Scored(needs, levels, suggested, reachable, suits, kb.behind)


Weight = tuple[int, int]
"""A weight, and the sheets on which it counts."""


class _Serving(msgspec.Struct, frozen=True):
    """A support that serves a need, where it does, and what weighs for or against it there."""

    support: Support
    where: int
    weights: Sequence[Weight]

    @property
    def lowest(self) -> int:
        """Return how far below zero the sum of the weights can fall."""
        return -sum(weight for weight, _ in self.weights if weight < 0)


def _weighed(
    columns: Columns, rules: Sequence[Rule], evaluated: Evaluated
) -> Sequence[tuple[Rule, Weight]]:
    """Return those of `rules` that are met on some sheet, and where."""
    return [
        (rule, (rule.weight, met))
        for rule in rules
        if (met := columns.every if rule.when is None else evaluated(rule.when).met)
    ]


def _suits(serving: Sequence[_Serving], reachable: Mapping[SupportId, int]) -> Sequence[Suits]:
    """Return how well each of `serving` suits within its need."""
    raised = max((s.lowest for s in serving), default=0)
    planes = [_planes(s, raised) for s in serving]
    most = max(map(len, planes), default=0)
    return [
        Suits(
            support=s.support,
            where=s.where,
            raised=raised,
            planes=(*mine, *[0] * (most - len(mine)), reachable[s.support.id]),
        )
        for s, mine in zip(serving, planes, strict=True)
    ]


def _levels(columns: Columns, need: Need, evaluated: Evaluated) -> Sequence[int]:
    """Return, for each level from 1, where `need` has it: the first of its levels that is met."""
    masks = [0] * (LAST_LEVEL + 1)
    left = columns.every
    for level in need.levels:
        met = left if level.when is None else left & evaluated(level.when).met
        masks[level.level] |= met
        left &= ~met
    return masks[1:]


def _served(
    columns: Columns,
    support: Support,
    rules: Sequence[tuple[Rule, Weight]],
    evaluated: Evaluated,
) -> dict[NeedId, tuple[int, list[Weight]]]:
    """Return, by need, where `support` serves it, eligible or not, open or not, and how well."""
    spoken_for = 0
    for _, (weight, met) in rules:
        if weight > 0:
            spoken_for |= met
    served: dict[NeedId, tuple[int, list[Weight]]] = {}
    for serve in support.serves:
        met = columns.every if serve.when is None else evaluated(serve.when).met
        where, weights = served.get(serve.need, (0, []))
        weights.append((serve.weight, met))
        served[serve.need] = where | (spoken_for if serve.when is None else met), weights
    return served


def _reachable(columns: Columns, support: Support, evaluated: Evaluated) -> int:
    reachable = columns.every
    for out in support.out_of_reach:
        reachable &= ~evaluated(out.when).met
    return reachable


def _union(masks: Sequence[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _planes(serving: _Serving, raised: int) -> list[int]:
    """Return the planes of the score of a support where it serves, `raised` above zero."""
    everywhere = raised
    some: list[Weight] = []
    for weight, met in serving.weights:
        there = met & serving.where
        if there == serving.where:
            everywhere += weight
        elif weight > 0 and there:
            some.append((weight, there))
        elif weight < 0 and there:
            # A weight below zero is added where it is not met: the same order, and no borrow.
            everywhere += weight
            some.append((-weight, serving.where ^ there))
    planes = [0] * (everywhere + sum(weight for weight, _ in some)).bit_length()
    for weight, where in some:
        _add(planes, weight, where)
    _add(planes, everywhere, serving.where)
    return planes


def _add(planes: list[int], weight: int, where: int) -> None:
    """Add `weight` to the sums in `planes` on the sheets of `where`; the planes have room for it."""
    for position in range(weight.bit_length()):
        carry, plane = where if weight >> position & 1 else 0, position
        while carry and plane < len(planes):
            planes[plane], carry = planes[plane] ^ carry, planes[plane] & carry
            plane += 1
