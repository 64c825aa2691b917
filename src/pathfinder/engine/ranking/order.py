"""The whole order of the suggestions of one sheet after another.

It says of the first places what `pathfinder.engine.ranking.places` says of them on columns, and goes on
in the same way until everything that is suggested has its place.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from pathfinder.engine.columns import numbers, positions
from pathfinder.engine.ranking.places import FIRST, OUT_OF_REACH, urgency
from pathfinder.engine.ranking.scoring import Scored, Suits
from pathfinder.model.condition import SupportId
from pathfinder.model.need import CARE_LEVEL, Need
from pathfinder.model.support import Status


class Ranked(NamedTuple):
    """A support in its place on one sheet: the need it is for, how urgent that is, its score there."""

    support: SupportId
    need: Need
    level: int
    score: int


class _Served(NamedTuple):
    """A need with all that serve it, the best of equals last; `reached`: the number of one in reach.

    `inactive`: which of them are not active.
    """

    need: Need
    by: Sequence[Suits]
    reached: int
    inactive: frozenset[int]


class _Open(NamedTuple):
    """A need that is open on one sheet, with those that serve it there, the best last.

    A candidate is a number: how well it suits times how many there are, and which of them it is.
    """

    served: _Served
    level: int
    candidates: list[int]


def ordered(scored: Scored, sheets: int) -> dict[int, list[Ranked]]:
    """Return, by position of each of `sheets`, everything suggested there, best first."""
    return {
        position: _Order(needs).everything() for position, needs in _open(scored, sheets).items()
    }


def _open(scored: Scored, sheets: int) -> Mapping[int, Sequence[_Open]]:
    found: dict[int, list[_Open]] = {position: [] for position in positions(sheets)}
    for need in scored.needs:
        if by := scored.suits[need.id][::-1]:
            inactive = (i for i, s in enumerate(by) if s.support.status is not Status.ACTIVE)
            served = _Served(need, by, 1 << len(by[0].planes) - 1, frozenset(inactive))
            candidates = _candidates(by, sheets)
            for level, where in enumerate(scored.levels[need.id], start=1):
                for position in positions(where & sheets):
                    found[position].append(_Open(served, level, candidates.get(position, [])))
    return found


def _candidates(by: Sequence[Suits], sheets: int) -> Mapping[int, list[int]]:
    """Return, by position, which of those that serve a need do so there, the best last."""
    found: dict[int, list[int]] = {}
    for i, suits in enumerate(by):
        if where := suits.where & sheets:
            suiting = numbers([plane & where for plane in suits.planes], sheets.bit_length())
            for position in positions(where):
                found.setdefault(position, []).append(suiting[position] * len(by) + i)
    for candidates in found.values():
        candidates.sort()
    return found


class _Order:
    """Gives places on one sheet: the most urgent need, and of those that serve it the best.

    What a need has to offer only ever gets less urgent, so an offer that came to nothing, because
    its support has a place by now, is put back behind those that it no longer passes.
    """

    def __init__(self, needs: Sequence[_Open]) -> None:
        self._needs = needs
        self._placed: dict[SupportId, Ranked] = {}
        self._taken = [0] * len(needs)
        self._most = 1 + sum(len(need.candidates) for need in needs)

    def everything(self) -> list[Ranked]:
        """Return everything that is suggested, the best first; only what is active leads."""
        left = [
            [c for c in candidates if c % len(served.by) not in served.inactive]
            if served.inactive
            else candidates
            for served, _, candidates in self._needs
        ]
        self._place(left, FIRST)
        for i, (served, _, candidates) in enumerate(self._needs):
            if served.inactive:
                left[i] = candidates
        self._place(left, self._most)
        return [*self._placed.values()]

    def _place(self, left: Sequence[list[int]], most: int) -> None:
        """Give places to what is `left` of each need, until there are `most`."""
        placed, needs = self._placed, self._needs
        offers = [offer for i in range(len(needs)) if (offer := self._offer(left[i], i))]
        heapify(offers)
        while offers and len(placed) < most:
            i = offers[0] % len(needs)
            offer = self._offer(left[i], i)
            if offer == offers[0]:
                served, level, _ = needs[i]
                suiting, which = divmod(left[i].pop(), len(served.by))
                support, _, raised, _ = served.by[which]
                score = suiting % served.reached - raised
                placed[support.id] = Ranked(support.id, served.need, level, score)
                self._taken[i] += 1
                offer = self._offer(left[i], i)
            if offer:
                heapreplace(offers, offer)
            else:
                heappop(offers)

    def _offer(self, candidates: list[int], i: int) -> int:
        """Return how urgent the best of `candidates` of need *i* is, and what parts equals.

        Where nothing is left of them that has no place yet, 0.
        """
        served, level, _ = self._needs[i]
        by, placed = served.by, self._placed
        while candidates and by[candidates[-1] % len(by)].support.id in placed:
            candidates.pop()
        if not candidates:
            return 0
        taken = self._taken[i]
        urgent = urgency(level, taken)
        if level > CARE_LEVEL and candidates[-1] // len(by) < served.reached:
            urgent += OUT_OF_REACH
        return (urgent * self._most + taken) * len(self._needs) + i
