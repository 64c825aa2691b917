"""A local file laid over a knowledge base, which stays whole."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from pathfinder.engine.ranking.bounds import highest_score, serves
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled, joined
from pathfinder.knowledge.overlay.local_file import LocalFile
from pathfinder.knowledge.overlay.naming import with_names
from pathfinder.knowledge.overlay.schema import Change, Described, patched
from pathfinder.knowledge.overlay.sharing import SharedParts
from pathfinder.model.condition import NEVER, AnyOf, Condition, SupportId
from pathfinder.model.knowledge.need import NeedId, Serve
from pathfinder.model.knowledge.provenance import Local
from pathfinder.model.knowledge.support import Requirement, Support
from pathfinder.model.knowledge_base import KnowledgeBase


class Overlaid(NamedTuple):
    """A knowledge base with local files laid over it: none, one or several.

    `own`: what each support has beside what is shared. `like`: what it is like, if anything.
    """

    kb: KnowledgeBase
    own: Mapping[SupportId, Support]
    like: Mapping[SupportId, SupportId]


def base(compiled: Compiled) -> Overlaid:
    """Return `compiled` with nothing laid over it yet."""
    return Overlaid(joined(compiled), {support.id: support for support in compiled.kb.supports}, {})


def apply_overlay(
    before: Overlaid, file: LocalFile, foundation: Foundation, digest: bytes
) -> Overlaid:
    """Return `before` with `file`, of that `digest`, laid over it."""
    kb = before.kb
    changed = {id_: _changed(before.own[id_], change) for id_, change in file.changes.items()}
    new = {local.support.id: local.support for local in file.supports}
    like = {**before.like, **{s.support.id: s.like for s in file.supports if s.like}}
    touched = {**changed, **new}
    shared = SharedParts(foundation)
    whole = {id_: shared.given_to(s, like.get(id_)) for id_, s in touched.items()}
    behind = dict(_behind(kb, [whole[id_] for id_ in new], foundation))
    whole |= {id_: _lowered(s, behind, foundation, shared) for id_, s in whole.items()}
    supports = (*(whole.get(s.id, s) for s in kb.supports), *(whole[id_] for id_ in new))
    place = file.heading.place
    off = dict.fromkeys(file.heading.off, place)
    return Overlaid(
        msgspec.structs.replace(
            kb,
            sha256=hashlib.sha256(kb.sha256.encode() + digest).hexdigest(),
            questions=tuple(with_names(q, kb.supports, touched) for q in kb.questions),
            supports=tuple(_off(kb, s, place) if s.id in off else s for s in supports),
            contacts=(*kb.contacts, *file.contacts),
            sources=(*kb.sources, *file.sources),
            places=(*kb.places, place),
            local={**kb.local, **dict(_origins(kb, file))},
            off={**kb.off, **off},
            behind=behind,
        ),
        {**before.own, **touched},
        like,
    )


def _changed(support: Support, change: Change) -> Support:
    return msgspec.structs.replace(
        patched(support, change),
        eligibility=(*support.eligibility, *change.add.eligibility),
        cautions=(*support.cautions, *change.add.cautions),
    )


Behind = Mapping[NeedId, frozenset[SupportId]]
"""By need of which a life can hang, the supports that are not shipped."""


def _behind(
    kb: KnowledgeBase, new: Iterable[Support], foundation: Foundation
) -> Iterator[tuple[NeedId, frozenset[SupportId]]]:
    """Yield each need that is guarded, with what stands behind all that is shipped there."""
    for need in foundation.guarded:
        if ids := kb.behind.get(need, frozenset()) | {s.id for s in new if serves(s, need)}:
            yield need, ids


def _lowered(
    support: Support, behind: Behind, foundation: Foundation, shared: SharedParts
) -> Support:
    """Return `support` with fewer points than all that is shipped, in the needs it is `behind` in.

    It is lowered where it serves such a need, and serves it nowhere else for that.
    """
    lowered = [
        _lowering(need, foundation.guarded[need] - highest, _served(support, need))
        for need, ids in behind.items()
        if support.id in ids
        and (highest := highest_score(support, need)) > foundation.guarded[need]
    ]
    serving = shared.same((*support.serves, *lowered))
    return msgspec.structs.replace(support, serves=serving)


@cache
def _lowering(need: NeedId, weight: int, when: Condition | None) -> Serve:
    return Serve(need=need, weight=weight, when=when)


def _served(support: Support, need: NeedId) -> Condition | None:
    """Return where `support` serves `need`, and nothing where that rests on its rules."""
    conditions = [serve.when for serve in support.serves if serve.need == need]
    said = tuple(condition for condition in conditions if condition is not None)
    if len(said) < len(conditions):
        return None
    return said[0] if len(said) == 1 else AnyOf(said)


def _off(kb: KnowledgeBase, support: Support, place: str) -> Support:
    """Return `support` as one that nobody may be suggested, because `place` has none."""
    nowhere = Requirement(needs=NEVER, because=f"{kb.interface.not_had} {place}.")
    return msgspec.structs.replace(support, eligibility=(*support.eligibility, nowhere))


def _origins(kb: KnowledgeBase, file: LocalFile) -> Iterator[tuple[SupportId, tuple[Local, ...]]]:
    """Yield the supports that `file` speaks of, each with all the places that speak of it."""
    place, date = file.heading.place, file.heading.verified_on
    for new in file.supports:
        support = new.support
        yield support.id, (Local(place=place, verified_on=support.looked_on, fields=new.fields),)
    for id_, change in file.changes.items():
        checked = date if isinstance(change.verified_on, msgspec.UnsetType) else change.verified_on
        said = Local(place=place, verified_on=checked, fields=tuple(_said(change)))
        yield id_, (*kb.local.get(id_, ()), said)


def _said(change: Change) -> Iterator[str]:
    """Yield the fields that `change` says something of."""
    for field in Described.__struct_fields__:
        if getattr(change, field) is not msgspec.UNSET:
            yield field
    for field in ("eligibility", "cautions"):
        if getattr(change.add, field):
            yield field
