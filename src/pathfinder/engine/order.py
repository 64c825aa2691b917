"""The whole order of the suggestions of one sheet after another.

It says of the first places what `pathfinder.engine.scoring` says of them on columns, and goes on
in the same way until everything that is suggested has its place.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from pathfinder.engine.columns import positions
from pathfinder.engine.places import FIRST, OUT_OF_REACH, urgency
from pathfinder.engine.scoring import Scored, Suits
from pathfinder.model.condition import SupportId
from pathfinder.model.need import CARE_LEVEL, Need
from pathfinder.model.support import Status, Support


class Ranked(NamedTuple):
    """A support in its place on one sheet: the need it is for, how urgent that is, its score there."""

    support: SupportId
    need: Need
    level: int
    score: int


class _Candidate(NamedTuple):
    """A support that serves a need on one sheet, with its place among those that do."""

    out_of_reach: bool
    lowered: int
    position: int
    support: Support


class _Open(NamedTuple):
    """A need that is open on one sheet, with those that serve it, the best first."""

    need: Need
    level: int
    candidates: list[_Candidate]


def ordered(scored: Scored, sheets: int) -> dict[int, list[Ranked]]:
    """Return, by position of each of `sheets`, everything suggested there, best first."""
    return {position: _ordered(needs) for position, needs in _open(scored, sheets).items()}


def _open(scored: Scored, sheets: int) -> Mapping[int, Sequence[_Open]]:
    found: dict[int, list[_Open]] = {position: [] for position in positions(sheets)}
    for need in scored.needs:
        here: dict[int, _Open] = {}
        for level, where in enumerate(scored.levels[need.id], start=1):
            here |= {position: _Open(need, level, []) for position in positions(where & sheets)}
        for order, suits in enumerate(scored.suits[need.id]):
            for position, (far, score) in _scores(suits, sheets).items():
                here[position].candidates.append(_Candidate(far, -score, order, suits.support))
        for position, need_here in here.items():
            need_here.candidates.sort(key=lambda candidate: candidate[:3])
            found[position].append(need_here)
    return found


def _scores(suits: Suits, sheets: int) -> Mapping[int, tuple[bool, int]]:
    """Return, by position, whether the support is out of reach there, and its score."""
    where = suits.where & sheets
    *planes, reachable = suits.planes
    scores = dict.fromkeys(positions(where), -suits.raised)
    for digit, plane in enumerate(planes):
        for position in positions(plane & where):
            scores[position] += 1 << digit
    return {i: (not reachable >> i & 1, score) for i, score in scores.items()}


def _ordered(needs: Sequence[_Open]) -> list[Ranked]:
    """Return the order on one sheet: the most urgent need, and of those that serve it the best."""
    placed: dict[SupportId, Ranked] = {}
    taken = [0] * len(needs)
    _place(needs, taken, placed, active_only=True, most=FIRST)
    _place(needs, taken, placed, active_only=False)
    return [*placed.values()]


def _place(
    needs: Sequence[_Open],
    taken: list[int],
    placed: dict[SupportId, Ranked],
    *,
    active_only: bool,
    most: int | None = None,
) -> None:
    """Give a place to `most` supports, or to all that are left.

    What a need has to offer only ever gets less urgent, so an offer that came to nothing, because
    its support has a place by now, is put back behind those that it no longer passes.
    """
    left = [
        [c for c in need.candidates if c.support.status is Status.ACTIVE or not active_only]
        for need in needs
    ]
    for candidates in left:
        candidates.reverse()  # the best is last, where it is taken away
    offers = [offer for i in range(len(needs)) if (offer := _offer(needs, taken, left, placed, i))]
    heapify(offers)
    while offers and (most is None or len(placed) < most):
        i = offers[0][2]
        offer = _offer(needs, taken, left, placed, i)
        if offer == offers[0]:
            chosen = left[i].pop()
            placed[chosen.support.id] = Ranked(
                chosen.support.id, needs[i].need, needs[i].level, -chosen.lowered
            )
            taken[i] += 1
            offer = _offer(needs, taken, left, placed, i)
        if offer:
            heapreplace(offers, offer)
        else:
            heappop(offers)


def _offer(
    needs: Sequence[_Open],
    taken: Sequence[int],
    left: Sequence[list[_Candidate]],
    placed: Mapping[SupportId, Ranked],
    i: int,
) -> tuple[int, int, int] | None:
    """Return how urgent the best support is that need *i* has left, and what parts equals."""
    candidates = left[i]
    while candidates and candidates[-1].support.id in placed:
        candidates.pop()
    if not candidates:
        return None
    level = needs[i].level
    lowered = OUT_OF_REACH if candidates[-1].out_of_reach and level > CARE_LEVEL else 0
    return urgency(level, taken[i]) + lowered, taken[i], i
