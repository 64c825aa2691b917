"""A meeting in words: when it is, where or how to join, and what its list says of it."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from pathfinder.model.interface import Interface
from pathfinder.model.results.meeting import Attendance, MeetingShown

EVENING = 17
"""From this hour on it is tonight, and before it today."""
OLD, TOO_OLD = 30, 90
"""Days after which a list says how old it is, and after which the finders come first."""


def when_of(words: Interface, starts: dt.datetime, today: dt.date | None = None) -> str:
    """Return when a meeting starts, in words: by the date, or as `today` and its night see it."""
    said = words.meetings
    hour, half = starts.hour % 12 or 12, said.am if starts.hour < 12 else said.pm  # noqa: PLR2004
    clock = said.clock.format(hour=hour, minute=f"{starts.minute:02}", half=half)
    day = _near_day(words, starts, today) or _date(words, starts.date())
    return f"{day[:1].upper()}{day[1:]}, {clock}"


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


def listed_of(words: Interface, listed_on: str, days_ago: int) -> str:
    """Return of when a list is, that it may be wrong, and that it is old, where it is."""
    said = words.meetings
    notes = [said.listed.format(date=date_of(words, listed_on))]
    if days_ago > OLD:
        notes.append(said.old.format(days=days_ago))
    return " ".join(notes)


def all_listed(words: Interface, meetings: Iterable[MeetingShown], today: dt.date) -> str:
    """Return the same of the oldest list that `meetings`, of which there is one, come from."""
    oldest = min(meeting.listed_on for meeting in meetings)
    return listed_of(words, oldest, (today - dt.date.fromisoformat(oldest)).days)


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
