"""A local file laid over a knowledge base, which stays whole below it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from pathfinder.engine.ranking.bounds import highest_score, serves
from pathfinder.knowledge.build.expand_shared import (
    caution_from,
    reach_from,
    requirement_from,
    rule_from,
    rule_from_any,
)
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled, joined
from pathfinder.knowledge.overlay.parse import LocalFile
from pathfinder.knowledge.overlay.schema import Change, Described, patched
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedReach,
    SharedRequirement,
    SharedRule,
    Sharing,
    applies,
)
from pathfinder.model.condition import NEVER, OptionId, SupportId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.need import Serve
from pathfinder.model.provenance import Local
from pathfinder.model.question import NONE, Option, Question
from pathfinder.model.support import Caution, OutOfReach, Requirement, Rule, Support


class Laid(NamedTuple):
    """A knowledge base over which files may be laid.

    `own`: what each support has beside what is shared. `like`: what it is like, if anything.
    """

    kb: KnowledgeBase
    own: Mapping[SupportId, Support]
    like: Mapping[SupportId, SupportId]


def ground(compiled: Compiled) -> Laid:
    """Return `compiled` with nothing laid over it yet."""
    return Laid(joined(compiled), {support.id: support for support in compiled.kb.supports}, {})


def laid(below: Laid, file: LocalFile, foundation: Foundation, digest: bytes) -> Laid:
    """Return `below` with `file`, of that `digest`, laid over it."""
    kb = below.kb
    changed = {id_: _changed(below.own[id_], change) for id_, change in file.changes.items()}
    new = {local.support.id: local.support for local in file.supports}
    like = {**below.like, **{s.support.id: s.like for s in file.supports if s.like}}
    touched = {**changed, **new}
    shareable = _shareable(foundation)
    whole = {id_: _with_shared(s, like.get(id_), shareable) for id_, s in touched.items()}
    whole |= {id_: _behind(whole[id_], foundation) for id_ in new}
    supports = (*(whole.get(s.id, s) for s in kb.supports), *(whole[id_] for id_ in new))
    place = file.heading.place
    off = dict.fromkeys(file.heading.off, place)
    return Laid(
        msgspec.structs.replace(
            kb,
            sha256=hashlib.sha256(kb.sha256.encode() + digest).hexdigest(),
            questions=tuple(_naming(q, kb.supports, touched) for q in kb.questions),
            supports=tuple(_off(kb, s, place) if s.id in off else s for s in supports),
            contacts=(*kb.contacts, *file.contacts),
            sources=(*kb.sources, *file.sources),
            places=(*kb.places, place),
            local={**kb.local, **dict(_origins(kb, file))},
            off={**kb.off, **off},
        ),
        {**below.own, **touched},
        like,
    )


def _changed(support: Support, change: Change) -> Support:
    return msgspec.structs.replace(
        patched(support, change),
        eligibility=(*support.eligibility, *change.add.eligibility),
        cautions=(*support.cautions, *change.add.cautions),
    )


class _Shareable(NamedTuple):
    """What supports may share, each beside what comes of it, which is made once.

    A rule that says `this_support` is made for each of them.
    """

    requirements: Sequence[tuple[SharedRequirement, Requirement]]
    rules: Sequence[tuple[SharedRule, Rule | None]]
    reach: Sequence[tuple[SharedReach, OutOfReach]]
    cautions: Sequence[tuple[SharedCaution, Caution]]


def _shareable(foundation: Foundation) -> _Shareable:
    return _Shareable(
        [(shared, requirement_from(shared)) for shared in foundation.eligibility],
        [(shared, rule_from_any(shared)) for shared in foundation.rules],
        [(shared, reach_from(shared)) for shared in foundation.out_of_reach],
        [(shared, caution_from(shared)) for shared in foundation.cautions],
    )


def _with_shared(support: Support, like: SupportId | None, shareable: _Shareable) -> Support:
    """Return `support` with what it shares after what is its own.

    What is asked of the one it is `like` is asked of it, and what to be careful about with that one
    is said of it. What speaks for the other does not speak for it.
    """
    as_other = msgspec.structs.replace(support, id=like) if like else support

    def holds(shared: Sharing) -> bool:
        return applies(shared, support) or applies(shared, as_other)

    requirements = (made for shared, made in shareable.requirements if holds(shared))
    rules = (
        made or rule_from(shared, support.id)
        for shared, made in shareable.rules
        if applies(shared, support)
    )
    reach = (made for shared, made in shareable.reach if applies(shared, support))
    cautions = (made for shared, made in shareable.cautions if holds(shared))
    return msgspec.structs.replace(
        support,
        eligibility=(*support.eligibility, *requirements),
        rules=(*support.rules, *rules),
        out_of_reach=(*support.out_of_reach, *reach),
        cautions=(*support.cautions, *cautions),
    )


def _behind(support: Support, foundation: Foundation) -> Support:
    """Return `support`, which is new, behind all that is shipped in the needs that are guarded."""
    lowered = [
        Serve(need=need, weight=bound - highest)
        for need, bound in foundation.guarded.items()
        if serves(support, need) and (highest := highest_score(support, need)) > bound
    ]
    return msgspec.structs.replace(support, serves=(*support.serves, *lowered))


def _off(kb: KnowledgeBase, support: Support, place: str) -> Support:
    """Return `support` as one that nobody may be suggested, because `place` has none."""
    nowhere = Requirement(needs=NEVER, because=f"{kb.interface.not_had} {place}.")
    return msgspec.structs.replace(support, eligibility=(*support.eligibility, nowhere))


def _naming(
    question: Question, supports: Iterable[Support], touched: Mapping[SupportId, Support]
) -> Question:
    """Return `question` with what was `touched` among its options, where these are `supports`."""
    there = {option.id for option in question.options}
    if not all(OptionId(support.id) in there for support in supports):
        return question
    named = [_renamed(o, touched.get(SupportId(o.id))) for o in question.options if o.id != NONE]
    new = [_option(s) for s in touched.values() if OptionId(s.id) not in there]
    none = [option for option in question.options if option.id == NONE]
    return msgspec.structs.replace(question, options=(*named, *new, *none))


def _renamed(option: Option, support: Support | None) -> Option:
    """Return `option` with the name of `support` beside those it had."""
    if support is None or support.name in option.aliases:
        return option
    aliases = (*_option(support).aliases, *option.aliases)
    return msgspec.structs.replace(
        option, label=support.name, aliases=tuple(dict.fromkeys(aliases))
    )


def _option(support: Support) -> Option:
    """Return `support` as an option; its name, abbreviation and aliases may be said for its id."""
    named = [name for name in (support.name, support.abbreviation) if name and "," not in name]
    known = (*named, *support.aliases)
    return Option(id=OptionId(support.id), label=support.name, aliases=known)


def _origins(kb: KnowledgeBase, file: LocalFile) -> Iterator[tuple[SupportId, tuple[Local, ...]]]:
    """Yield the supports that `file` speaks of, each with all the places that speak of it."""
    place, date = file.heading.place, file.heading.verified_on
    for new in file.supports:
        support = new.support
        yield support.id, (Local(place=place, verified_on=support.verified_on, fields=new.fields),)
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
