"""`pathfinder meetings next`: the next meetings near a place, or online."""

import datetime as dt
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import knowledge
from pathfinder.cli.options.meetings_file import (
    MeetingsFile,
    finders_of,
    now,
    programs_named,
    programs_starting,
    short_names,
    store_needed,
)
from pathfinder.cli.options.question_options import check_format
from pathfinder.cli.pager import print_long
from pathfinder.cli.private_file import write_file
from pathfinder.cli.terminal import page_text
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.meeting import Trait

if TYPE_CHECKING:
    from pathfinder.meetings.asked import Asked, Times
    from pathfinder.model.knowledge import KnowledgeBase
    from pathfinder.model.meetings_found import Meetings

FORMATS = ("text", "json", "ics")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
NOT_WISHED = frozenset({Trait.CLOSED})
WISHES = tuple(trait.value for trait in Trait if trait not in NOT_WISHED)
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
FARTHEST, MOST, MOST_WEEKS = 500.0, 50, 52

Near = Annotated[
    str,
    typer.Option(
        "--near", metavar="PLACE", help='A ZIP, a city such as "Columbus, OH", or online.'
    ),
]
Within = Annotated[
    float, typer.Option(min=0.1, max=FARTHEST, metavar="MILES", help="How far, in a straight line.")
]
Tonight = Annotated[bool, typer.Option("--tonight", help="From now until 4 at night.")]
Day = Annotated[
    str | None,
    typer.Option("--day", metavar="DAY", help="One day: mon, tue ...", autocompletion=one_of(DAYS)),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="TIME", help="Not before, such as 18:00.")
]
To = Annotated[str | None, typer.Option("--to", metavar="TIME", help="Not after, such as 22:00.")]
Programs = Annotated[
    str | None,
    typer.Option(
        "--program",
        metavar="IDS",
        help="Only these groups, such as aa,na.",
        autocompletion=programs_starting,
    ),
]
InPerson = Annotated[bool, typer.Option("--in-person", help="Only meetings with a door.")]
Online = Annotated[bool, typer.Option("--online", help="Only meetings online.")]
Wish = Annotated[
    str | None,
    typer.Option(
        "--wish",
        metavar="IDS",
        help=f"What its list has to say: {', '.join(WISHES)}. With proof, those that sign a paper come first.",
        autocompletion=some_of(WISHES),
    ),
]
Top = Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="How many.")]
Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", help="text, json or ics.", autocompletion=one_of(FORMATS)
    ),
]
Weeks = Annotated[
    int, typer.Option(min=1, max=MOST_WEEKS, metavar="N", help="In a calendar file: so many weeks.")
]
Title = Annotated[
    str | None,
    typer.Option(
        "--title", metavar="TEXT", help="In a calendar file: its title, for all who see it."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help="Write into a new file, for you alone.",
        autocompletion=a_file,
    ),
]
Plain = Annotated[bool, typer.Option("--plain", help="Plain text, for screen readers.")]


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
    from pathfinder.meetings.asked import Asked
    from pathfinder.meetings.finding import find
    from pathfinder.meetings.near import near_of
    from pathfinder.meetings.places import load_places
    from pathfinder.meetings.showing import meetings_of
    from pathfinder.meetings.store import opened

    _check(format_, weeks, title, in_person=in_person, online=online)
    kb = knowledge(lang)
    wishes = _wishes(wish)
    asked = Asked(
        times=_times(tonight=tonight, day=day, first=from_, last=to),
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
        place = near_of(db, near, load_places())
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


def _wishes(given: str | None) -> frozenset[Trait]:
    words = [word.strip() for word in (given or "").split(",") if word.strip()]
    for word in words:
        if word not in WISHES:
            hint = did_you_mean(word, WISHES) or f"one of: {', '.join(WISHES)}"
            raise UsageError([Problem("--wish", f"{quoted(word)} is no wish", hint)])
    return frozenset(map(Trait, words))


def _times(*, tonight: bool, day: str | None, first: str | None, last: str | None) -> "Times":
    from pathfinder.meetings.asked import Span, Times

    if tonight and day is not None:
        raise UsageError([Problem("--day", "does not go with --tonight", "leave one of them out")])
    usual = Times()
    return Times(
        span=Span.TONIGHT if tonight else Span.WEEK,
        day=None if day is None else _day(day),
        first=usual.first if first is None else _minute("--from", first),
        last=usual.last if last is None else _minute("--to", last),
    )


def _day(given: str) -> int:
    from pathfinder.meetings.cleaning import days_of

    days = days_of(given.lower()) if given.isalpha() else ()
    if not days:
        raise UsageError(
            [Problem("--day", f"{quoted(given)} is no day", f"one of: {', '.join(DAYS)}")]
        )
    return days[0]


def _minute(flag: str, given: str) -> int:
    match = TIME.fullmatch(given)
    if match is None:
        raise UsageError([Problem(flag, f"{quoted(given)} is no time", "such as 18:00")])
    return int(match[1]) * 60 + int(match[2])
