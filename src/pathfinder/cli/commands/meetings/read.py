"""`pathfinder meetings read`: lists from files, and what became of them."""

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.options.completers import a_file
from pathfinder.cli.options.find_support import programs_named, programs_starting
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import knowledge
from pathfinder.cli.options.meetings_file import now
from pathfinder.cli.private_file import new_file
from pathfinder.cli.terminal import print_page
from pathfinder.errors import MeetingsError, Problem, UsageError, quoted

if TYPE_CHECKING:
    from pathfinder.meetings.lists.reading import Reading
    from pathfinder.model.condition import SupportId
    from pathfinder.model.knowledge_base import KnowledgeBase

PIPE = "-"

Lists = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Lists; - for a pipe.", autocompletion=a_file),
]
Program = Annotated[
    str,
    typer.Option(
        "--program",
        metavar="ID",
        help="Whose list it is, such as aa: its codes are read as that group means them.",
        autocompletion=programs_starting,
    ),
]
Into = Annotated[
    Path,
    typer.Option(
        "--into",
        metavar="FILE",
        help="The file of meetings; a new one, or one to add to.",
        autocompletion=a_file,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone", metavar="NAME", help="The time zone where a list tells none: America/Chicago."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Of which day the list is (default: its file's)."),
]
Plain = Annotated[bool, typer.Option("--plain", help="Plain text.")]


def read(  # noqa: PLR0913 - the options of one command
    files: Lists,
    *,
    program: Program,
    into: Into,
    zone: Zone = None,
    as_of: AsOf = None,
    plain: Plain = False,
    lang: Lang = None,
) -> None:
    """Read each of `files`, lists of the group `program`, into one file of meetings.

    Leave with 1 where a list has rows and no meeting that could be read: it is not taken.
    """
    from pathfinder.meetings.lists.read import LARGEST, ListContext, read_list
    from pathfinder.meetings.places import load_places
    from pathfinder.meetings.store.database import opened
    from pathfinder.meetings.store.feed import Origin
    from pathfinder.meetings.store.writing import put
    from pathfinder.render.terminal.lists_page import read_page

    kb, today = knowledge(lang), now().date()
    group = one_program(kb, program)
    check_zone(zone)
    day = _day(as_of, today)
    places = load_places()
    readings: list[tuple[Origin, Reading]] = []
    for name in files:
        data, changed = _bytes(name, LARGEST, today)
        source = name if name == PIPE else Path(name).name
        reading = read_list(data, ListContext(program=group, where=name, zone=zone or ""), places)
        readings.append((Origin(source=source, listed_on=min(day or changed, today)), reading))
    useful = [each for each in readings if each[1].meetings or not each[1].rows]
    if useful:
        make_store(into)
        with opened(into, writes=True) as db:
            for origin, reading in useful:
                put(db, reading, origin)
    for origin, reading in readings:
        print_page(read_page(kb.interface, origin.source, reading), plain=plain)
    if len(useful) < len(readings):
        raise typer.Exit(1)


def one_program(kb: "KnowledgeBase", word: str) -> "SupportId":
    """Return the one group that `word` names. Raises `UsageError`."""
    named = programs_named(kb, word)
    if len(named) != 1:
        hint = "one group, such as aa; read the lists of another one by themselves"
        raise UsageError([Problem("--program", f"{quoted(word)} is not one group", hint)])
    return named[0]


def check_zone(zone: str | None) -> None:
    """Raise `UsageError` where `zone` was given and is no time zone."""
    from pathfinder.meetings.lists.read import is_zone

    if zone and not is_zone(zone):
        hint = "such as America/Chicago"
        raise UsageError([Problem("--zone", f"{quoted(zone)} is no time zone", hint)])


def make_store(path: Path) -> None:
    """Make a store at `path`, readable by its owner alone, unless there is a file."""
    from pathfinder.meetings.store.database import fill_new

    if not path.exists():
        os.close(new_file(path))
        fill_new(path)


def _day(given: str | None, today: dt.date) -> dt.date | None:
    if given is None:
        return None
    try:
        day = dt.date.fromisoformat(given)
    except ValueError as error:
        hint = f"write it as {today.isoformat()}"
        raise UsageError([Problem("--as-of", f"{quoted(given)} is no date", hint)]) from error
    return day


def _bytes(name: str, most: int, today: dt.date) -> tuple[bytes, dt.date]:
    """Return what is in the file `name` or in the pipe, and of which day it is."""
    try:
        if name == PIPE:
            data, day = sys.stdin.buffer.read(most + 1), today
        else:
            with Path(name).open("rb") as file:
                data = file.read(most + 1)
                day = dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC).date()
    except OSError as error:
        raise MeetingsError([Problem(name, f"can't be read: {error.strerror}")]) from error
    if len(data) > most:
        raise MeetingsError([Problem(name, f"is larger than {most // 1024 // 1024} MB")])
    return data, day
