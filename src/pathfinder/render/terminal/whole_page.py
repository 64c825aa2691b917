"""A result with everything that is said of it, as a page to read."""

from collections.abc import Iterable, Iterator, Mapping

from pathfinder.model.condition import SupportId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.notice import GRAVE, Severity
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import PlanShown, Result, Suggestion
from pathfinder.render.going import go_with_told
from pathfinder.render.meeting_text import told
from pathfinder.render.provenance import origins
from pathfinder.render.terminal.card import card_lines
from pathfinder.render.terminal.dangers import reasons_of
from pathfinder.render.terminal.page import (
    GAP,
    PageLine,
    Part,
    contact_lines,
    list_used,
    open_named,
    titled,
)

MOST_REASONS = 4
MOST_OPEN = 4


def whole_page(
    kb: KnowledgeBase,
    result: Result,
    *,
    found: int,
    more: Mapping[SupportId, Iterable[PageLine]],
) -> Iterator[PageLine]:
    """Yield the page of `result`: notices first and whole, then the suggestions.

    `found`: how many suggestions there were before any were left out. `more`: what stands below a
    suggestion, by support.
    """
    words = kb.interface
    yield from whole_notices(words, result.notices)
    if result.suggestions:
        yield PageLine(Part.TITLE, words.best_first)
        yield PageLine(Part.TEXT, result.choosing)
        yield GAP
    for suggestion in result.suggestions:
        yield from suggestion_lines(words, suggestion)
        yield from more.get(suggestion.id, ())
        yield GAP
    if result.plan is not None:
        yield from plan_lines(words, result.plan)
    if found > len(result.suggestions):
        left_out = found - len(result.suggestions)
        yield PageLine(Part.QUIET, f"{left_out} {words.more_fit} {words.show_all}")
    if result.open_questions:
        named = open_named(kb, result.open_questions, MOST_OPEN)
        yield PageLine(Part.QUIET, f"{words.could_change}: {named}.")
    yield PageLine(Part.QUIET, list_used(words, result.knowledge))
    yield GAP
    yield from card_lines(words, result)


def whole_notices(words: Interface, notices: Iterable[NoticeShown]) -> Iterator[PageLine]:
    """Yield `notices`, each whole, under a heading for each severity."""
    last: Severity | None = None
    for notice in notices:
        if notice.severity != last:
            yield PageLine(Part.TITLE, words.severities[notice.severity])
            last = notice.severity
        grave = notice.severity in GRAVE
        label = f"{notice.heading}. " if grave and notice.heading else ""
        yield PageLine(Part.ALARM if grave else Part.TEXT, notice.text, label)
        for reason in reasons_of(notice):
            yield PageLine(Part.POINT, reason, indent=1)
        yield from contact_lines(words, notice.contacts, indent=1)
        yield GAP


def suggestion_lines(words: Interface, suggestion: Suggestion) -> Iterator[PageLine]:
    """Yield one suggestion: name, what it is, why it fits, cautions, first step, contacts."""
    named = f"{titled(suggestion)} ({words.fits[suggestion.fit]})"
    yield PageLine(Part.NAME, named, f"{suggestion.rank}. ")
    yield PageLine(Part.TEXT, suggestion.what, indent=1)
    yield from _points(words.why, _why(suggestion))
    against = [r.text for r in suggestion.reasons if r.weight < 0]
    yield from _points(words.against, against)
    yield PageLine(Part.LABEL, suggestion.not_for, f"{words.not_for}: ", indent=1)
    yield from _points(words.careful, [caution.text for caution in suggestion.cautions])
    yield PageLine(Part.LABEL, suggestion.first_step, f"{words.first_step}: ", indent=1)
    channels = ", ".join(words.channels[channel] for channel in suggestion.channels)
    yield PageLine(Part.LABEL, f"{channels}. {suggestion.cost}", f"{words.how}: ", indent=1)
    yield from contact_lines(words, suggestion.contacts, indent=1)
    if suggestion.status_note:
        yield PageLine(Part.LABEL, suggestion.status_note, f"{words.status}: ", indent=1)
    if suggestion.local:
        for origin in origins(words, suggestion.local):
            yield PageLine(Part.TEXT, origin, indent=1)


def plan_lines(words: Interface, plan: PlanShown) -> Iterator[PageLine]:
    """Yield a first week: each step with what to do, to say, to ask and to expect."""
    yield PageLine(Part.TITLE, words.plan)
    yield PageLine(Part.TEXT, plan.opening)
    yield GAP
    for step in plan.steps:
        yield PageLine(Part.NAME, step.name, f"{step.day}: ")
        if step.note:
            yield PageLine(Part.TEXT, step.note, indent=1)
        if step.now:
            yield PageLine(Part.LABEL, step.now, f"{words.at_any_hour}: ", indent=1)
        yield PageLine(Part.LABEL, step.do, f"{words.do}: ", indent=1)
        yield PageLine(Part.LABEL, step.say, f"{words.say}: ", indent=1)
        yield PageLine(Part.LABEL, step.first_visit, f"{words.first_visit}: ", indent=1)
        if company := go_with_told(words, step.go_with):
            yield PageLine(Part.LABEL, company, f"{words.go_with}: ", indent=1)
        asked = [f"{ask.question} {words.good_answer}: {ask.good_answer}" for ask in step.ask]
        yield from _points(words.ask, asked)
        yield from _points(words.meetings.under, [told(words, m) for m in (step.when or ())[:1]])
        yield PageLine(Part.LABEL, step.if_it_does_not_fit, f"{words.other_choices}: ", indent=1)
        yield from contact_lines(words, step.contacts, indent=1)
        yield GAP
    yield PageLine(Part.TEXT, plan.closing)
    yield GAP


def _why(suggestion: Suggestion) -> list[str]:
    reasons = [reason.text for reason in suggestion.reasons if reason.weight > 0][:MOST_REASONS]
    return [*reasons, *([suggestion.moved_up] if suggestion.moved_up else [])]


def _points(label: str, points: list[str]) -> Iterator[PageLine]:
    if points:
        yield PageLine(Part.LABEL, "", f"{label}:", indent=1)
        for point in dict.fromkeys(points):
            yield PageLine(Part.POINT, point, indent=2)
