"""Meetings near a person, once a list was shown: the place is asked for then, and never kept."""

from collections.abc import Iterator
from pathlib import Path

import typer

from pathfinder.cli.dialogue.session import Session
from pathfinder.cli.options.meetings_file import now
from pathfinder.cli.options.nearby import Nearby, suggested
from pathfinder.cli.terminal import print_page
from pathfinder.errors import MeetingsError, UsageError
from pathfinder.model.interface import Interface
from pathfinder.model.results.result import Result
from pathfinder.prompts import line
from pathfinder.render.terminal.meeting_lines import when_lines
from pathfinder.render.terminal.page import GAP, PageLine, Part, contact_lines

MOST_GROUPS = 5


def see_meetings(session: Session, store: Path) -> bool:
    """Ask for a place, and show the next meetings of what is suggested; no question comes next."""
    words = session.kb.interface
    near = line(words.meetings.where, session.look)
    if not (near and near.strip()):
        return False
    nearby = Nearby(store, near, now())
    try:
        result = suggested(session.kb, session.answers, nearby)
    except UsageError:
        session.say(words.meetings.no_place)
    except MeetingsError as error:
        session.say(str(error))
    else:
        typer.echo()
        print_page(_page(words, result, nearby), plain=session.look.plain)
    return False


def _page(words: Interface, result: Result, nearby: Nearby) -> Iterator[PageLine]:
    having = [each for each in result.suggestions if each.when]
    if not having:
        yield PageLine(Part.TEXT, words.meetings.none_of_these)
        yield GAP
    for suggestion in having[:MOST_GROUPS]:
        yield PageLine(Part.NAME, suggestion.name)
        today = nearby.now.date()
        yield from when_lines(words, suggestion.when or (), today=today, indent=1)
        yield from contact_lines(words, suggestion.contacts[:1], indent=1)
        yield GAP
