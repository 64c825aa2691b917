"""Meetings beside a list: which file of them, near which place, and when."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.meetings_file import MeetingsFile, now, store_named
from pathfinder.engine.suggest import suggest
from pathfinder.errors import Problem, UsageError

if TYPE_CHECKING:
    from pathfinder.cli.options.question_options import Options
    from pathfinder.model.answers import Answers
    from pathfinder.model.condition import SupportId
    from pathfinder.model.interface import Interface
    from pathfinder.model.knowledge_base import KnowledgeBase
    from pathfinder.model.results.result import Result
    from pathfinder.render.terminal.page import PageLine

    Below = Mapping[SupportId, Iterable[PageLine]]

NEARBY: "Options" = {
    "meetings": (MeetingsFile, None),
    "near": (
        Annotated[
            str | None,
            typer.Option(
                "--near",
                metavar="PLACE",
                help='With a file of meetings: a ZIP, a city such as "Columbus, OH", or online.',
            ),
        ],
        None,
    ),
}


class Nearby(msgspec.Struct, frozen=True):
    """A file of meetings, a place and a moment. Nothing of it is kept."""

    store: Path
    near: str
    now: dt.datetime


def suggested(kb: "KnowledgeBase", answers: "Answers", nearby: Nearby | None) -> "Result":
    """Return the result for `answers`, with the next meetings beside it where they are asked for.

    Raises `MeetingsError` where the file of meetings is wrong, and `UsageError` where the place is.
    """
    result = suggest(kb, answers)
    if nearby is None:
        return result
    from pathfinder.meetings.beside import with_meetings
    from pathfinder.meetings.places import load_places
    from pathfinder.meetings.search.near import near_of
    from pathfinder.meetings.store.database import opened

    with opened(nearby.store) as db:
        near = near_of(db, nearby.near, load_places(), kb.interface.faults)
        return with_meetings(db, result, answers, near, nearby.now)


def with_lines(
    words: "Interface", result: "Result", nearby: Nearby | None, more: "Below"
) -> "Below":
    """Return what stands below each suggestion of `result`: its meetings, then `more`."""
    if nearby is None:
        return more
    from pathfinder.render.terminal.meeting_lines import when_lines

    below = dict(more)
    for suggestion in result.suggestions:
        if suggestion.when:
            lines = when_lines(words, suggestion.when, today=nearby.now.date(), indent=1)
            below[suggestion.id] = (*lines, *more.get(suggestion.id, ()))
    return below


def nearby_of(given: Mapping[str, Any]) -> Nearby | None:
    """Return which meetings the options `given` ask for, if any. Raises `UsageError`."""
    near, store = given["near"], store_named(given["meetings"])
    if near is None:
        if given["meetings"] is not None:
            words = fault_words()
            raise UsageError([Problem("--meetings", words.needs_place, words.add_near)])
        return None
    if store is None:
        words = fault_words()
        raise UsageError([Problem("--near", words.no_store, words.name_store)])
    return Nearby(store, near, now())
