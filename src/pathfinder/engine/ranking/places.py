"""Which three supports come first.

Needs come before tastes: a need has a level on each sheet, and of the supports that serve it the
one that suits best is taken.
"""

from collections.abc import Mapping

from pathfinder.engine.ranking.behind import Behind
from pathfinder.engine.ranking.planes import Candidate, Place, best
from pathfinder.engine.ranking.scoring import Scored
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import CARE_LEVEL, GRAVEST_LEVEL, LAST_LEVEL, NeedId

FIRST = 3
"""How many suggestions lead: a plan begins with them."""

ANOTHER_TRY = 2
"""By how many levels a need is less urgent for each support that serves it already."""

OUT_OF_REACH = 4
"""By how many levels it is less urgent, below care, where all that serves it is out of reach."""

Near = tuple[int, int]
"""Where something serves a need and is in reach, and where it serves it and may be out of reach."""

NO_MORE: Mapping[NeedId, Near] = {}

Urgencies = Mapping[tuple[int, int], int]
"""Where a need is how urgent, by urgency and by how many supports it has already."""


class Places:
    """Takes place after place: the most urgent need, and of those that serve it the best.

    A need whose supports are all out of reach is less urgent, unless it is care; one that has a
    support already is too. Of needs as urgent as each other the one with fewer supports comes
    first, then the order of the knowledge base decides. What stands behind others in a need takes
    no place for it before one of them, where one is in reach.
    """

    def __init__(self, scored: Scored, every: int) -> None:
        self.scored = scored
        self._every = every
        self.behind = Behind(scored)
        self._serving = {n.id: self.behind.free(n.id, every) for n in scored.needs}
        self._left: dict[SupportId, int] = {}
        self._served: dict[SupportId, list[NeedId]] = {}
        for need, listed in scored.suits.items():
            for s in listed:
                id_, active = s.support.id, s.support.status == "active"
                self._left[id_] = scored.suggested[id_] if active else 0
                self._served.setdefault(id_, []).append(need)
        self._taken: dict[NeedId, list[int]] = {need.id: [every] for need in scored.needs}
        self._known: dict[NeedId, Urgencies] = {}

    def add_inactive(self) -> None:
        """Let the supports that are not active, or stand behind, have places from here on."""
        self._serving = dict(self.scored.suits)
        for listed in self.scored.suits.values():
            for s in listed:
                if s.support.status != "active":
                    self._left[s.support.id] = self.scored.suggested[s.support.id]
        self._known.clear()

    def next(self) -> Place:
        """Return the next place: for each support, the sheets on which it stands there."""
        needs = self.most_urgent()
        place = self.best_of(needs)
        self.take(needs, place)
        return place

    def waiting(self, need: NeedId, support: SupportId) -> int:
        """Return where `support` takes no place for `need` yet, for it stands behind others there."""
        return self.behind.held(need, support) & self._taken[need][0]

    def most_urgent(self, more: Mapping[NeedId, Near] = NO_MORE) -> dict[NeedId, int]:
        """Return which need is the most urgent on which sheets, of those that can still be served.

        `more`: where something else can serve a need, in reach and out of it.
        """
        free = self._every
        found: dict[NeedId, int] = {}
        urgencies = [(self._urgencies(n.id, more.get(n.id)), n.id) for n in self.scored.needs]
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

    def best_of(self, needs: Mapping[NeedId, int]) -> Place:
        """Return the best of those left that serve `needs`, each on its own sheets."""
        place: dict[SupportId, int] = {}
        for need, sheets in needs.items():
            serving = [
                Candidate(s.support.id, s.planes, s.where & self._left[s.support.id] & sheets)
                for s in self._serving[need]
            ]
            for id_, where in best(serving, sheets).items():
                place[id_] = place.get(id_, 0) | where
        return place

    def take(self, needs: Mapping[NeedId, int], place: Place) -> None:
        """Give `place`, which is for `needs`, to those that stand in it."""
        for id_, where in place.items():
            self._left[id_] &= ~where
            for need in self._served[id_]:
                self._known.pop(need, None)
        for need, sheets in needs.items():
            self._count(need, sheets)
            self._known.pop(need, None)

    def _urgencies(self, need: NeedId, more: Near | None) -> Urgencies:
        """Return how urgent `need` is, where something `more` may serve it or nothing."""
        if more is not None:
            return self._urgencies_now(need, more)
        if need not in self._known:
            self._known[need] = self._urgencies_now(need, (0, 0))
        return self._known[need]

    def _urgencies_now(self, need: NeedId, more: Near) -> Urgencies:
        near, far = more
        for s in self._serving[need]:
            left = s.where & self._left[s.support.id]
            far |= left
            near |= left & self.scored.reachable[s.support.id]
        far &= ~near
        found: dict[tuple[int, int], int] = {}
        for level, where in enumerate(self.scored.levels[need], start=1):
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
        self._serving[need] = self.behind.free(need, self._taken[need][0])


def urgency(level: int, taken: int) -> int:
    """Return how urgent a need of `level` is, which has `taken` supports: less is more urgent.

    What may help anyone comes after another try for what keeps people going.
    """
    return level + ANOTHER_TRY * taken + (level == LAST_LEVEL)


def first_three(scored: Scored, every: int) -> tuple[Place, ...]:
    """Return the first three places. Only an active support stands here."""
    places = Places(scored, every)
    return tuple(places.next() for _ in range(FIRST))
