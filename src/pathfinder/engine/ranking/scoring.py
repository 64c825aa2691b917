"""Which support serves which need, and how well it suits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

import msgspec

from pathfinder.engine.columns import Columns, Outcome
from pathfinder.engine.ranking.kinds import Kind, kinds_of
from pathfinder.engine.ranking.planes import Serving, Suits, Weight, suiting
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.need import LAST_LEVEL, Need, NeedId
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase

Evaluated = Callable[[Condition], Outcome]


Met = Sequence[tuple[int, int]]
"""The numbers of rules of a support, each with the sheets on which that rule is met."""

Weighed = tuple[NeedId | None, int, int]
"""The need for which a rule counts, if not for each, its weight, and the sheets on which it is met."""

MOST_ALIKE = 4
"""Of those alike no more can matter to the first three places: three may stand there, and one takes the next."""


class Scored(msgspec.Struct, frozen=True):
    """Every support on every sheet.

    `levels`: by need and level, from 1, the sheets on which it has that level. `suggested`: by
    support, where it is eligible and serves a need that is open. `reachable`: where it can be
    reached. `suits`: by need, every support that serves it, in the order of the knowledge base.
    `leading`: of these, those that are active, and of those alike only the first.
    `behind`: by need, those that take no place for it before one of the others.
    `met`: by support that is eligible somewhere, its rules that are met somewhere, and where: one
    object for those of a kind of which the same rules are met.
    """

    needs: Sequence[Need]
    levels: Mapping[NeedId, Sequence[int]]
    suggested: Mapping[SupportId, int]
    reachable: Mapping[SupportId, int]
    suits: Mapping[NeedId, Sequence[Suits]]
    leading: Mapping[NeedId, Sequence[Suits]]
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
    serving: list[tuple[int, Support, _Alike]] = []
    for kind in kinds_of(kb):
        first = kind.supports[0][1]
        if not (eligible := columns.eligible[first.id]):
            continue
        for supports in kind.named_alike(columns.chosen):
            one = supports[0][1]
            rules = _met(columns, one.rules, evaluated)
            weighed = tuple([(one.rules[i].need, one.rules[i].weight, m) for i, m in rules])
            key = eligible, id(one.serves), id(one.out_of_reach), kind.is_active, kind.behind, weighed
            if (alike := known.get(key)) is None:
                alike = known[key] = _alike(columns, kind, weighed, open_, evaluated)
            for number, support in supports:
                met[support.id] = rules
                if alike.suggested:
                    suggested[support.id] = alike.suggested
                    reachable[support.id] = alike.reachable
                    serving.append((number, support, alike))
    serving.sort(key=itemgetter(0))
    suits, leading = _suits(kb.needs, [(support, alike) for _, support, alike in serving])
    return Scored(kb.needs, levels, suggested, reachable, suits, leading, kb.behind, met)


class _Alike(msgspec.Struct, frozen=True):
    """What is the same for supports that differ in words only, as many of a local file do."""

    suggested: int
    reachable: int
    serving: Mapping[NeedId, Serving]
    is_active: bool


def _alike(
    columns: Columns,
    kind: Kind,
    weighed: Sequence[Weighed],
    open_: Mapping[NeedId, int],
    evaluated: Evaluated,
) -> _Alike:
    """Return how those of `kind` for which this is `weighed` serve the needs where those are `open_`."""
    support = kind.supports[0][1]
    eligible = columns.eligible[support.id]
    reachable = _reachable(columns, support, evaluated)
    serving: dict[NeedId, Serving] = {}
    for need, (served, own) in _served(columns, support, weighed, evaluated).items():
        if where := served & eligible & open_[need]:
            weights = [*own, *((w, met) for of, w, met in weighed if of in {None, need})]
            serving[need] = Serving(where, reachable, weights)
    suggested = _union(its.where for its in serving.values())
    return _Alike(suggested, reachable, serving, kind.is_active)


def _suits(
    needs: Sequence[Need], serving: Sequence[tuple[Support, _Alike]]
) -> tuple[Mapping[NeedId, Sequence[Suits]], Mapping[NeedId, Sequence[Suits]]]:
    """Return, by need, how well each of those `serving` suits, and of these the leading ones."""
    alike = {id(its): its for _, its in serving}.values()
    known: dict[int, tuple[int, tuple[int, ...]]] = {}
    for need in needs:
        known |= suiting([its.serving[need.id] for its in alike if need.id in its.serving])
    suits: dict[NeedId, list[Suits]] = {need.id: [] for need in needs}
    leading: dict[NeedId, list[Suits]] = {need.id: [] for need in needs}
    seen = dict.fromkeys(map(id, alike), 0)
    for support, its in serving:
        seen[id(its)] += 1
        leads = its.is_active and seen[id(its)] <= MOST_ALIKE
        for need, served in its.serving.items():
            suited = Suits(support, served.where, *known[id(served)])
            suits[need].append(suited)
            if leads:
                leading[need].append(suited)
    return suits, leading


def _met(columns: Columns, rules: Sequence[Rule], evaluated: Evaluated) -> Met:
    """Return those of `rules` that are met on some sheet, by number, and where."""
    every = columns.every
    return [
        (number, met)
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
