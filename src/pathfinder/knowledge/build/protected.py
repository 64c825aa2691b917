"""Which supports no local file may take away or weaken, and why: what safety rests on."""

from collections.abc import Iterator, Mapping

from pathfinder.engine.ranking.bounds import lowest_score, serves
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Definitions,
    Eligible,
    Named,
    Not,
    SupportId,
    Term,
    supports_in,
)
from pathfinder.model.knowledge.invariant import Fact, Gravity, Invariants
from pathfinder.model.knowledge.need import GRAVEST_LEVEL, NeedId
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge_base import KnowledgeBase

CALLS_FOR = {fact.value for fact in (Fact.SUGGESTED, Fact.TOP3, Fact.TOP5, Fact.ABOVE)}
"""The words of an invariant that need the first support they name."""


def life_saving(invariants: Invariants) -> Mapping[SupportId, str]:
    """Return the supports that an invariant on lives needs to be shown, and what it says."""
    found: dict[SupportId, str] = {}
    for invariant in invariants.all:
        if invariant.severity is Gravity.S1:
            for claim in invariant.always:
                for support in _called_for(claim.then, invariants.definitions):
                    found.setdefault(support, invariant.says)
    return found


def spoken_of(notices: tuple[Notice, ...]) -> Mapping[SupportId, str]:
    """Return the supports on whose eligibility a notice rests, and which notice it is."""
    found: dict[SupportId, str] = {}
    for notice in notices:
        named = [support for _, when in notice.conditions() for support in supports_in(when)]
        for support in (*named, *([notice.reasons_of] if notice.reasons_of else [])):
            found.setdefault(support, f'the notice "{notice.id}" rests on who may be shown it')
    return found


def guarded(kb: KnowledgeBase) -> Mapping[NeedId, int]:
    """Return the needs of which a life can hang, with the score that no local support may pass there.

    That is one less than the lowest that any support of `kb` can come to within the need.
    """
    found: dict[NeedId, int] = {}
    for need in kb.needs:
        if any(level.level == GRAVEST_LEVEL for level in need.levels):
            lowest = (
                -lowest_score(support, need.id)
                for support in kb.supports
                if serves(support, need.id)
            )
            found[need.id] = min(lowest, default=0) - 1
    return found


def _called_for(condition: Condition, definitions: Definitions) -> Iterator[SupportId]:
    """Yield the supports by which `condition` is met: each of several, lest all of them go."""
    match condition:
        case Named(name):
            word, *ids = name.split()
            if ids and word in CALLS_FOR:
                yield SupportId(ids[0])
            elif name in definitions:
                yield from _called_for(definitions[name], definitions)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _called_for(part, definitions)
        case Term() | Not() | Eligible():
            pass
