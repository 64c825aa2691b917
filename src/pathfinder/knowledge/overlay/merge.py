"""A local file laid over a knowledge base, which stays whole below it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from pathfinder.engine.ranking.bounds import highest_score, serves
from pathfinder.knowledge.build.expand_shared import (
    caution_from,
    go_with_from,
    reach_from,
    requirement_from,
    rule_from,
    rule_from_any,
)
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled, joined
from pathfinder.knowledge.overlay.parse import LocalFile
from pathfinder.knowledge.overlay.schema import Change, Described, patched
from pathfinder.knowledge.parse.shared_rules import TRAITS, SharedRule, Sharing, applies
from pathfinder.model.condition import NEVER, OptionId, SupportId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.need import Serve
from pathfinder.model.provenance import Local
from pathfinder.model.question import NONE, Option, Question
from pathfinder.model.support import Caution, GoWith, OutOfReach, Requirement, Rule, Support


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
    sharing = _Sharing(foundation)
    whole = {id_: sharing.given_to(s, like.get(id_)) for id_, s in touched.items()}
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


class _Sharing:
    """Gives supports what they share; what holds for one holds for all with the same traits."""

    def __init__(self, foundation: Foundation) -> None:
        self._made = _made(foundation)
        shared: tuple[Sharing, ...] = (
            *foundation.rules,
            *foundation.eligibility,
            *foundation.cautions,
            *foundation.out_of_reach,
            *foundation.go_with,
        )
        parts = (traits for each in shared for traits in (each.applies_to, each.except_))
        self._named = {id_ for traits in parts for id_ in traits.get("id", ())}
        self._held: dict[object, _Held] = {}

    def given_to(self, support: Support, like: SupportId | None) -> Support:
        """Return `support` with what it shares after what is its own.

        What is asked of the one it is `like` is asked of it, and what to be careful about with that
        one is said of it. What speaks for the other does not speak for it.
        """
        named = support.id if support.id in self._named else None
        traits = tuple(getattr(support, field) for field in TRAITS if field != "id")
        key = (named, like, traits)
        if key not in self._held:
            self._held[key] = _held(support, like, self._made)
        held = self._held[key]
        return msgspec.structs.replace(
            support,
            eligibility=(*support.eligibility, *held.eligibility),
            rules=(
                *support.rules,
                *(made or rule_from(shared, support.id) for shared, made in held.rules),
            ),
            out_of_reach=(*support.out_of_reach, *held.out_of_reach),
            cautions=(*support.cautions, *held.cautions),
            go_with=support.go_with or held.go_with,
        )


class _Made(NamedTuple):
    """What may be shared, each beside what comes of it at a support, which is made once.

    A rule that says `this_support` is made for each of them.
    """

    eligibility: Sequence[tuple[Sharing, Requirement]]
    rules: Sequence[tuple[SharedRule, Rule | None]]
    out_of_reach: Sequence[tuple[Sharing, OutOfReach]]
    cautions: Sequence[tuple[Sharing, Caution]]
    go_with: Sequence[tuple[Sharing, GoWith]]


def _made(foundation: Foundation) -> _Made:
    return _Made(
        eligibility=[(shared, requirement_from(shared)) for shared in foundation.eligibility],
        rules=[(shared, rule_from_any(shared)) for shared in foundation.rules],
        out_of_reach=[(shared, reach_from(shared)) for shared in foundation.out_of_reach],
        cautions=[(shared, caution_from(shared)) for shared in foundation.cautions],
        go_with=[(shared, go_with_from(shared)) for shared in foundation.go_with],
    )


class _Held(NamedTuple):
    """What holds for a support of that is shared."""

    eligibility: tuple[Requirement, ...]
    rules: tuple[tuple[SharedRule, Rule | None], ...]
    out_of_reach: tuple[OutOfReach, ...]
    cautions: tuple[Caution, ...]
    go_with: GoWith | None


def _held(support: Support, like: SupportId | None, made: _Made) -> _Held:
    as_other = msgspec.structs.replace(support, id=like) if like else support

    def holds(shared: Sharing) -> bool:
        return applies(shared, support) or applies(shared, as_other)

    return _Held(
        eligibility=tuple(one for shared, one in made.eligibility if holds(shared)),
        rules=tuple(pair for pair in made.rules if applies(pair[0], support)),
        out_of_reach=tuple(one for shared, one in made.out_of_reach if applies(shared, support)),
        cautions=tuple(one for shared, one in made.cautions if holds(shared)),
        go_with=next((one for shared, one in made.go_with if applies(shared, support)), None),
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
