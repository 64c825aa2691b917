"""Contacts as they are printed."""

from collections.abc import Iterable, Mapping

from pathfinder.model.reference import Contact, ContactId
from pathfinder.model.result import ContactShown


def contacts_shown(
    contact_by_id: Mapping[ContactId, Contact], ids: Iterable[ContactId]
) -> tuple[ContactShown, ...]:
    """Return the contacts of `ids` as they are printed."""
    return tuple(contact_shown(contact_by_id[id_]) for id_ in ids)


def contact_shown(contact: Contact) -> ContactShown:
    """Return what is printed of `contact`."""
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
    )
