"""Meetings that were found, as a page: those with a door, those online, and where to look."""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from pathfinder.model.condition import SupportId
from pathfinder.model.interface import Interface
from pathfinder.model.results.meeting import MeetingShown, Trait
from pathfinder.model.results.meetings_found import Meetings, Step
from pathfinder.render.meeting_text import TOO_OLD, listed_of
from pathfinder.render.terminal.meeting_lines import meeting_lines
from pathfinder.render.terminal.page import GAP, PageLine, Part, contact_lines


def meetings_page(  # noqa: PLR0913 - what one page is made of
    words: Interface,
    found: Meetings,
    *,
    names: Mapping[SupportId, str],
    asked_miles: float,
    needs_proof: bool,
    now: dt.datetime,
) -> Iterator[PageLine]:
    """Yield the page of what was `found` at `now`; `names`: of each group, in short."""
    is_old = found.listed.days_ago > TOO_OLD
    if is_old:
        yield PageLine(Part.ALARM, words.meetings.too_old.format(days=found.listed.days_ago))
        yield GAP
        yield from _finders(words, found)
    if found.miles is not None:
        place = words.meetings.near.format(place=found.near)
        yield from _part(
            words,
            place,
            found.meetings,
            names,
            found.time_zone,
            now,
            _notes(words, found, asked_miles),
        )
    if found.online or found.miles is None:
        yield from _part(
            words,
            words.meetings.online,
            found.online,
            names,
            found.time_zone,
            now,
            [] if found.online else [words.meetings.none_online],
        )
    if not is_old:
        yield from _finders(words, found)
    if needs_proof and any(Trait.PROOF not in m.traits for m in found.meetings + found.online):
        yield PageLine(Part.TEXT, words.meetings.ask_proof)
    days = 0 if is_old else found.listed.days_ago  # how old it is stands at the top already
    yield PageLine(Part.QUIET, listed_of(words, found.listed.on, days))


def _notes(words: Interface, found: Meetings, asked_miles: float) -> list[str]:
    """Return what was not as it was asked for."""
    said, miles = words.meetings, f"{found.miles or 0:g}"
    notes = {
        Step.FARTHER: said.farther.format(asked=f"{asked_miles:g}", miles=miles),
        Step.TOMORROW: said.tomorrow_too,
        Step.ONLINE: said.online_too,
    }
    nothing = said.none_tonight if Step.TOMORROW in found.went else said.none_near
    none = [] if found.meetings else [nothing.format(miles=miles)]
    told = found.went if found.meetings else [s for s in found.went if s is Step.ONLINE]
    return [*none, *(notes[step] for step in told)]


def _part(  # noqa: PLR0913, PLR0917 - the parts of one page
    words: Interface,
    title: str,
    meetings: tuple[MeetingShown, ...],
    names: Mapping[SupportId, str],
    zone: str | None,
    now: dt.datetime,
    notes: list[str],
) -> Iterator[PageLine]:
    yield PageLine(Part.TITLE, title)
    if notes:
        yield PageLine(Part.TEXT, " ".join(notes))
        yield GAP
    for meeting in meetings:
        today = now.astimezone(ZoneInfo(zone or meeting.time_zone)).date()
        group = names.get(meeting.program, meeting.program)
        yield from meeting_lines(words, meeting, today=today, zone=zone, group=group)
        yield GAP


def _finders(words: Interface, found: Meetings) -> Iterator[PageLine]:
    if found.finders:
        yield PageLine(Part.TITLE, words.meetings.finders)
        yield from contact_lines(words, found.finders, indent=0)
        yield GAP
