"""Meetings in lines: one in a few, or a line each below what is suggested."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pathfinder.model.interface import Interface
from pathfinder.model.results.meeting import Attendance, MeetingShown
from pathfinder.render.meeting_text import all_listed, said_of, start_of, told, when_of, where_of
from pathfinder.render.terminal.page import PageLine, Part


def meeting_lines(
    words: Interface, meeting: MeetingShown, *, today: dt.date, zone: str | None, group: str
) -> Iterator[PageLine]:
    """Yield the lines of one meeting of `group`; where it is online, by the clock of `zone`."""
    starts = start_of(meeting, zone)
    mark = f" {starts:%Z}" if meeting.attendance is Attendance.ONLINE else ""
    named = f"{when_of(words, starts, today)}{mark}: {meeting.name}"
    yield PageLine(Part.NAME, f"{named} ({group})" if group else named)
    if meeting.attendance is not Attendance.ONLINE and (where := where_of(meeting)):
        yield PageLine(Part.TEXT, where, indent=1)
    yield PageLine(Part.TEXT, said_of(words, meeting), indent=1)
    yield from join_lines(words, meeting)


def join_lines(words: Interface, meeting: MeetingShown) -> Iterator[PageLine]:
    """Yield how to join `meeting`, and where to read more of it."""
    said = words.meetings
    note = f" ({meeting.join_note})" if meeting.join_note else ""
    if meeting.join:
        yield PageLine(Part.CONTACT, f"{meeting.join}{note}", f"{said.join}: ", indent=1)
    if meeting.dial:
        added = "" if meeting.join else note
        yield PageLine(Part.CONTACT, f"{meeting.dial}{added}", f"{said.dial}: ", indent=1)
    if meeting.link:
        yield PageLine(Part.CONTACT, meeting.link, f"{said.link}: ", indent=1)


def when_lines(
    words: Interface, meetings: Sequence[MeetingShown], *, today: dt.date, indent: int
) -> Iterator[PageLine]:
    """Yield when and where `meetings`, of which there is one, are, and of when their list is."""
    yield PageLine(Part.LABEL, "", f"{words.meetings.under}:", indent=indent)
    for meeting in meetings:
        yield PageLine(Part.POINT, told(words, meeting), indent=indent + 1)
    yield PageLine(Part.QUIET, all_listed(words, meetings, today), indent=indent)
