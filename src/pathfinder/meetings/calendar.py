"""Meetings as a calendar file (RFC 5545) with the time zones written out, by icalendar.

A list of `RDATE` values on one line is right, and read by many programs; npm's ical.js, the engine of
Thunderbird, takes its first value alone, and shows the hour wrong. So each stands on a line of its own.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from pathfinder.model.results.meeting import MeetingShown

MAKER = "-//pathfinder//meetings//EN"
AFTER = dt.timedelta(days=400)
"""So long after the last start the changes of the clock are written out."""
STEP = dt.timedelta(days=1)


def calendar_of(
    meetings: Iterable[MeetingShown], *, title: str, weeks: int, now: dt.datetime
) -> str:
    """Return a calendar with `meetings`, each for so many `weeks`, all called `title`.

    It tells no name of a group: others may see the calendar. How to join stands in the text.
    """
    listed = [*meetings]
    calendar = Calendar()
    _add(calendar, prodid=MAKER, version="2.0")
    for zone in dict.fromkeys(meeting.time_zone for meeting in listed):
        starts = [dt.datetime.fromisoformat(m.starts) for m in listed if m.time_zone == zone]
        last = max(starts) + dt.timedelta(weeks=weeks)
        calendar.add_component(zone_written_out(zone, min(starts), last))
    for meeting in listed:
        calendar.add_component(_event(meeting, title, weeks, now))
    return str(calendar.to_ical(), "utf-8")


def _add(part: Component, **properties: object) -> None:
    for name, value in properties.items():
        part.add(name, value)  # pyright: ignore[reportUnknownMemberType]


def _event(meeting: MeetingShown, title: str, weeks: int, now: dt.datetime) -> Event:
    starts = dt.datetime.fromisoformat(meeting.starts).astimezone(ZoneInfo(meeting.time_zone))
    event = Event()
    same = f"{meeting.program} {meeting.name} {starts:%w %H:%M} {meeting.address} {meeting.join}"
    _add(
        event,
        uid=f"{hashlib.sha256(same.encode()).hexdigest()[:32]}@pathfinder.invalid",
        dtstamp=now.replace(microsecond=0),
        dtstart=starts,
        duration=dt.timedelta(minutes=meeting.minutes),
        summary=title,
    )
    _add(event, **{"class": "PRIVATE"})
    if where := ", ".join(filter(None, (meeting.location, meeting.address))):
        _add(event, location=where)
    if told := "\n".join(filter(None, (meeting.join, meeting.dial, meeting.join_note))):
        _add(event, description=told)
    if weeks > 1:
        _add(event, rrule={"freq": "weekly", "count": weeks})
    return event


def zone_written_out(zone: str, first: dt.datetime, last: dt.datetime) -> Timezone:
    """Return the changes of the clock in `zone` from before `first` to well after `last`."""
    timezone = Timezone()
    _add(timezone, tzid=zone)
    for is_summer, changes in _changes(ZoneInfo(zone), first, last + AFTER).items():
        for (before, after, name), starts in changes.items():
            part = TimezoneDaylight() if is_summer else TimezoneStandard()
            _add(part, dtstart=starts[0])
            for start in starts[1:]:
                _add(part, rdate=[start])
            _add(part, tzoffsetfrom=before, tzoffsetto=after, tzname=name)
            timezone.add_component(part)
    return timezone


Offsets = tuple[dt.timedelta, dt.timedelta, str]
"""The difference from UTC before and after a change, and what the time is called after it."""


def _changes(
    zone: ZoneInfo, first: dt.datetime, last: dt.datetime
) -> dict[bool, dict[Offsets, list[dt.datetime]]]:
    """Return when the clock is changed, as it shows before: to standard time, and to summer time.

    The first of all is the time that holds at `first`, as if it had begun the year before.
    """
    found: dict[bool, dict[Offsets, list[dt.datetime]]] = {False: {}, True: {}}
    begin = (first - AFTER).astimezone(dt.UTC)
    offset, is_summer, name = _told(zone, begin)
    found[is_summer][offset, offset, name] = [(begin + offset).replace(tzinfo=None, microsecond=0)]
    for at in _instants(zone, begin, last.astimezone(dt.UTC)):
        before, (offset, is_summer, name) = (
            _told(zone, at - dt.timedelta(seconds=1))[0],
            _told(zone, at),
        )
        starts = found[is_summer].setdefault((before, offset, name), [])
        starts.append((at + before).replace(tzinfo=None))
    return found


def _instants(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the instants between at which the clock of `zone` is changed, to the second."""
    at = begin
    while at < end:
        after = at + STEP
        if _told(zone, at) != _told(zone, after):
            low, high = at, after
            while high - low > dt.timedelta(seconds=1):
                middle = low + (high - low) / 2
                low, high = (
                    (middle, high) if _told(zone, middle) == _told(zone, at) else (low, middle)
                )
            yield high.replace(microsecond=0)
        at = after


def _told(zone: ZoneInfo, at: dt.datetime) -> tuple[dt.timedelta, bool, str]:
    local = at.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), bool(local.dst()), local.tzname() or ""
