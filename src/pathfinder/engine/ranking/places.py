"""Which three supports come first.

Needs come before tastes: a need has a level on each sheet, and of the supports that serve it the
one that suits best is taken.
"""

from collections.abc import Mapping, Sequence

from pathfinder.engine.ranking.scoring import Scored, Suits
from pathfinder.model.condition import SupportId
from pathfinder.model.need import CARE_LEVEL, GRAVEST_LEVEL, LAST_LEVEL, NeedId
from pathfinder.model.support import Status

FIRST = 3
"""How many suggestions lead: a plan begins with them."""

ANOTHER_TRY = 2
"""By how many levels a need is less urgent for each support that serves it already."""

OUT_OF_REACH = 4
"""By how many levels it is less urgent, below care, where all that serves it is out of reach."""

Place = Mapping[SupportId, int]
"""One place of the ranking: for each support, the sheets on which it stands there."""


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
    running = [(s.support.id, s.planes) for s in ranked if among[s.support.id]]
    leading = [among[id_] for id_, _ in running]
    for position in reversed(range(max((len(planes) for _, planes in running), default=0))):
        ahead = [
            lead & planes[position] if position < len(planes) else 0
            for lead, (_, planes) in zip(leading, running, strict=True)
        ]
        some = 0
        for lead in ahead:
            some |= lead
        if some:
            none = every ^ some
            leading = [forward | lead & none for forward, lead in zip(ahead, leading, strict=True)]
    free = every
    found: dict[SupportId, int] = {}
    for (id_, _), lead in zip(running, leading, strict=True):
        if first := lead & free:
            found[id_] = first
            free &= ~first
    return found
