"""When a meeting meets next, by our arithmetic and by a reader of calendars."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from pathfinder.meetings.meeting import DAY, WEEK
from pathfinder.meetings.search.occurrence import next_start, tonight, week_minute

ZONES = ("America/New_York", "America/Phoenix", "America/Anchorage", "America/Puerto_Rico")
CHANGES = (dt.date(2026, 3, 8), dt.date(2026, 11, 1))
"""The days on which the clock is changed in most of the United States, at two at night."""
CLOCK = (0, 30, 60, 90, 119, 120, 150, 179, 180, 240, 12 * 60, 19 * 60, 23 * 60 + 30, 23 * 60 + 59)
HOURS = (-49, -25, -2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 23, 25)


def calendars_say(week: int, zone: str, since: dt.datetime) -> dt.datetime:
    """The first start at or after `since` of an event that is repeated every week."""
    there = ZoneInfo(zone)
    first = dt.date(2026, 1, 4) + dt.timedelta(days=week // DAY)  # a Sunday, and the days after it
    event = Event()
    event.add("uid", "made")
    event.add("dtstart", dt.datetime.combine(first, dt.time(*divmod(week % DAY, 60)), there))
    event.add("rrule", {"freq": "weekly"})
    calendar = Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(since, since + dt.timedelta(days=9))
    starts: list[dt.datetime] = sorted(each["DTSTART"].dt.astimezone(dt.UTC) for each in found)
    return next(start for start in starts if start >= since)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_next_start_is_that_of_a_calendar_around_a_change_of_the_clock(
    zone: str, change: dt.date
) -> None:
    midnight = dt.datetime.combine(change, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
    cases = 0
    for hours in HOURS:
        since = midnight + dt.timedelta(hours=hours)
        for minute in CLOCK:
            week = (hours + 49) % 2 * 6 * DAY + minute  # Sundays, and Saturdays before midnight
            start = next_start(week, zone, since).astimezone(dt.UTC)
            assert start == calendars_say(week, zone, since)
            cases += 1
    assert cases * len(ZONES) * len(CHANGES) >= 1600


def test_a_start_is_told_by_the_clock_of_the_meeting() -> None:
    since = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
    start = next_start(5 * DAY + 19 * 60, "America/Chicago", since)
    assert start.isoformat() == "2026-11-27T19:00:00-06:00"


def test_a_meeting_that_begins_now_is_the_next_one() -> None:
    since = dt.datetime(2026, 11, 28, 1, 0, tzinfo=dt.UTC)
    assert next_start(5 * DAY + 19 * 60, "America/Chicago", since) == since
    later = next_start(5 * DAY + 19 * 60, "America/Chicago", since + dt.timedelta(seconds=1))
    assert later == since + dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        pytest.param("2026-11-27T19:00-05:00", "2026-11-28T04:00-05:00", id="evening"),
        pytest.param("2026-11-28T03:59-05:00", "2026-11-28T04:00-05:00", id="night"),
        pytest.param("2026-11-28T04:00-05:00", "2026-11-29T04:00-05:00", id="morning"),
        pytest.param("2026-10-31T22:00-04:00", "2026-11-01T04:00-05:00", id="clock-goes-back"),
        pytest.param("2026-03-07T22:00-05:00", "2026-03-08T04:00-04:00", id="clock-goes-on"),
    ],
)
def test_tonight_lasts_until_four_by_the_clock_of_the_meeting(now: str, ends: str) -> None:
    night = tonight("America/New_York", dt.datetime.fromisoformat(now))
    assert night == dt.datetime.fromisoformat(ends)


def test_tonight_ends_at_another_instant_in_another_zone() -> None:
    now = dt.datetime(2026, 11, 28, 0, 0, tzinfo=dt.UTC)
    assert tonight("America/Los_Angeles", now) - tonight("America/New_York", now) == dt.timedelta(
        hours=3
    )


def test_a_week_begins_on_sunday_at_midnight() -> None:
    sunday = dt.datetime(2026, 11, 29, 5, 0, tzinfo=dt.UTC)
    assert week_minute(sunday, "America/New_York") == 0
    assert week_minute(sunday - dt.timedelta(minutes=1), "America/New_York") == WEEK - 1
