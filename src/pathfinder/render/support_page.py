"""All that is known of one support, as a page to read."""

from collections.abc import Iterator

from pathfinder.engine.case import contact_shown
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Checked, Source
from pathfinder.model.support import Support
from pathfinder.model.wording import Voice, in_voice
from pathfinder.render.page import CHANNELS, GAP, Line, Part, contact_lines


def support_page(kb: KnowledgeBase, support: Support) -> Iterator[Line]:
    """Yield the page of `support`, its evidence and sources included."""
    short = f" ({support.abbreviation})" if support.abbreviation else ""
    yield Line(Part.TITLE, f"{support.name}{short}")
    yield Line(Part.TEXT, support.what)
    yield GAP
    if support.status_note:
        yield Line(Part.ALARM, support.status_note, "Important: ")
        yield GAP
    channels = ", ".join(CHANNELS[channel] for channel in support.formats)
    labelled = (
        ("For", support.suits),
        ("Not for", support.not_for),
        ("How", channels),
        ("Cost", support.cost_note),
        ("Led by", support.led_by),
        ("Medicine", support.medication_note),
        ("First step", in_voice(support.first_step, Voice.SELF)),
        ("A first visit", support.first_visit),
        ("If it does not fit", support.if_it_does_not_fit),
    )
    for label, text in labelled:
        yield Line(Part.LABEL, text, f"{label}: ")
    yield from _always(support)
    yield GAP
    yield Line(Part.LABEL, "", "What to ask, and what a good answer sounds like:")
    for ask in support.ask:
        yield Line(Part.POINT, f"{ask.question} Good answer: {ask.good_answer}", indent=1)
    yield GAP
    yield Line(Part.LABEL, "", "Reach it:")
    contact_by_id = {contact.id: contact for contact in kb.contacts}
    shown = (contact_shown(contact_by_id[id_]) for id_ in support.contacts)
    yield from contact_lines(shown, indent=1)
    yield GAP
    yield from _evidence(kb, support)
    yield Line(Part.QUIET, f"Checked on {support.verified_on}. Status: {support.status.value}.")


def _always(support: Support) -> Iterator[Line]:
    for caution in support.cautions:
        if caution.when is None:
            yield Line(Part.LABEL, in_voice(caution.text, Voice.SELF), "Be careful: ")


def _evidence(kb: KnowledgeBase, support: Support) -> Iterator[Line]:
    source_by_id = {source.id: source for source in kb.sources}
    yield Line(Part.LABEL, "", "What studies say:")
    for finding in support.evidence:
        named = "; ".join(cited(source_by_id[id_]) for id_ in finding.sources)
        text = f"{finding.finding} Strength: {finding.strength.value}. {named}"
        yield Line(Part.POINT, text, indent=1)
    yield Line(Part.LABEL, "", "Sources:")
    for id_ in support.sources:
        yield Line(Part.POINT, cited(source_by_id[id_]), indent=1)
    yield GAP


def cited(source: Source) -> str:
    """Return `source` as one line; it says so where only general knowledge stands behind it."""
    year = f", {source.year}" if source.year else ""
    url = f", {source.url}" if source.url else ""
    recall = (
        " (from general knowledge, to be confirmed)" if source.checked is Checked.RECALL else ""
    )
    return f"{source.title}. {source.publisher}{year}{url}{recall}"
