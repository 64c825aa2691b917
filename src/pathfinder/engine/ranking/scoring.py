"""Which support serves which need, and how well it suits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

import msgspec

from pathfinder.engine.columns import Columns, Outcome
from pathfinder.engine.ranking.clusters import Listed, clusters_of
from pathfinder.engine.ranking.planes import (
    Candidate,
    Serving,
    Suits,
    Weight,
    candidates,
    planes_of,
)
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.need import LAST_LEVEL, Need, NeedId
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase

Evaluated = Callable[[Condition], Outcome]


Met = Sequence[tuple[int, Rule, int]]
"""Rules, each with its number at its support, and the sheets on which it is met."""

Weighed = tuple[NeedId | None, int, int]
"""The need for which a rule counts, if not for each, its weight, and the sheets on which it is met."""

MOST_ALIKE = 4
"""Of those alike no more can matter to the first three places: three may stand there, and one takes the next."""


class Scored(msgspec.Struct, frozen=True):
    """Every support on every sheet.

    `levels`: by need and level, from 1, the sheets on which it has that level. `suggested`: by
    support, where it is eligible and serves a need that is open. `reachable`: where it can be
    reached. `suits`: by need, all that serve it, those alike together. `leading`: of these, those
    that are active, in the order of the knowledge base, and of those alike only the first.
    `behind`: by need, those that take no place for it before one of the others.
    `met`: by support that is eligible somewhere, its rules that are met somewhere, and where. Supports
    that are alike have those of the first of them.
    """

    needs: Sequence[Need]
    levels: Mapping[NeedId, Sequence[int]]
    suggested: Mapping[SupportId, int]
    reachable: Mapping[SupportId, int]
    suits: Mapping[NeedId, Sequence[Suits]]
    leading: Mapping[NeedId, Sequence[Candidate]]
    behind: Mapping[NeedId, frozenset[SupportId]]
    met: Mapping[SupportId, Met]


def scored(kb: KnowledgeBase, columns: Columns, evaluated: Evaluated) -> Scored:
    """Return where each support is suggested, for which needs, and how well it suits.

    `evaluated`: what a condition comes out as on the sheets of `columns`.
    """
    levels = {need.id: _levels(columns, need, evaluated) for need in kb.needs}
    open_ = {id_: _union(masks) for id_, masks in levels.items()}
    suggested: dict[SupportId, int] = {support.id: 0 for support in kb.supports}
    reachable: dict[SupportId, int] = {}
    met: dict[SupportId, Met] = {}
    known: dict[object, _Alike] = {}
    for cluster in clusters_of(kb):
        first = cluster.supports[0][1]
        if not (eligible := columns.eligible[first.id]):
            continue
        for supports in cluster.named_alike(columns.chosen):
            one = supports[0][1]
            rules = _met(columns, one.rules, evaluated)
            weighed = tuple([(rule.need, rule.weight, where) for _, rule, where in rules])
            is_active = one.status == "active"
            key = eligible, id(one.serves), id(one.out_of_reach), is_active, cluster.behind, weighed
            if (alike := known.get(key)) is None:
                alike = known[key] = _alike(columns, one, weighed, open_, evaluated)
            alike.supports.extend(supports)
            for _, support in supports:
                met[support.id] = rules
                if alike.suggested:
                    suggested[support.id] = alike.suggested
                    reachable[support.id] = alike.reachable
    suits = _suits(kb.needs, known.values())
    leading = {
        need: candidates((its for its in listed if its.is_active), MOST_ALIKE)
        for need, listed in suits.items()
    }
    return Scored(kb.needs, levels, suggested, reachable, suits, leading, kb.behind, met)


class _Alike(msgspec.Struct, frozen=True):
    """What is the same for supports that differ in words only, as many of a local file do."""

    is_active: bool
    suggested: int
    reachable: int
    serving: Mapping[NeedId, Serving]
    supports: list[Listed]


def _alike(
    columns: Columns,
    support: Support,
    weighed: Sequence[Weighed],
    open_: Mapping[NeedId, int],
    evaluated: Evaluated,
) -> _Alike:
    """Return how `support`, and all that are alike, serve the needs where those are `open_`."""
    eligible = columns.eligible[support.id]
    reachable = _reachable(columns, support, evaluated)
    serving: dict[NeedId, Serving] = {}
    for need, (served, own) in _served(columns, support, weighed, evaluated).items():
        if where := served & eligible & open_[need]:
            weights = [*own, *((w, met) for of, w, met in weighed if of in {None, need})]
            serving[need] = Serving(where, reachable, weights)
    suggested = _union(its.where for its in serving.values())
    return _Alike(support.status == "active", suggested, reachable, serving, [])


def _suits(needs: Sequence[Need], alike: Iterable[_Alike]) -> Mapping[NeedId, Sequence[Suits]]:
    """Return, by need, how well those suit that are `alike`."""
    serving: dict[NeedId, list[tuple[_Alike, Serving]]] = {need.id: [] for need in needs}
    for its in alike:
        its.supports.sort(key=itemgetter(0))  # they may be of several clusters
        for need, served in its.serving.items():
            serving[need].append((its, served))
    found: dict[NeedId, Sequence[Suits]] = {}
    for need, listed in serving.items():
        raised, planes = planes_of([served for _, served in listed])
        found[need] = [
            Suits(its.supports, its.is_active, served.where, raised, mine)
            for (its, served), mine in zip(listed, planes, strict=True)
        ]
    return found


def _met(columns: Columns, rules: Sequence[Rule], evaluated: Evaluated) -> Met:
    """Return those of `rules` that are met on some sheet, by number, and where."""
    every = columns.every
    return [
        (number, rule, met)
        for number, rule in enumerate(rules)
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
    columns: Columns, support: Support, weighed: Sequence[Weighed], evaluated: Evaluated
) -> dict[NeedId, tuple[int, list[Weight]]]:
    """Return, by need, where `support` serves it, eligible or not, open or not, and how well."""
    spoken_for = 0
    for _, weight, met in weighed:
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


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole
