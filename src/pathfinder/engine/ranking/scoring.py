"""Which support serves which need, and how well it suits."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from pathfinder.engine.columns import Columns, Outcome
from pathfinder.engine.ranking.planes import Serving, Suits, Weight, suiting
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.need import LAST_LEVEL, Need, NeedId
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase

Evaluated = Callable[[Condition], Outcome]


Met = Sequence[tuple[Rule, int]]
"""Rules, each with the sheets on which it is met."""


class Scored(msgspec.Struct, frozen=True):
    """Every support on every sheet.

    `levels`: by need and level, from 1, the sheets on which it has that level. `suggested`: by
    support, where it is eligible and serves a need that is open. `reachable`: where it can be
    reached. `suits`: by need, every support that serves it, in the order of the knowledge base.
    `behind`: by need, those that take no place for it before one of the others.
    `met`: by support that is eligible somewhere, its rules that are met somewhere, and where.
    """

    needs: Sequence[Need]
    levels: Mapping[NeedId, Sequence[int]]
    suggested: Mapping[SupportId, int]
    reachable: Mapping[SupportId, int]
    suits: Mapping[NeedId, Sequence[Suits]]
    behind: Mapping[NeedId, frozenset[SupportId]]
    met: Mapping[SupportId, Met]


def scored(kb: KnowledgeBase, columns: Columns, evaluated: Evaluated) -> Scored:
    """Return where each support is suggested, for which needs, and how well it suits.

    `evaluated`: what a condition comes out as on the sheets of `columns`.
    """
    needs = kb.needs
    levels = {need.id: _levels(columns, need, evaluated) for need in needs}
    open_ = {id_: _union(masks) for id_, masks in levels.items()}
    suggested: dict[SupportId, int] = {}
    reachable: dict[SupportId, int] = {}
    serving: dict[NeedId, list[tuple[Support, Serving]]] = {need.id: [] for need in needs}
    met: dict[SupportId, Met] = {}
    known: dict[object, _Alike] = {}
    for support in kb.supports:
        suggested[support.id] = 0
        if eligible := columns.eligible[support.id]:
            rules = met[support.id] = _met(columns, support.rules, evaluated)
            weighed = tuple([(rule.need, rule.weight, where) for rule, where in rules])
            key = eligible, id(support.serves), id(support.out_of_reach), weighed
            if (alike := known.get(key)) is None:
                alike = known[key] = _alike(columns, support, rules, open_, evaluated)
            for need, its in alike.serving.items():
                serving[need].append((support, its))
            if alike.suggested:
                suggested[support.id] = alike.suggested
                reachable[support.id] = alike.reachable
    suits = {id_: suiting(listed) for id_, listed in serving.items()}
    return Scored(needs, levels, suggested, reachable, suits, kb.behind, met)


class _Alike(msgspec.Struct, frozen=True):
    """What is the same for supports that differ in words only, as many of a local file do."""

    suggested: int
    reachable: int
    serving: Mapping[NeedId, Serving]


def _alike(
    columns: Columns,
    support: Support,
    rules: Met,
    open_: Mapping[NeedId, int],
    evaluated: Evaluated,
) -> _Alike:
    """Return how `support`, and all that are alike, serve the needs where those are `open_`."""
    eligible = columns.eligible[support.id]
    reachable = _reachable(columns, support, evaluated)
    serving: dict[NeedId, Serving] = {}
    for need, (served, own) in _served(columns, support, rules, evaluated).items():
        if where := served & eligible & open_[need]:
            weights = [*own, *((r.weight, m) for r, m in rules if r.need in {None, need})]
            serving[need] = Serving(where, reachable, weights)
    return _Alike(_union(its.where for its in serving.values()), reachable, serving)


def _met(columns: Columns, rules: Sequence[Rule], evaluated: Evaluated) -> Met:
    """Return those of `rules` that are met on some sheet, and where."""
    every = columns.every
    return [
        (rule, met)
        for rule in rules
        if (met := every if rule.when is None else evaluated(rule.when).met)
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
    columns: Columns, support: Support, rules: Met, evaluated: Evaluated
) -> dict[NeedId, tuple[int, list[Weight]]]:
    """Return, by need, where `support` serves it, eligible or not, open or not, and how well."""
    spoken_for = 0
    for rule, met in rules:
        if rule.weight > 0:
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


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole
