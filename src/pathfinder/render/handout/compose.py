"""A result as a handout: which parts it has, and in which order, before it is drawn."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import get_args

from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.notice import GRAVE, Severity
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import DISCLAIMER
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result
from pathfinder.render.handout.budgets import SIZES, Room
from pathfinder.render.handout.contacts import card_of, told_once
from pathfinder.render.handout.parts import Entry, Handout, Paragraph, Section
from pathfinder.render.handout.steps import first_week, warnings, when_told
from pathfinder.render.terminal.page import list_used

MOST_FITTING = 5
"""So many of the first suggestions are in a handout at most."""
MOST_WAYS = 2
"""So many contacts has a suggestion that is no step."""


def handouts(
    kb: KnowledgeBase, result: Result, *, is_full: bool, today: dt.date | None = None
) -> Iterator[Handout]:
    """Yield handouts of `result`, a result for `kb`, from the one that says most to the shortest.

    `is_full`: with the lesser notices. Reasons stand where `result` has any, and meetings, where
    it is known which day is `today`.
    """
    dated = list_used(kb.interface, result.knowledge)
    card = card_of(kb, result.notices)
    for room, points in SIZES:
        sections = (
            *_notices(kb.interface, result.notices, GRAVE),
            *first_week(kb.interface, result, room, today),
            *(_others(kb.interface, result, room, today) if room.has_others else ()),
            *(_lesser(kb, result) if is_full and room.has_lesser_notices else ()),
        )
        yield Handout(
            words=kb.interface,
            language=kb.language,
            points=points,
            sections=tuple(told_once(sections, card, repeats=room.repeats_contacts)),
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
    for severity in (s for s in get_args(Severity) if s in {*severities}):
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
            if notice.severity == severity and notice.id != DISCLAIMER
        )
        if entries:
            yield Section(words.severities[severity], entries, severity in GRAVE)


def _lesser(kb: KnowledgeBase, result: Result) -> Iterator[Section]:
    return _notices(kb.interface, result.notices, {*get_args(Severity)}.difference(GRAVE))


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
                *when_told(words, suggestion.when or (), room, today),
                *warnings(words, suggestion),
            ),
            suggestion.contacts[:MOST_WAYS],
        )
        for suggestion in result.suggestions[:MOST_FITTING]
        if suggestion.id not in steps
    )
    if entries:
        yield Section(words.also_fits, entries)
