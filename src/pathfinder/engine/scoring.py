"""Who may be suggested, for which need, how well it suits, and which three come first.

Needs come before tastes: a need has a level on each sheet, and of the supports that serve it the
one that suits best is taken. Scores are kept bit-sliced: plane *b* of a support holds bit *b* of
its score on each sheet, so that adding a weight and finding the best of all cost a few operations
whatever the number of sheets.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pathfinder.engine.columns import Columns, Outcome, evaluating_once
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.need import CARE_LEVEL, GRAVEST_LEVEL, LAST_LEVEL, Need, NeedId
from pathfinder.model.support import Rule, Status, Support, WhenUnknown

FIRST = 3
"""How many suggestions lead: a plan begins with them."""

ANOTHER_TRY = 2
"""By how many levels a need is less urgent for each support that serves it already."""

OUT_OF_REACH = 4
"""By how many levels it is less urgent, below care, where all that serves it is out of reach."""

Evaluated = Callable[[Condition], Outcome]

Place = Mapping[SupportId, int]
"""One place of the ranking: for each support, the sheets on which it stands there."""


class Suits(NamedTuple):
    """How well one support serves one need: where it does, and its score planes there.

    The planes hold the score, `raised` by the same for all that serve the need so that none is
    negative, and above it a bit for being in reach.
    """

    support: Support
    where: int
    raised: int
    planes: tuple[int, ...]


class Scored(NamedTuple):
    """Every support on every sheet.

    `levels`: by need and level, from 1, the sheets on which it has that level. `suggested`: by
    support, where it is eligible and serves a need that is open. `reachable`: where it can be
    reached. `suits`: by need, every support that serves it, in the order of the knowledge base.
    """

    needs: Sequence[Need]
    levels: Mapping[NeedId, Sequence[int]]
    suggested: Mapping[SupportId, int]
    reachable: Mapping[SupportId, int]
    suits: Mapping[NeedId, Sequence[Suits]]


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


def scored(columns: Columns, needs: Sequence[Need], supports: Sequence[Support]) -> Scored:
    """Return where each support is suggested, for which needs, and how well it suits."""
    evaluated = evaluating_once(columns)
    levels = {need.id: _levels(columns, need, evaluated) for need in needs}
    open_ = {id_: _union(masks) for id_, masks in levels.items()}
    suggested: dict[SupportId, int] = {}
    reachable: dict[SupportId, int] = {}
    serving: dict[NeedId, list[_Serving]] = {need.id: [] for need in needs}
    for support in supports:
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
    suits = {id_: _suits(listed, reachable, columns.every) for id_, listed in serving.items()}
    return Scored(needs, levels, suggested, reachable, suits)


Weight = tuple[int, int]
"""A weight, and the sheets on which it counts."""


class _Serving(NamedTuple):
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
    return [
        (rule, (rule.weight, columns.every if rule.when is None else evaluated(rule.when).met))
        for rule in rules
    ]


def _suits(
    serving: Sequence[_Serving], reachable: Mapping[SupportId, int], every: int
) -> Sequence[Suits]:
    """Return how well each of `serving` suits within its need."""
    raised = max((s.lowest for s in serving), default=0)
    planes = [_planes(s, raised, every) for s in serving]
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


def _planes(serving: _Serving, raised: int, every: int) -> list[int]:
    """Return the planes of the score of a support within its need, `raised` above zero."""
    everywhere = raised - serving.lowest
    highest = everywhere + sum(abs(weight) for weight, _ in serving.weights)
    planes = [0] * highest.bit_length()
    for weight, met in serving.weights:
        # A weight below zero is added where it is not met: the same order, and no borrow.
        where = met if weight > 0 else every ^ met
        if where == every:
            everywhere += abs(weight)
        elif where and weight:
            _add(planes, abs(weight), where)
    _add(planes, everywhere, every)
    return planes


def _add(planes: list[int], weight: int, where: int) -> None:
    """Add `weight` to the sums in `planes` on the sheets of `where`; the planes have room for it."""
    for position in range(weight.bit_length()):
        carry, plane = where if weight >> position & 1 else 0, position
        while carry and plane < len(planes):
            planes[plane], carry = planes[plane] ^ carry, planes[plane] & carry
            plane += 1


class Places:
    """Takes place after place: the most urgent need, and of those that serve it the best.

    A need whose supports are all out of reach is less urgent, unless it is care; one that has a
    support already is too. Of needs as urgent as each other the one with fewer supports comes
    first, then the order of the knowledge base decides.
    """

    def __init__(self, scored: Scored, every: int) -> None:
        self._scored = scored
        self._every = every
        self._left = {
            s.support.id: scored.suggested[s.support.id] if s.support.status is Status.ACTIVE else 0
            for listed in scored.suits.values()
            for s in listed
        }
        self._taken: dict[NeedId, list[int]] = {need.id: [every] for need in scored.needs}

    def add_inactive(self) -> None:
        """Let the supports that are not active stand in the places from here on."""
        for listed in self._scored.suits.values():
            for s in listed:
                if s.support.status is not Status.ACTIVE:
                    self._left[s.support.id] = self._scored.suggested[s.support.id]

    def next(self) -> dict[SupportId, int]:
        """Return the next place: for each support, the sheets on which it stands there."""
        place: dict[SupportId, int] = {}
        for need, sheets in self._needs().items():
            among = {
                s.support.id: s.where & self._left[s.support.id] & sheets for s in self._of(need)
            }
            for id_, where in best(self._of(need), among, sheets).items():
                place[id_] = place.get(id_, 0) | where
                self._left[id_] &= ~where
            self._count(need, sheets)
        return place

    def _of(self, need: NeedId) -> Sequence[Suits]:
        return self._scored.suits[need]

    def _needs(self) -> dict[NeedId, int]:
        """Return which need is the most urgent on which sheets, of those that can still be served."""
        free = self._every
        found: dict[NeedId, int] = {}
        urgencies = [(self._urgencies(need.id), need.id) for need in self._scored.needs]
        most = max((max(u, default=(0, 0))[0] for u, _ in urgencies), default=0)
        deepest = max((len(t) for t in self._taken.values()), default=0)
        for step in range(GRAVEST_LEVEL, most + 1):
            for taken in range(deepest):
                for by_urgency, need in urgencies:
                    if where := by_urgency.get((step, taken), 0) & free:
                        found[need] = found.get(need, 0) | where
                        free &= ~where
                if not free:
                    return found
        return found

    def _urgencies(self, need: NeedId) -> dict[tuple[int, int], int]:
        """Return where `need` is how urgent, by urgency and by how many supports it has already."""
        near = far = 0
        for s in self._of(need):
            left = s.where & self._left[s.support.id]
            far |= left
            near |= left & self._scored.reachable[s.support.id]
        far &= ~near
        found: dict[tuple[int, int], int] = {}
        for level, where in enumerate(self._scored.levels[need], start=1):
            lowered = 0 if level <= CARE_LEVEL else OUT_OF_REACH
            for taken, there in enumerate(self._taken[need]):
                for extra, some in ((0, near), (lowered, far)):
                    if mask := where & there & some:
                        key = urgency(level, taken) + extra, taken
                        found[key] = found.get(key, 0) | mask
        return found

    def _count(self, need: NeedId, sheets: int) -> None:
        """Note that `need` has one support more on `sheets`."""
        taken = self._taken[need]
        moved = [where & sheets for where in taken]
        self._taken[need] = [
            (taken[i] & ~sheets if i < len(taken) else 0) | (moved[i - 1] if i else 0)
            for i in range(len(taken) + 1)
        ]


def urgency(level: int, taken: int) -> int:
    """Return how urgent a need of `level` is, which has `taken` supports: less is more urgent.

    What may help anyone comes after another try for what keeps people going.
    """
    return level + ANOTHER_TRY * taken + (level == LAST_LEVEL)


def first_three(scored: Scored, every: int) -> tuple[Place, ...]:
    """Return the first three places. Only an active support stands here."""
    places = Places(scored, every)
    return tuple(places.next() for _ in range(FIRST))


def best(ranked: Sequence[Suits], among: Mapping[SupportId, int], every: int) -> Place:
    """Return, by support, the sheets on which it is the best of those `ranked` that are `among`.

    The best is in reach and has the highest score; of equals it is the first of `ranked`.
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
