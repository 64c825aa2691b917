"""What there is to find, whatever was answered: the needs with what serves each, and a list."""

from collections.abc import Iterable

from msgspec import UNSET

from pathfinder.engine.parts.contacts import contact_shown, sources_of
from pathfinder.engine.ranking.bounds import serves
from pathfinder.model.knowledge.need import Need
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.listing import FORMAT as LISTED
from pathfinder.model.results.listing import Listing, SupportListed
from pathfinder.model.results.parts import KnowledgeUsed
from pathfinder.model.results.walk import FORMAT, NeedDescribed, SupportNamed, Walk


def walk(kb: KnowledgeBase, needs: Iterable[Need]) -> Walk:
    """Return `needs` of `kb` as they are printed, in their order, said to the person."""
    return Walk(
        format=FORMAT,
        knowledge=KnowledgeUsed(version=kb.version, sha256=kb.sha256, places=kb.places or UNSET),
        needs=tuple(_described(kb, need) for need in needs),
    )


def listing(kb: KnowledgeBase, supports: Iterable[Support]) -> Listing:
    """Return `supports` of `kb` in a few words each, in their order."""
    return Listing(
        format=LISTED,
        knowledge=KnowledgeUsed(version=kb.version, sha256=kb.sha256, places=kb.places or UNSET),
        supports=tuple(
            SupportListed(
                id=s.id,
                name=s.name,
                abbreviation=s.abbreviation,
                kind=s.kind,
                pathway=s.pathway,
                dimension=s.dimension,
                status=s.status,
                in_short=s.in_short,
                places=tuple(local.place for local in kb.local.get(s.id, ())),
                off=kb.off.get(s.id),
            )
            for s in supports
        ),
    )


def _described(kb: KnowledgeBase, need: Need) -> NeedDescribed:
    """Return `need` with what serves it, in the order of the file, without what is not to be had."""
    contact_by_id = {contact.id: contact for contact in kb.contacts}
    source_by_id = sources_of(kb)
    return NeedDescribed(
        id=need.id,
        name=need.name,
        text=in_voice(need.text, "self"),
        dimension=need.dimension,
        levels=tuple(sorted({level.level for level in need.levels})),
        now=None if need.now is None else in_voice(need.now, "self"),
        contacts=tuple(contact_shown(contact_by_id[id_], source_by_id) for id_ in need.contacts),
        supports=tuple(
            SupportNamed(
                id=support.id, name=support.name, in_short=support.in_short, status=support.status
            )
            for support in kb.supports
            if serves(support, need.id) and support.id not in kb.off
        ),
    )
