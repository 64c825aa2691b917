"""Contacts as they are printed."""

from collections.abc import Iterable, Mapping

from pathfinder.model.knowledge.reference import Contact, ContactId, Source, SourceId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown


def contacts_shown(
    contact_by_id: Mapping[ContactId, Contact],
    source_by_id: Mapping[SourceId, Source],
    ids: Iterable[ContactId],
) -> tuple[ContactShown, ...]:
    """Return the contacts of `ids` as they are printed."""
    return tuple(contact_shown(contact_by_id[id_], source_by_id) for id_ in ids)


def sources_of(kb: KnowledgeBase) -> dict[SourceId, Source]:
    """Return the sources of `kb` by their ids."""
    return {source.id: source for source in kb.sources}


def contact_shown(contact: Contact, source_by_id: Mapping[SourceId, Source]) -> ContactShown:
    """Return what is printed of `contact`, whose source is among those of `source_by_id`."""
    return ContactShown(
        id=contact.id,
        label=contact.label,
        phone=contact.phone,
        extension=contact.extension,
        text=contact.text,
        url=contact.url,
        email=contact.email,
        address=contact.address,
        days=contact.days,
        hours=contact.hours,
        note=contact.note,
        source_dated=source_by_id[contact.source].date,
        read_on=contact.read_on,
        opened_on=contact.opened,
    )
