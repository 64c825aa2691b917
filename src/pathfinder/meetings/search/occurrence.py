"""When a meeting of a week meets next, by the clock of its own time zone."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

from pathfinder.meetings.meeting import DAY, WEEK

SINCE = dt.timedelta(minutes=10)
"""So long after it has begun, one can still come."""
NIGHT_ENDS = dt.time(4)
"""Until then it is still tonight."""

zone_of = cache(ZoneInfo)


def next_start(week: int, zone: str, since: dt.datetime) -> dt.datetime:
    """Return the first start at or after the instant `since`, in `zone`, of a meeting at `week`.

    `week`: minutes from Sunday at midnight by the clock there. An hour that the clock skips is
    counted as before the change, and one that comes twice is the first, as calendars do (RFC 5545).
    """
    there = zone_of(zone)
    local = since.astimezone(there)
    day = local.date() - dt.timedelta(days=1)  # a skipped hour can move a start past midnight
    day += dt.timedelta(days=(week // DAY - weekday(day)) % 7)
    while True:
        start = dt.datetime.combine(day, dt.time(*divmod(week % DAY, 60)), there)
        if start.astimezone(dt.UTC) >= since:
            return start.astimezone(dt.UTC).astimezone(there)
        day += dt.timedelta(days=7)


def tonight(zone: str, now: dt.datetime) -> dt.datetime:
    """Return the instant at which the night of `now` ends in `zone`."""
    there = zone_of(zone)
    local = now.astimezone(there)
    day = local.date() + dt.timedelta(days=local.time() >= NIGHT_ENDS)
    return dt.datetime.combine(day, NIGHT_ENDS, there).astimezone(dt.UTC)


def weekday(day: dt.date) -> int:
    """Return the day of the week, 0 for Sunday."""
    return day.isoweekday() % 7


def week_minute(instant: dt.datetime, zone: str) -> int:
    """Return the minute of the week at `instant` by the clock of `zone`."""
    local = instant.astimezone(zone_of(zone))
    return (weekday(local.date()) * DAY + local.hour * 60 + local.minute) % WEEK
