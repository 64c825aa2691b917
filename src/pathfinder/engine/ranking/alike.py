"""Whether any of many answers, each of which raises or lowers one support, changes the first three.

All are said at once on sheets of their own, where every support is scored with its answer. On the
way through the places as they are, it is seen where one support, so scored, would take another's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from pathfinder.engine.ranking.places import Near, Places, first_three
from pathfinder.engine.ranking.planes import Candidate, Place, Suits, best
from pathfinder.engine.ranking.scoring import Scored
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import NeedId


class Fresh(NamedTuple):
    """A support that serves a need on the sheets of `where` with its answer, and not without."""

    support: SupportId
    need: NeedId
    where: int


class AlikeAnswers:
    """Watches `places`, which it never changes, on the first sheets, those of `sheets`.

    `shift`: from there to the sheets on which every answer is given. `raises`: whether that raises
    the supports or lowers them.
    """

    def __init__(self, places: Places, sheets: int, shift: int, *, raises: bool) -> None:
        self._places = places
        self._sheets = sheets
        self._shift = shift
        self._raises = raises
        self._placed: dict[SupportId, int] = {}
        self._apart: dict[SupportId, int] = {}
        self._seen: list[Place] = []
        self._changed = 0

    def watch(self, needs: Mapping[NeedId, int], place: Place) -> None:
        """See what would change at the next place, which is for `needs`, and stands as in `place`."""
        left = self._sheets & ~self._changed
        if not left:
            return
        for need, where in needs.items():
            if sheets := where & left:
                found = best([*self._candidates(need, sheets, place)], sheets)
                self._changed |= sheets & ~_union(w & place.get(id_, 0) for id_, w in found.items())
        self._watch_needs(needs, place, left)
        for id_, where in place.items():
            self._placed[id_] = self._placed.get(id_, 0) | where
        self._seen.append(place)

    def _candidates(self, need: NeedId, sheets: int, place: Place) -> Iterator[Candidate]:
        """Yield what serves `need` with its answer, but who stands in `place` without, if it raises.

        If it lowers, the other way round: one support with its answer, against all others without.
        """
        shift = self._shift
        for suits in self._active(need):
            support = suits.support.id
            there = suits.where >> shift if self._raises else suits.where
            barred = self._placed.get(support, 0) | self._places.waiting(need, support)
            if there := there & sheets & ~barred:
                own = place.get(support, 0) & sheets
                mine = own if not self._raises else sheets & ~own
                planes = [p ^ (p ^ p >> shift) & mine for p in suits.planes]
                yield Candidate(support, planes, there)

    def _watch_needs(self, needs: Mapping[NeedId, int], place: Place, left: int) -> None:
        """See where a need would be more urgent than that of `needs`, with a support to serve it.

        What such an answer does to the one that stands in `place`, or to what stands behind it in a
        need, is seen by itself, at the end.
        """
        more: dict[NeedId, Near] = {}
        for id_, need, where in self._fresh:
            won = place.get(id_, 0)
            alone = where if self._places.behind.leads(need, id_) else won
            if own := where & alone & left:
                self._apart[id_] = self._apart.get(id_, 0) | own
            barred = self._placed.get(id_, 0) | self._places.waiting(need, id_)
            others = where & left & ~(alone | barred)
            if others:
                near, far = more.get(need, (0, 0))
                reached = self._places.scored.reachable[id_] >> self._shift
                more[need] = near | others & reached, far | others
        if more:
            for need, where in self._places.most_urgent(more).items():
                self._changed |= where & left & ~needs.get(need, 0)

    @cached_property
    def _fresh(self) -> Sequence[Fresh]:
        return [*self._freshly()] if self._raises else []

    def _freshly(self) -> Iterator[Fresh]:
        for need in self._places.scored.suits:
            for suits in self._active(need):
                if where := suits.where >> self._shift & ~suits.where & self._sheets:
                    yield Fresh(suits.support.id, need, where)

    def _active(self, need: NeedId) -> Iterator[Suits]:
        for suits in self._places.scored.suits[need]:
            if suits.support.status == "active":
                yield suits

    def finished(self) -> int:
        """Return, after the last place, where one of the answers changes a place."""
        for id_, where in self._apart.items():
            if sheets := where & ~self._changed:
                alone = first_three(self._with_answer(id_), sheets)
                for place, before in zip(alone, self._seen, strict=True):
                    for other in place.keys() | before.keys():
                        self._changed |= (place.get(other, 0) ^ before.get(other, 0)) & sheets
        return self._changed

    def _with_answer(self, support: SupportId) -> Scored:
        """Return every support without its answer, but `support`."""
        shift, scored = self._shift, self._places.scored
        return msgspec.structs.replace(
            scored,
            suggested={**scored.suggested, support: scored.suggested[support] >> shift},
            reachable={**scored.reachable, support: scored.reachable[support] >> shift},
            suits={
                need: [
                    msgspec.structs.replace(
                        s, where=s.where >> shift, planes=tuple(p >> shift for p in s.planes)
                    )
                    if s.support.id == support
                    else s
                    for s in listed
                ]
                for need, listed in scored.suits.items()
            },
        )


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole
