"""The whole order of the suggestions of one sheet after another.

It says of the first places what `pathfinder.engine.ranking.places` says of them on columns, and
goes on in the same way until everything that is suggested has its place.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace

import msgspec

from pathfinder.engine.columns import numbers, positions
from pathfinder.engine.ranking.places import ANOTHER_TRY, FIRST, OUT_OF_REACH, urgency
from pathfinder.engine.ranking.planes import Suits
from pathfinder.engine.ranking.scoring import Scored
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import CARE_LEVEL, Need, NeedId


class Ranked(msgspec.Struct, frozen=True):
    """A support in its place on one sheet: the need it is for, how urgent that is, its score there."""

    support: SupportId
    need: Need
    level: int
    score: int


class _Listed(msgspec.Struct, frozen=True):
    """Every support, the last of the knowledge base first, and the numbers of those not active.

    `behind`: by need, the numbers of those that stand behind others in it. `bits`: how many binary
    digits tell them apart.
    """

    ids: Sequence[SupportId]
    inactive: frozenset[int]
    behind: Mapping[NeedId, frozenset[int]]
    bits: int

    def numbers_of(self, suits: Suits) -> Sequence[int]:
        """Return the numbers of the supports of `suits`."""
        last = len(self.ids) - 1
        return [last - number for number, _ in suits.supports]


class _Open(msgspec.Struct, frozen=True):
    """A need that is open on one sheet, with those that serve it there, the best last.

    A candidate is a number: how well it suits, and below that, in as many binary digits as there
    are for it, which support it is; so that of equals the first of the knowledge base is the last.
    `raised`: by how much scores are raised. `reached`: what suits so well or better is in reach.
    """

    need: Need
    level: int
    raised: int
    reached: int
    candidates: list[int]


def ordered(scored: Scored, sheets: int) -> dict[int, list[Ranked]]:
    """Return, by position of each of `sheets`, everything suggested there, best first."""
    listed = _listed(scored)
    return {
        position: _Order(needs, listed).everything()
        for position, needs in _open(scored, listed, sheets).items()
    }


def _listed(scored: Scored) -> _Listed:
    ids = [*scored.suggested][::-1]
    number_of = {id_: number for number, id_ in enumerate(ids)}
    inactive = (
        number_of[support.id]
        for serving in scored.suits.values()
        for suits in serving
        if not suits.is_active
        for _, support in suits.supports
    )
    behind = {need: frozenset(number_of[id_] for id_ in b) for need, b in scored.behind.items()}
    return _Listed(ids, frozenset(inactive), behind, len(ids).bit_length())


def _open(scored: Scored, listed: _Listed, sheets: int) -> Mapping[int, Sequence[_Open]]:
    found: dict[int, list[_Open]] = {position: [] for position in positions(sheets)}
    for need in scored.needs:
        if serving := scored.suits[need.id]:
            raised, reached = serving[0].raised, 1 << len(serving[0].planes) - 1
            candidates = _candidates(serving, listed, sheets)
            for level, where in enumerate(scored.levels[need.id], start=1):
                for position in positions(where & sheets):
                    if candidates[position]:
                        found[position].append(
                            _Open(need, level, raised, reached, candidates[position])
                        )
    return found


def _candidates(serving: Sequence[Suits], listed: _Listed, sheets: int) -> Mapping[int, list[int]]:
    """Return, by position, which of those `serving` a need do so there, the best last."""
    found: dict[int, list[int]] = {position: [] for position in positions(sheets)}
    for suits in serving:
        if where := suits.where & sheets:
            suiting = numbers([plane & where for plane in suits.planes], sheets.bit_length())
            there = [
                (found[position], suiting[position] << listed.bits) for position in positions(where)
            ]
            for number in listed.numbers_of(suits):
                for candidates, suited in there:
                    candidates.append(suited | number)
    for candidates in found.values():
        candidates.sort()
    return found


class _Order:
    """Gives places on one sheet: the most urgent need, and of those that serve it the best.

    An offer of a need is one number: how urgent it is, how many supports it has, and which need it
    is, so that the least one is next. It only ever grows; so an offer whose support has a place by
    now is put back behind those that it no longer passes.
    """

    def __init__(self, needs: Sequence[_Open], listed: _Listed) -> None:
        self._needs = needs
        self._listed = listed
        self._which = (1 << listed.bits) - 1
        self._urgent = len(needs) * (len(listed.ids) + 1)
        self._offers = [urgency(need.level, 0) * self._urgent + i for i, need in enumerate(needs)]
        self._placed: dict[int, Ranked] = {}
        self._waiting: dict[int, list[int]] = {}

    def everything(self) -> list[Ranked]:
        """Return everything that is suggested, the best first."""
        if self._listed.inactive or self._listed.behind:
            self._place([self._leading(i) for i in range(len(self._needs))], FIRST)
            self._waiting.clear()
        self._place([need.candidates for need in self._needs], len(self._listed.ids))
        return [*self._placed.values()]

    def _leading(self, i: int) -> list[int]:
        """Return what can stand in the first places for a need, the best last: only what is active.

        What stands behind others waits until the need has a place, where one of them is in reach.
        """
        need, which, inactive = self._needs[i], self._which, self._listed.inactive
        active = [c for c in need.candidates if c & which not in inactive]
        behind = self._listed.behind.get(need.need.id)
        if not behind:
            return active
        before = [c for c in active if c & which not in behind]
        if not before or before[-1] >> self._listed.bits < need.reached:
            return active
        self._waiting[i] = [c for c in active if c & which in behind]
        return before

    def _place(self, left: Sequence[list[int]], most: int) -> None:
        """Give places to what is `left` of each need, until there are `most`."""
        placed, which, offers, needs = self._placed, self._which, self._offers, self._needs
        ids, bits = self._listed.ids, self._listed.bits
        another = ANOTHER_TRY * self._urgent + len(left)
        far = OUT_OF_REACH * self._urgent
        near = [need.reached << bits if need.level > CARE_LEVEL else 0 for need in needs]
        waiting = [
            offer + (far if candidates[-1] < reached else 0)
            for offer, candidates, reached in zip(offers, left, near, strict=True)
            if candidates
        ]
        heapify(waiting)
        while waiting and len(placed) < most:
            i = waiting[0] % len(left)
            candidates = left[i]
            best = candidates[-1]
            if best & which not in placed:
                need = needs[i]
                score = (best >> bits) % need.reached - need.raised
                placed[best & which] = Ranked(ids[best & which], need.need, need.level, score)
                offers[i] += another
                if i in self._waiting:
                    candidates += self._waiting.pop(i)
                    candidates.sort()
            while candidates and candidates[-1] & which in placed:
                candidates.pop()
            if candidates:
                heapreplace(waiting, offers[i] + (far if candidates[-1] < near[i] else 0))
            else:
                heappop(waiting)
