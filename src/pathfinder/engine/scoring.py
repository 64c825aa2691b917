"""Who may be suggested, with what score, and which three come first, on every sheet at once.

Scores are kept bit-sliced: plane *b* of a support holds bit *b* of its score on each sheet, so
that adding a weight and finding the best of all cost a few operations whatever the number of
sheets.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pathfinder.engine.columns import Columns, Outcome, evaluating_once
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.support import Kind, Status, Support, WhenUnknown

FIRST = 3
"""How many suggestions the rule of balance speaks of."""

MOST_OF_A_KIND = 2
"""Of the first three, at most this many share a kind."""

LIFE_SAVING = 60
"""Weights from here on are kept for what saves lives (docs/method.md)."""

Place = Mapping[SupportId, int]
"""One place of the ranking: for each support, the sheets on which it stands there."""


class Scored(NamedTuple):
    """One support on every sheet: where it is suggested, its rules are met, and its score planes."""

    support: Support
    suggested: int
    above_zero: int
    met: tuple[int, ...]
    planes: tuple[int, ...]


def with_eligibility(columns: Columns, supports: Sequence[Support]) -> Columns:
    """Return `columns` with, for each support, the sheets on which no requirement withholds it."""
    evaluated = evaluating_once(columns)
    eligible: dict[SupportId, int] = {}
    for support in supports:
        allowed = columns.every
        for requirement in support.eligibility:
            outcome = evaluated(requirement.needs)
            if requirement.unknown is WhenUnknown.WITHHOLD:
                allowed &= outcome.met
            else:
                allowed &= ~outcome.not_met
        eligible[support.id] = allowed
    return columns._replace(eligible=eligible)


def scored(columns: Columns, supports: Sequence[Support]) -> tuple[Scored, ...]:
    """Return every support with its score on each sheet, in the order given.

    The planes hold `score + lowered`, where `lowered` is the same for all supports, so that no
    sum is negative. A support is suggested where it is eligible and a rule that is met speaks for
    it, that is, has a weight above zero.
    """
    lowered = max((_lowered(support) for support in supports), default=0)
    evaluated = evaluating_once(columns)
    return tuple(_scored(columns, support, lowered, evaluated) for support in supports)


def _lowered(support: Support) -> int:
    return -sum(rule.weight for rule in support.rules if rule.weight < 0)


def _scored(
    columns: Columns, support: Support, lowered: int, evaluated: Callable[[Condition], Outcome]
) -> Scored:
    if not columns.eligible[support.id]:
        return Scored(support, 0, 0, (0,) * len(support.rules), ())
    met = tuple(evaluated(rule.when).met if rule.when else columns.every for rule in support.rules)
    # A weight below zero is added where its rule is not met: the same order, and no borrow.
    spoken_for = 0
    everywhere = lowered - _lowered(support)
    highest = everywhere + sum(abs(rule.weight) for rule in support.rules)
    planes = [0] * highest.bit_length()
    for rule, where in zip(support.rules, met, strict=True):
        if rule.weight > 0:
            spoken_for |= where
            _add(planes, rule.weight, where)
        elif where:
            _add(planes, -rule.weight, columns.every ^ where)
        else:
            everywhere -= rule.weight
    _add(planes, everywhere, columns.every)
    suggested = columns.eligible[support.id] & spoken_for
    above_zero = _above(planes, lowered, columns.every)
    return Scored(support, suggested, above_zero, met, tuple(planes))


def _add(planes: list[int], weight: int, where: int) -> None:
    """Add `weight` to the sums in `planes` on the sheets of `where`; the planes have room for it."""
    for position in range(weight.bit_length()):
        carry, plane = where if weight >> position & 1 else 0, position
        while carry and plane < len(planes):
            planes[plane], carry = planes[plane] ^ carry, planes[plane] & carry
            plane += 1


def _above(planes: Sequence[int], bound: int, every: int) -> int:
    """Return the sheets whose sum is greater than `bound`."""
    above, equal = 0, every
    for position in reversed(range(max(len(planes), bound.bit_length()))):
        plane = planes[position] if position < len(planes) else 0
        if bound >> position & 1:
            equal &= plane
        else:
            above |= equal & plane
            equal &= ~plane
    return above


def first_three(supports: Sequence[Scored], every: int) -> tuple[Place, ...]:
    """Return the first three places.

    The best score comes first, then the order given. Only an active support stands here, and the
    third place goes to another kind where the first two share one, if any other is suggested that
    more speaks for than against.
    """
    left = {s.support.id: s.suggested for s in supports if s.support.status is Status.ACTIVE}
    ranked = [s for s in supports if s.support.id in left]
    places: list[Place] = []
    of_kind: dict[Kind, list[int]] = {}
    for _ in range(FIRST):
        balanced = {
            s.support.id: left[s.support.id]
            & s.above_zero
            & ~_full(of_kind.get(s.support.kind, ()))
            for s in ranked
        }
        some = 0
        for sheets in balanced.values():
            some |= sheets
        among = {id_: balanced[id_] | (left[id_] & ~some) for id_ in left}
        place = best(ranked, among, every)
        for s in ranked:
            if sheets := place.get(s.support.id, 0):
                left[s.support.id] &= ~sheets
                of_kind.setdefault(s.support.kind, []).append(sheets)
        places.append(place)
    return tuple(places)


def _full(taken: Sequence[int]) -> int:
    """Return the sheets on which `MOST_OF_A_KIND` of a kind have been placed."""
    once = twice = 0
    for sheets in taken:
        twice |= once & sheets
        once |= sheets
    return twice


def best(ranked: Sequence[Scored], among: Mapping[SupportId, int], every: int) -> Place:
    """Return, by support, the sheets on which it is the best of those `ranked` that are `among`.

    The best has the highest score; of equals it is the first of `ranked`.
    """
    leading = {s.support.id: among[s.support.id] for s in ranked if among[s.support.id]}
    running = [s for s in ranked if s.support.id in leading]
    for position in reversed(range(max((len(s.planes) for s in running), default=0))):
        planes = [s.planes[position] if position < len(s.planes) else 0 for s in running]
        some = 0
        for s, plane in zip(running, planes, strict=True):
            some |= leading[s.support.id] & plane
        for s, plane in zip(running, planes, strict=True):
            leading[s.support.id] &= plane | (every ^ some)
    free = every
    for s in running:
        leading[s.support.id] &= free
        free &= ~leading[s.support.id]
    return {id_: sheets for id_, sheets in leading.items() if sheets}
