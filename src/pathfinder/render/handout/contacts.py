"""The contacts in a handout: those on the card, and each told once."""

from collections.abc import Iterable, Iterator

import msgspec

from pathfinder.engine.parts.contacts import contact_shown, sources_of
from pathfinder.model.knowledge.reference import ContactId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import CALL_911, CALL_988
from pathfinder.model.results.parts import ContactShown, NoticeShown
from pathfinder.render.handout.parts import Entry, Section

ALWAYS_ON_THE_CARD = frozenset({CALL_911, CALL_988})


def told_once(
    sections: Iterable[Section], card: Iterable[ContactShown], *, repeats: bool
) -> Iterator[Section]:
    """Yield `sections`; the note of a contact stands only where it comes first.

    Unless it `repeats` them, a contact on the `card`, or one that came before, is left out.
    """
    told = set[ContactId]() if repeats else {contact.id for contact in card}
    for section in sections:
        entries = tuple(
            entry._replace(contacts=tuple(_untold(entry, told, repeats=repeats)))
            for entry in section.entries
        )
        yield section._replace(entries=entries)


def _untold(entry: Entry, told: set[ContactId], *, repeats: bool) -> Iterator[ContactShown]:
    """Yield the contacts of `entry` that say more than its text, and add them to those `told`."""
    text = " ".join(paragraph.text for paragraph in entry.paragraphs)
    for contact in entry.contacts:
        if contact.id in told and not repeats:
            continue
        note = None if contact.id in told else contact.note
        told.add(contact.id)
        beside = (
            contact.text,
            contact.url,
            contact.email,
            contact.address,
            contact.days,
            contact.hours,
        )
        if any(beside) or note or (contact.phone and contact.phone not in text):
            yield msgspec.structs.replace(contact, note=note)


def card_of(kb: KnowledgeBase, notices: Iterable[NoticeShown]) -> tuple[ContactShown, ...]:
    """Return the contacts to be cut out and kept: those for an emergency, and those of `notices` of one."""
    sources = sources_of(kb)
    always = (contact_shown(c, sources) for c in kb.contacts if c.id in ALWAYS_ON_THE_CARD)
    alarms = (n.contacts for n in notices if n.severity == "emergency")
    listed = [*always, *(contact for contacts in alarms for contact in contacts)]
    return tuple({contact.id: contact for contact in listed}.values())
