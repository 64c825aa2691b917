"""The next meetings of what was suggested. They stand beside a list that is made; none moves on it."""

import datetime as dt
import sqlite3

import msgspec

from pathfinder.meetings.search.asked import TOP, Asked
from pathfinder.meetings.search.finding import find
from pathfinder.meetings.search.near import Near
from pathfinder.meetings.showing import shown
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.required_ids import (
    AA,
    ACCESS,
    GENDER,
    IN_PERSON,
    JUSTICE,
    LANGUAGE,
    LGBTQ_MEETINGS,
    MAN,
    MEETING_WISHES,
    ONLINE,
    ORDERED,
    SECULAR_AA,
    SPANISH,
    WITH_LGBTQ,
    WITH_THE_YOUNG,
    WOMAN,
    WOMEN_ONLY,
)
from pathfinder.model.results.meeting import MeetingShown, Trait
from pathfinder.model.results.result import Result, StepShown, Suggestion

WISHES = {
    (MEETING_WISHES, WOMEN_ONLY): Trait.WOMEN,
    (MEETING_WISHES, WITH_LGBTQ): Trait.LGBTQ,
    (MEETING_WISHES, WITH_THE_YOUNG): Trait.YOUNG,
    (LANGUAGE, SPANISH): Trait.SPANISH,
}
"""What an answer wishes of a meeting."""
NEEDED = frozenset({Trait.WOMEN, Trait.SPANISH})
"""Wishes without which a meeting is none for the person; the others are met where they can be."""


def with_meetings(
    db: sqlite3.Connection, result: Result, answers: Answers, near: Near, now: dt.datetime
) -> Result:
    """Return `result` with the next meetings of each suggestion that has any in the store.

    Which supports are suggested, and in which order, is as it was.
    """
    programs = {SupportId(name) for (name,) in db.execute("SELECT DISTINCT program FROM feed")}
    when = {
        suggestion.id: meetings
        for suggestion in result.suggestions
        if (asked := asked_for(suggestion.id, programs, answers))
        and (meetings := _next(db, near, asked, now))
    }
    plan = result.plan
    if plan:
        steps = tuple(_step(step, when.get(step.id)) for step in plan.steps)
        plan = msgspec.structs.replace(plan, steps=steps)
    suggestions = tuple(_suggestion(each, when.get(each.id)) for each in result.suggestions)
    return msgspec.structs.replace(result, suggestions=suggestions, plan=plan)


def asked_for(support: SupportId, programs: set[SupportId], answers: Answers) -> tuple[Asked, ...]:
    """Return what to ask a store of `programs` for `support`: first all wishes, then what is needed."""
    wished = frozenset(
        trait for (question, option), trait in WISHES.items() if _said(answers, question, option)
    )
    of_group = frozenset[Trait]()
    if support == SECULAR_AA:
        support, of_group = AA, frozenset({Trait.SECULAR})
    searched: tuple[SupportId, ...] = (support,)
    if support == LGBTQ_MEETINGS:
        searched, of_group = tuple(sorted(programs)), frozenset({Trait.LGBTQ})
    if not programs.intersection(searched):
        return ()
    ways = dict.fromkeys((wished | of_group, (wished & NEEDED) | of_group))
    return tuple(
        Asked(
            programs=searched,
            wishes=wishes,
            bars=_bars(answers),
            needs_proof=_said(answers, JUSTICE, ORDERED),
            room=not _said(answers, ACCESS, ONLINE) or _said(answers, ACCESS, IN_PERSON),
        )
        for wishes in ways
    )


def _next(
    db: sqlite3.Connection, near: Near, ways: tuple[Asked, ...], now: dt.datetime
) -> tuple[MeetingShown, ...]:
    """Return the next meetings: with a door, then online, as many as there is room for."""
    found = [find(db, near, asked, now) for asked in ways]
    hits = [hit for each in found for hit in each.hits]
    hits += [hit for each in found for hit in each.beside]
    first = {hit.id: hit for hit in reversed(hits)}
    return shown(db, [*dict.fromkeys(first[hit.id] for hit in hits)][:TOP])


def _bars(answers: Answers) -> frozenset[Trait]:
    """Return for whom alone a meeting is not to be: other than the person is, or than is known."""
    if _said(answers, GENDER, WOMAN):
        return frozenset({Trait.MEN})
    if _said(answers, GENDER, MAN):
        return frozenset({Trait.WOMEN})
    wishes = _said(answers, MEETING_WISHES, WOMEN_ONLY)
    return frozenset({Trait.MEN} if wishes else {Trait.MEN, Trait.WOMEN})


def _said(answers: Answers, question: QuestionId, option: OptionId) -> bool:
    return option in answers.get(question, ())


def _step(step: StepShown, when: tuple[MeetingShown, ...] | None) -> StepShown:
    return msgspec.structs.replace(step, when=when) if when else step


def _suggestion(suggestion: Suggestion, when: tuple[MeetingShown, ...] | None) -> Suggestion:
    return msgspec.structs.replace(suggestion, when=when) if when else suggestion
