"""A result as a hand-out: which parts it has, and in which order, before it is drawn."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pathfinder.engine.parts.contacts import contact_shown, sources_of
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.meeting import MeetingShown
from pathfinder.model.notice import Severity
from pathfinder.model.reference import ContactId
from pathfinder.model.required_ids import CALL_911, CALL_988, DISCLAIMER
from pathfinder.model.result import ContactShown, NoticeShown, Result, StepShown, Suggestion
from pathfinder.render.going import go_with_told
from pathfinder.render.handout.budgets import SIZES, Room
from pathfinder.render.handout.parts import Entry, Handout, Paragraph, Section
from pathfinder.render.handout.when import when_paragraphs
from pathfinder.render.provenance import origins
from pathfinder.render.terminal.page import list_used
from pathfinder.render.terminal.whole_page import MOST_REASONS

ALWAYS_ON_THE_CARD = frozenset({CALL_911, CALL_988})
GRAVE = frozenset({Severity.EMERGENCY, Severity.URGENT})
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MOST_FITTING = 5
"""So many of the first suggestions are in a hand-out at most."""
MOST_WAYS = 2
"""So many contacts has a suggestion that is no step."""


def handouts(
    kb: KnowledgeBase, result: Result, *, is_full: bool, today: dt.date | None = None
) -> Iterator[Handout]:
    """Yield hand-outs of `result`, a result for `kb`, from the one that says most to the shortest.

    `is_full`: with the lesser notices. Reasons stand where `result` has any, and meetings, where
    it is known which day is `today`.
    """
    dated = list_used(kb.interface, result.knowledge)
    card = _card(kb, result.notices)
    for room, points in SIZES:
        sections = (
            *_notices(kb.interface, result.notices, GRAVE),
            *_steps(kb.interface, result, room, today),
            *(_others(kb.interface, result, room, today) if room.has_others else ()),
            *(_lesser(kb, result) if is_full and room.has_lesser_notices else ()),
        )
        yield Handout(
            words=kb.interface,
            language=kb.language,
            points=points,
            sections=tuple(_told_once(sections, card, repeats=room.repeats_contacts)),
            card=card,
            foot=(
                *(notice.text for notice in result.notices if notice.id == DISCLAIMER),
                kb.interface.keep_it_safe,
                dated,
            ),
            dated=dated,
        )


def _notices(
    words: Interface, notices: Iterable[NoticeShown], severities: Iterable[Severity]
) -> Iterator[Section]:
    shown = [*notices]
    for severity in (s for s in Severity if s in {*severities}):
        entries = tuple(
            Entry(
                "",
                (
                    Paragraph(notice.text, notice.heading or ""),
                    *(Paragraph(reason.text, is_point=True) for reason in notice.reasons),
                ),
                notice.contacts,
            )
            for notice in shown
            if notice.severity is severity and notice.id != DISCLAIMER
        )
        if entries:
            yield Section(words.severities[severity], entries, severity in GRAVE)


def _lesser(kb: KnowledgeBase, result: Result) -> Iterator[Section]:
    return _notices(kb.interface, result.notices, {*Severity} - GRAVE)


def _steps(
    words: Interface, result: Result, room: Room, today: dt.date | None
) -> Iterator[Section]:
    plan = result.plan
    if plan is None:
        return
    suggestion_by_id = {suggestion.id: suggestion for suggestion in result.suggestions}
    steps = tuple(
        _step(
            words,
            _short(words, step, room.longest),
            suggestion_by_id[step.id],
            asks=room.asks if number < room.whole else None,
            when=_when(words, step.when or (), room, today),
        )
        for number, step in enumerate(plan.steps[: room.steps])
    )
    if steps:
        opening = Entry("", (Paragraph(plan.opening),), ())
        closing = Entry("", (Paragraph(plan.closing),), ())
        yield Section(words.plan, (opening, *steps, closing))


def _when(
    words: Interface, meetings: Sequence[MeetingShown], room: Room, today: dt.date | None
) -> tuple[Paragraph, ...]:
    """Return the next meetings of a step: all of them, one where it is tight, or none."""
    if today is None:
        return ()
    return tuple(when_paragraphs(words, meetings[: room.meetings], today))


def _step(
    words: Interface,
    step: StepShown,
    suggestion: Suggestion,
    *,
    asks: int | None,
    when: tuple[Paragraph, ...],
) -> Entry:
    """Return one step, with `asks` questions to ask; without a number, in brief."""
    paragraphs = [
        *([Paragraph(step.now, words.at_any_hour)] if step.now else []),
        Paragraph(step.do, words.do),
        Paragraph(step.say, words.say),
        *when,
        *_warnings(words, suggestion),
    ]
    reasons = [reason.text for reason in suggestion.reasons if reason.weight > 0]
    if told := " ".join([*([step.note] if step.note else []), *reasons[:MOST_REASONS]]):
        paragraphs.append(Paragraph(told, words.why))
    if asks is not None:
        company = go_with_told(words, step.go_with)
        paragraphs += [
            Paragraph(step.first_visit, words.first_visit),
            *([Paragraph(company, words.go_with)] if company else []),
            *(
                Paragraph(f"{ask.question} {words.good_answer}: {ask.good_answer}", is_point=True)
                for ask in step.ask[:asks]
            ),
            Paragraph(step.if_it_does_not_fit, words.other_choices),
        ]
    return Entry(f"{step.day}: {step.name}", tuple(paragraphs), step.contacts, has_code=True)


def _short(words: Interface, step: StepShown, longest: int | None) -> StepShown:
    """Return `step` with what to do and to say in `longest` letters, where that is a number."""
    if longest is None:
        return step
    do, say = (_shortened(words, text, longest) for text in (step.do, step.say))
    return msgspec.structs.replace(step, do=do, say=say)


def _shortened(words: Interface, text: str, longest: int) -> str:
    """Return the first sentences of `text` in `longest` letters, and that there are more."""
    if len(text) <= longest:
        return text
    kept, *rest = SENTENCE_END.split(text)
    for sentence in rest:
        if len(kept) + len(sentence) >= longest:
            break
        kept = f"{kept} {sentence}"
    return f"{kept[:longest]} {words.shortened}"


def _warnings(words: Interface, suggestion: Suggestion) -> Iterator[Paragraph]:
    if suggestion.status_note:
        yield Paragraph(suggestion.status_note, words.status)
    for caution in dict.fromkeys(caution.text for caution in suggestion.cautions):
        yield Paragraph(caution, words.careful)
    yield from (Paragraph(origin) for origin in origins(words, suggestion.local or ()))


def _others(
    words: Interface, result: Result, room: Room, today: dt.date | None
) -> Iterator[Section]:
    planned = result.plan.steps if result.plan else ()
    steps = {step.id for step in planned[: room.steps]}
    entries = tuple(
        Entry(
            suggestion.name,
            (
                Paragraph(suggestion.what),
                *_when(words, suggestion.when or (), room, today),
                *_warnings(words, suggestion),
            ),
            suggestion.contacts[:MOST_WAYS],
        )
        for suggestion in result.suggestions[:MOST_FITTING]
        if suggestion.id not in steps
    )
    if entries:
        yield Section(words.also_fits, entries)


def _told_once(
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


def _card(kb: KnowledgeBase, notices: Iterable[NoticeShown]) -> tuple[ContactShown, ...]:
    sources = sources_of(kb)
    always = (contact_shown(c, sources) for c in kb.contacts if c.id in ALWAYS_ON_THE_CARD)
    alarms = (n.contacts for n in notices if n.severity is Severity.EMERGENCY)
    listed = [*always, *(contact for contacts in alarms for contact in contacts)]
    return tuple({contact.id: contact for contact in listed}.values())
