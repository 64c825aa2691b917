"""The options of `meetings next`, and what is meant by them: when, how far, for whom, how many."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.fault_words import fault_words, one_of_these
from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.find_support import programs_starting
from pathfinder.errors import Problem, UsageError, quoted
from pathfinder.model.results.meeting import Trait

if TYPE_CHECKING:
    from pathfinder.meetings.search.asked import Times

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


def wishes_of(given: str | None) -> frozenset[Trait]:
    """Return the wishes that `given` names, with commas between. Raises `UsageError`."""
    words = [word.strip() for word in (given or "").split(",") if word.strip()]
    for word in words:
        if word not in WISHES:
            said = fault_words()
            message = said.no_wish.format(word=quoted(word))
            raise UsageError([Problem("--wish", message, one_of_these(said, word, WISHES))])
    return frozenset(map(Trait, words))


def times_of(*, tonight: bool, day: str | None, first: str | None, last: str | None) -> "Times":
    """Return when a meeting may begin by the options that were given. Raises `UsageError`."""
    from pathfinder.meetings.search.asked import Span, Times

    if tonight and day is not None:
        words = fault_words()
        raise UsageError([Problem("--day", words.not_with_tonight, words.leave_out_one)])
    usual = Times()
    return Times(
        span=Span.TONIGHT if tonight else Span.WEEK,
        day=None if day is None else _day(day),
        first=usual.first if first is None else _minute("--from", first),
        last=usual.last if last is None else _minute("--to", last),
    )


def _day(given: str) -> int:
    from pathfinder.meetings.lists.cleaning import days_of

    days = days_of(given.lower()) if given.isalpha() else ()
    if not days:
        words = fault_words()
        hint = words.one_of.format(words=", ".join(DAYS))
        raise UsageError([Problem("--day", words.no_day.format(word=quoted(given)), hint)])
    return days[0]


def _minute(flag: str, given: str) -> int:
    match = TIME.fullmatch(given)
    if match is None:
        words = fault_words()
        hint = words.such_as.format(example="18:00")
        raise UsageError([Problem(flag, words.no_time.format(word=quoted(given)), hint)])
    return int(match[1]) * 60 + int(match[2])
