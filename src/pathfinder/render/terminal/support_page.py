"""All that is known of one support, as a page to read."""

from collections.abc import Iterator

from pathfinder.engine.parts.contacts import contact_shown, sources_of
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.reference import Source, newest_date
from pathfinder.model.knowledge.support import Support, sources_named
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import GoWithShown
from pathfinder.render.going import go_with_told
from pathfinder.render.provenance import origins
from pathfinder.render.terminal.page import GAP, PageLine, Part, contact_lines


def support_page(kb: KnowledgeBase, support: Support) -> Iterator[PageLine]:
    """Yield the page of `support`, its evidence and sources included."""
    words = kb.interface
    short = f" ({support.abbreviation})" if support.abbreviation else ""
    yield PageLine(Part.TITLE, f"{support.name}{short}")
    yield PageLine(Part.TEXT, support.what)
    yield GAP
    if place := kb.off.get(support.id):
        yield PageLine(Part.ALARM, f"{words.not_had} {place}.", f"{words.important}: ")
        yield GAP
    if support.status_note:
        yield PageLine(Part.ALARM, support.status_note, f"{words.important}: ")
        yield GAP
    channels = ", ".join(words.channels[channel] for channel in support.formats)
    labelled = (
        (words.suits, support.suits),
        (words.not_for, support.not_for),
        (words.how, channels),
        (words.cost, support.cost_note),
        (words.led_by, support.led_by),
        (words.peers_give, "; ".join(words.forms[form] for form in support.forms)),
        (words.medicine, support.medication_note),
        (words.first_step, in_voice(support.first_step, "self")),
        (words.say, in_voice(support.say, "self")),
        (words.first_visit, support.first_visit),
        (words.go_with, go_with_told(words, _company(support))),
        (words.other_choices, support.if_it_does_not_fit),
    )
    for label, text in labelled:
        if text:
            yield PageLine(Part.LABEL, text, f"{label}: ")
    yield from _always(words, support)
    yield GAP
    yield PageLine(Part.LABEL, "", f"{words.ask}:")
    for ask in support.ask:
        yield PageLine(
            Part.POINT, f"{ask.question} {words.good_answer}: {ask.good_answer}", indent=1
        )
    yield GAP
    yield PageLine(Part.LABEL, "", f"{words.reach}:")
    contact_by_id = {contact.id: contact for contact in kb.contacts}
    shown = (contact_shown(contact_by_id[id_], sources_of(kb)) for id_ in support.contacts)
    yield from contact_lines(words, shown, indent=1)
    yield GAP
    yield from _evidence(kb, support)
    for origin in origins(words, kb.local.get(support.id, ())):
        yield PageLine(Part.TEXT, origin)
    yield PageLine(
        Part.QUIET, f"{dates(kb, support)} {words.status}: {words.statuses[support.status]}."
    )


def _company(support: Support) -> GoWithShown | None:
    if support.go_with is None:
        return None
    how, say = (in_voice(said, "self") for said in (support.go_with.how, support.go_with.say))
    return GoWithShown(how=how, say=say)


def dates(kb: KnowledgeBase, support: Support) -> str:
    """Return in one line how old what is known of `support` is, and who has looked at what."""
    words, sources = kb.interface, sources_of(kb)
    named = newest_date(sources[id_] for id_ in sources_named(support))
    sign = sources[support.sign_of_life] if support.sign_of_life else None
    said = (
        f"{words.source_dated}: {named}" if named else "",
        f"{words.seen_at_work} {sign.publisher}, {sign.date}" if sign else "",
        f"{words.read_on} {support.read_on}" if support.read_on else "",
        f"{words.opened_on} {support.opened}" if support.opened else words.not_opened,
    )
    return " ".join(f"{sentence}." for sentence in said if sentence)


def _always(words: Interface, support: Support) -> Iterator[PageLine]:
    for caution in support.cautions:
        if caution.when is None:
            yield PageLine(Part.LABEL, in_voice(caution.text, "self"), f"{words.careful}: ")


def _evidence(kb: KnowledgeBase, support: Support) -> Iterator[PageLine]:
    words = kb.interface
    source_by_id = sources_of(kb)
    yield PageLine(Part.LABEL, "", f"{words.studies}:")
    for finding in support.evidence:
        named = "; ".join(cited(words, source_by_id[id_]) for id_ in finding.sources)
        text = f"{finding.finding} {words.strength}: {words.strengths[finding.strength]}. {named}"
        yield PageLine(Part.POINT, text, indent=1)
    yield PageLine(Part.LABEL, "", f"{words.sources}:")
    for id_ in support.sources:
        yield PageLine(Part.POINT, cited(words, source_by_id[id_]), indent=1)
    yield GAP


def cited(words: Interface, source: Source) -> str:
    """Return `source` as one line; it says so where that is a copy, or general knowledge."""
    date = f", {source.date}" if source.date else ""
    url = f", {source.url}" if source.url else ""
    copy = f" ({words.a_copy})" if source.copy else ""
    recall = f" ({words.recall})" if source.checked == "recall" else ""
    return f"{source.title}. {source.publisher}{date}{url}{copy}{recall}"
