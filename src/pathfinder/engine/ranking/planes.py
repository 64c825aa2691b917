"""How well each support suits within a need, on many sheets at once.

Scores are kept bit-sliced: plane *b* of a support holds bit *b* of its score on each sheet, so that
adding a weight and finding the best of all cost a few operations whatever the number of sheets.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

import msgspec

from pathfinder.engine.ranking.clusters import Listed
from pathfinder.model.condition import SupportId

Weight = tuple[int, int]
"""A weight, and the sheets on which it counts."""


Place = Mapping[SupportId, int]
"""One place of the ranking: for each support, the sheets on which it stands there."""


class Serving(msgspec.Struct, frozen=True):
    """Where a need is served and in reach, and what weighs for or against it there."""

    where: int
    reachable: int
    weights: Sequence[Weight]

    @property
    def lowest(self) -> int:
        """Return how far below zero the sum of the weights can fall."""
        return -sum(weight for weight, _ in self.weights if weight < 0)


class Suits(msgspec.Struct, frozen=True):
    """How well supports that are alike serve one need: where they do, and their score planes there.

    The planes hold the score, `raised` by the same for all that serve the need so that none is
    negative, and above it a bit for being in reach.
    """

    supports: Sequence[Listed]
    is_active: bool
    where: int
    raised: int
    planes: tuple[int, ...]


def planes_of(serving: Sequence[Serving]) -> tuple[int, Sequence[tuple[int, ...]]]:
    """Return by how much the scores of those `serving` a need are raised, and the planes of each."""
    raised = max((its.lowest for its in serving), default=0)
    own = [_planes(its, raised) for its in serving]
    most = max(map(len, own), default=0)
    return raised, [
        (*mine, *[0] * (most - len(mine)), its.reachable)
        for its, mine in zip(serving, own, strict=True)
    ]


class Candidate(msgspec.Struct, frozen=True):
    """A support that may be the best on the sheets of `where`, and the planes of how well it suits."""

    support: SupportId
    planes: Sequence[int]
    where: int


def candidates(suits: Iterable[Suits], most: int | None = None) -> Sequence[Candidate]:
    """Return the supports of `suits`, of those alike at most so many, in the order of the knowledge base."""
    found = [
        (number, Candidate(support.id, its.planes, its.where))
        for its in suits
        for number, support in its.supports[:most]
    ]
    found.sort(key=itemgetter(0))
    return [candidate for _, candidate in found]


def best(candidates: Sequence[Candidate], every: int) -> Place:
    """Return, by support, those sheets of `every` on which it is the best of `candidates`.

    The best is in reach and has the highest score; of equals it is the first.
    """
    running = [candidate for candidate in candidates if candidate.where]
    leading = [candidate.where for candidate in running]
    for position in reversed(range(max((len(c.planes) for c in running), default=0))):
        ahead = [
            lead & c.planes[position] if position < len(c.planes) else 0
            for lead, c in zip(leading, running, strict=True)
        ]
        some = 0
        for lead in ahead:
            some |= lead
        if some:
            none = every ^ some
            leading = [forward | lead & none for forward, lead in zip(ahead, leading, strict=True)]
    free = every
    found: dict[SupportId, int] = {}
    for candidate, lead in zip(running, leading, strict=True):
        if first := lead & free:
            found[candidate.support] = first
            free &= ~first
    return found


def _planes(serving: Serving, raised: int) -> list[int]:
    """Return the planes of the score of a support where it serves, `raised` above zero."""
    everywhere = raised
    some: list[Weight] = []
    for weight, met in serving.weights:
        there = met & serving.where
        if there == serving.where:
            everywhere += weight
        elif weight > 0 and there:
            some.append((weight, there))
        elif weight < 0 and there:
            # A weight below zero is added where it is not met: the same order, and no borrow.
            everywhere += weight
            some.append((-weight, serving.where ^ there))
    planes = [0] * (everywhere + sum(weight for weight, _ in some)).bit_length()
    for weight, where in some:
        _add(planes, weight, where)
    _add(planes, everywhere, serving.where)
    return planes


def _add(planes: list[int], weight: int, where: int) -> None:
    """Add `weight` to the sums in `planes` on the sheets of `where`; the planes have room for it."""
    for position in range(weight.bit_length()):
        carry, plane = where if weight >> position & 1 else 0, position
        while carry and plane < len(planes):
            planes[plane], carry = planes[plane] ^ carry, planes[plane] & carry
            plane += 1
