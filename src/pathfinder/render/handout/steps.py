"""The first week in a handout, step by step."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from pathfinder.model.interface import Interface
from pathfinder.model.results.meeting import MeetingShown
from pathfinder.model.results.result import Result, StepShown, Suggestion
from pathfinder.render.going import go_with_told
from pathfinder.render.handout.budgets import Room
from pathfinder.render.handout.parts import Entry, Paragraph, Section
from pathfinder.render.handout.when import when_paragraphs
from pathfinder.render.provenance import origins
from pathfinder.render.terminal.whole_page import MOST_REASONS

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def first_week(
    words: Interface, result: Result, room: Room, today: dt.date | None
) -> Iterator[Section]:
    """Yield the section of the first week, with as much as there is `room` for; none without a plan."""
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
            when=when_told(words, step.when or (), room, today),
        )
        for number, step in enumerate(plan.steps[: room.steps])
    )
    if steps:
        opening = Entry("", (Paragraph(plan.opening),), ())
        closing = Entry("", (Paragraph(plan.closing),), ())
        yield Section(words.plan, (opening, *steps, closing))


def when_told(
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
        *warnings(words, suggestion),
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


def warnings(words: Interface, suggestion: Suggestion) -> Iterator[Paragraph]:
    """Yield what to know before one goes: whether it is at work, cautions, where its facts come from."""
    if suggestion.status_note:
        yield Paragraph(suggestion.status_note, words.status)
    for caution in dict.fromkeys(caution.text for caution in suggestion.cautions):
        yield Paragraph(caution, words.careful)
    yield from (Paragraph(origin) for origin in origins(words, suggestion.local or ()))
