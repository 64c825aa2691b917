"""One meeting in a few lines: when, its name, where or how to join, and what its list says."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pathfinder.model.interface import Interface
from pathfinder.model.meeting import Attendance, MeetingShown
from pathfinder.render.page import Line, Part

EVENING = 17
"""From this hour on it is tonight, and before it today."""


def when_of(words: Interface, starts: dt.datetime, today: dt.date | None = None) -> str:
    """Return when a meeting starts, in words: by the date, or as `today` and its night see it."""
    said = words.meetings
    hour, half = starts.hour % 12 or 12, said.am if starts.hour < 12 else said.pm  # noqa: PLR2004
    clock = said.clock.format(hour=hour, minute=f"{starts.minute:02}", half=half)
    day = _near_day(words, starts, today) or _date(words, starts.date())
    return f"{day}, {clock}"


def date_of(words: Interface, iso: str) -> str:
    """Return a date, given as in ISO 8601, in words."""
    day = dt.date.fromisoformat(iso)
    month = words.meetings.months[str(day.month)]
    return words.meetings.day.format(month=month, day=day.day, year=day.year)


def start_of(meeting: MeetingShown, zone: str | None) -> dt.datetime:
    """Return when `meeting` starts: by its own clock, or in `zone` if nobody has to go there."""
    starts = dt.datetime.fromisoformat(meeting.starts)
    named = zone if zone and meeting.attendance is Attendance.ONLINE else meeting.time_zone
    return starts.astimezone(ZoneInfo(named))


def meeting_lines(
    words: Interface, meeting: MeetingShown, *, today: dt.date, zone: str | None, group: str
) -> Iterator[Line]:
    """Yield the lines of one meeting of `group`; where it is online, by the clock of `zone`."""
    starts = start_of(meeting, zone)
    mark = f" {starts:%Z}" if meeting.attendance is Attendance.ONLINE else ""
    named = f"{when_of(words, starts, today)}{mark}: {meeting.name}"
    yield Line(Part.NAME, f"{named} ({group})" if group else named)
    if meeting.attendance is not Attendance.ONLINE and (where := where_of(meeting)):
        yield Line(Part.TEXT, where, indent=1)
    yield Line(Part.TEXT, said_of(words, meeting), indent=1)
    yield from join_lines(words, meeting)


def where_of(meeting: MeetingShown) -> str:
    """Return the door of `meeting`."""
    return ", ".join(filter(None, (meeting.location, meeting.address)))


def said_of(words: Interface, meeting: MeetingShown) -> str:
    """Return how far it is, how one takes part, and what the list says, in one line."""
    said = words.meetings
    is_online = meeting.attendance is Attendance.ONLINE
    traits = [said.traits[trait] for trait in meeting.traits]
    parts = [
        "" if is_online else _way(words, meeting.miles),
        "" if meeting.attendance is Attendance.IN_PERSON else said.attendance[meeting.attendance],
        *traits,
        said.maybe_not_weekly if meeting.maybe_not_weekly else "",
    ]
    text = "; ".join(filter(None, parts))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def join_lines(words: Interface, meeting: MeetingShown) -> Iterator[Line]:
    """Yield how to join `meeting`, and where to read more of it."""
    said = words.meetings
    note = f" ({meeting.join_note})" if meeting.join_note else ""
    if meeting.join:
        yield Line(Part.CONTACT, f"{meeting.join}{note}", f"{said.join}: ", indent=1)
    if meeting.dial:
        added = "" if meeting.join else note
        yield Line(Part.CONTACT, f"{meeting.dial}{added}", f"{said.dial}: ", indent=1)
    if meeting.link:
        yield Line(Part.CONTACT, meeting.link, f"{said.link}: ", indent=1)


def told(words: Interface, meeting: MeetingShown) -> str:
    """Return when and where `meeting` is, what it is called, and what its list says, in one line."""
    starts = start_of(meeting, None)
    is_online = meeting.attendance is Attendance.ONLINE
    when = f"{when_of(words, starts)}{f' {starts:%Z}' if is_online else ''}"
    joined = " ".join(filter(None, (meeting.join or meeting.dial, meeting.join_note)))
    where = joined if is_online else where_of(meeting)
    text = ". ".join(
        part.rstrip(".") for part in (meeting.name, where, said_of(words, meeting)) if part
    )
    return f"{when}: {text}."


def _way(words: Interface, miles: float | None) -> str:
    said = words.meetings
    if miles is None:
        return said.way_unknown
    if miles < 1:
        return said.under_a_mile
    return said.a_mile if round(miles) == 1 else said.miles.format(miles=round(miles))


def _date(words: Interface, day: dt.date) -> str:
    said = words.meetings
    weekday, month = said.weekdays[str(day.isoweekday() % 7)], said.months[str(day.month)]
    return said.date.format(weekday=weekday, month=month, day=day.day)


def _near_day(words: Interface, starts: dt.datetime, today: dt.date | None) -> str:
    said = words.meetings
    if today is None:
        return ""
    if starts.date() == today:
        return said.tonight if starts.hour >= EVENING else said.today
    return said.tomorrow if starts.date() == today + dt.timedelta(days=1) else ""
