"""`pathfinder meetings next`: the next meetings near a place, or online."""

import datetime as dt
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import typer

from pathfinder.cli.commands.meetings.finders import finders_of, short_names
from pathfinder.cli.options.find_support import programs_named
from pathfinder.cli.options.formats import check_format
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import knowledge
from pathfinder.cli.options.meeting_options import (
    FORMATS,
    Day,
    Format,
    From,
    InPerson,
    Near,
    Online,
    Output,
    Plain,
    Programs,
    Title,
    To,
    Tonight,
    Top,
    Weeks,
    Wish,
    Within,
    times_of,
    wishes_of,
)
from pathfinder.cli.options.meetings_file import MeetingsFile, now, store_needed
from pathfinder.cli.pager import print_long
from pathfinder.cli.private_file import write_file
from pathfinder.cli.terminal import page_text
from pathfinder.errors import Problem, UsageError
from pathfinder.model.results.meeting import Trait

if TYPE_CHECKING:
    from pathfinder.meetings.search.asked import Asked
    from pathfinder.model.knowledge_base import KnowledgeBase
    from pathfinder.model.results.meetings_found import Meetings


def next_(  # noqa: PLR0913 - the options of one command
    *,
    near: Near,
    meetings: MeetingsFile = None,
    within: Within = 10.0,
    tonight: Tonight = False,
    day: Day = None,
    from_: From = None,
    to: To = None,
    program: Programs = None,
    in_person: InPerson = False,
    online: Online = False,
    wish: Wish = None,
    top: Top = 3,
    format_: Format = "text",
    weeks: Weeks = 1,
    title: Title = None,
    output: Output = None,
    plain: Plain = False,
    lang: Lang = None,
) -> None:
    """Print the next meetings near a place, or online."""
    from pathfinder.meetings.places import load_places
    from pathfinder.meetings.search.asked import Asked
    from pathfinder.meetings.search.finding import find
    from pathfinder.meetings.search.near import near_of
    from pathfinder.meetings.showing import meetings_of
    from pathfinder.meetings.store.database import opened

    _check(format_, weeks, title, in_person=in_person, online=online)
    kb = knowledge(lang)
    wishes = wishes_of(wish)
    asked = Asked(
        times=times_of(tonight=tonight, day=day, first=from_, last=to),
        within=within,
        programs=programs_named(kb, program),
        wishes=wishes - {Trait.PROOF},
        needs_proof=Trait.PROOF in wishes,
        room=not online,
        online=not in_person,
        top=top,
    )
    moment = now()
    with opened(store_needed(meetings)) as db:
        place = near_of(db, near, load_places(), kb.interface.faults)
        found = meetings_of(
            db, place, find(db, place, asked, moment), finders_of(kb), asked.programs, moment.date()
        )
    text = _text(
        kb, found, format_, _Look(asked, moment, weeks, title, plain or output is not None)
    )
    if output is not None:
        write_file(output, text, replaces=False)
    elif format_ == "text":
        print_long(kb.interface, text, plain=plain)
    else:
        typer.echo(text, nl=False)


class _Look(NamedTuple):
    """How meetings are to be shown."""

    asked: "Asked"
    now: dt.datetime
    weeks: int
    title: str | None
    plain: bool


def _text(kb: "KnowledgeBase", found: "Meetings", format_: str, look: _Look) -> str:
    """Return the meetings that were `found` in `format_`, one of `FORMATS`."""
    if format_ == "json":
        from pathfinder.render.as_json import as_json

        return f"{as_json(found)}\n"
    if format_ == "ics":
        from pathfinder.meetings.calendar import calendar_of

        title = look.title or kb.interface.meetings.title
        listed = found.meetings or found.online
        return calendar_of(listed, title=title, weeks=look.weeks, now=look.now)
    from pathfinder.render.terminal.meetings_page import meetings_page

    page = meetings_page(
        kb.interface,
        found,
        names=short_names(kb),
        asked_miles=look.asked.within,
        needs_proof=look.asked.needs_proof,
        now=look.now,
    )
    return page_text(page, plain=look.plain)


def _check(format_: str, weeks: int, title: str | None, *, in_person: bool, online: bool) -> None:
    """Raise `UsageError` where options do not go together, or what they need is not installed."""
    check_format(format_, FORMATS)
    problems: list[Problem] = []
    if in_person and online:
        message = "leaves no meeting with --in-person"
        problems.append(Problem("--online", message, "leave out one of them"))
    if format_ != "ics":
        hint = "add --format ics"
        given = {"--weeks": weeks > 1, "--title": title is not None}
        problems += [Problem(f, "is for a calendar file", hint) for f, is_ in given.items() if is_]
    elif find_spec("icalendar") is None:
        hint = "pip install 'recovery-pathfinder[meetings]'"
        problems.append(Problem("--format", "what writes calendar files is not installed", hint))
    if problems:
        raise UsageError(problems)
