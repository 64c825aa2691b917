"""The next meetings of a store, by SQL: in a box around a place, or online."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, radians
from typing import NamedTuple

from pathfinder.meetings.meeting import BIT_OF, WEEK, bits_of
from pathfinder.meetings.search.asked import A_DAY, A_WEEK, Asked
from pathfinder.meetings.search.near import Near
from pathfinder.meetings.search.occurrence import next_start, week_minute
from pathfinder.meetings.store.schema import SCALE
from pathfinder.meetings.zip_areas import MILES_A_DEGREE, miles
from pathfinder.model.results.meeting import Trait

SLACK = dt.timedelta(minutes=61)
"""By so much a clock may be changed, and a minute more: SQL compares hours on the wall."""
SOON = (dt.timedelta(hours=6), A_DAY, A_WEEK)

ROWS = (
    "SELECT meeting.id, week, coalesce(zone.name, ''), lat, lon, traits FROM meeting"
    " JOIN feed ON feed.id = feed LEFT JOIN zone ON zone.id = zone WHERE"
)

Row = tuple[int, int, str, int | None, int | None, int]


class Hit(NamedTuple):
    """A meeting that was found: its number, when it starts, and how far away it is, if known."""

    id: int
    start: dt.datetime
    miles: float | None
    has_proof: bool


def in_rooms(db: sqlite3.Connection, near: Near, asked: Asked, now: dt.datetime) -> list[Hit]:
    """Return the meetings with a door within reach of `near`, the next first.

    Where only the city of a meeting is known, it is within reach if another one in that city is.
    """
    condition, values = _wanted(asked)
    box, corners = _box(near, asked.within)
    cities = [*near.cities]
    rows: list[Row] = []
    if near.lat is not None:
        rows += db.execute(f"{ROWS} room AND {box} AND {condition}", (*corners, *values))
        cities += [id_ for (id_,) in db.execute(_CITIES.format(box=box), corners)]
    marks = ", ".join("?" * len({*cities}))
    unplaced = f"{ROWS} room AND lat IS NULL AND city IN ({marks}) AND {condition}"
    rows += db.execute(unplaced, (*{*cities}, *values))
    return _sorted(_hits(rows, near, asked, now), asked)


def online(db: sqlite3.Connection, near: Near, asked: Asked, now: dt.datetime) -> list[Hit]:
    """Return meetings online, the next first: `asked.top` or more, where there are so many."""
    condition, values = _wanted(asked)
    nowhere = Near(name=near.name, zone=near.zone)
    zones = db.execute(_ZONES).fetchall()
    begins = {name: asked.times.bounds(name, now)[0] for _, name in zones}
    hits: list[Hit] = []
    for soon in SOON[-1:] if asked.needs_proof else SOON:
        rows: list[Row] = []
        for id_, zone in zones:
            for first, last in _minutes(zone, begins[zone] - SLACK, soon + 2 * SLACK):
                query = f"{ROWS} online AND zone = ? AND week BETWEEN ? AND ? AND {condition}"
                rows += db.execute(query, (id_, first, last, *values))
        hits = [*_hits(rows, nowhere, asked, now)]
        # So long, no zone has one that was not looked at.
        horizon = min(begins.values(), default=now) + soon
        if sum(hit.start < horizon for hit in hits) >= asked.top:
            break
    return _sorted(hits, asked)


_ZONES = (
    "SELECT id, name FROM zone WHERE EXISTS (SELECT 1 FROM meeting WHERE online AND zone = zone.id)"
)
_CITIES = "SELECT DISTINCT city FROM meeting WHERE room AND {box} AND city"


def _box(near: Near, within: float) -> tuple[str, tuple[int, ...]]:
    """Return the condition that a meeting is in a box around `near`, and its corners."""
    if near.lat is None or near.lon is None:
        return "0", ()
    high = within / MILES_A_DEGREE * 1.01
    wide = high / max(cos(radians(abs(near.lat) + high)), 0.01)
    bounds = (near.lat - high, near.lat + high, near.lon - wide, near.lon + wide)
    return (
        "lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        tuple(round(bound * SCALE) for bound in bounds),
    )


def _wanted(asked: Asked) -> tuple[str, tuple[str | int, ...]]:
    """Return the condition on the group and the traits of a meeting, and its values."""
    wished, barred = bits_of(asked.wishes), bits_of(asked.bars)
    programs = ", ".join("?" * len(asked.programs))
    of_them = f"AND program IN ({programs})" if asked.programs else ""
    return f"traits & ? = ? AND traits & ? = 0 {of_them}", (
        wished,
        wished,
        barred,
        *asked.programs,
    )


def _minutes(zone: str, since: dt.datetime, length: dt.timedelta) -> Iterator[tuple[int, int]]:
    """Yield the minutes of the week in `zone` that lie within `length` of `since`: one span or two."""
    if length >= A_WEEK:
        yield 0, WEEK - 1
        return
    first = week_minute(since, zone)
    last = first + length // dt.timedelta(minutes=1)
    yield first, min(last, WEEK - 1)
    if last >= WEEK:
        yield 0, last - WEEK


def _hits(rows: Iterable[Row], near: Near, asked: Asked, now: dt.datetime) -> Iterator[Hit]:
    """Yield those of `rows` that begin when it is asked and are as near as it is asked."""
    bounds, start_of = cache(asked.times.bounds), cache(next_start)
    proof = BIT_OF[Trait.PROOF]
    for id_, week, named, lat, lon, traits in rows:
        zone = named or near.zone
        if not zone or not asked.times.holds(week):
            continue
        since, until = bounds(zone, now)
        start = start_of(week, zone, since)
        if start >= until:
            continue
        away = _away(near, lat, lon)
        if away is not None and away > asked.within:
            continue
        yield Hit(id_, start, away, bool(traits & proof))


def _away(near: Near, lat: int | None, lon: int | None) -> float | None:
    """Return how many miles it is from `near` to a meeting, where both places are known."""
    if near.lat is None or near.lon is None or lat is None or lon is None:
        return None
    return miles(near.lat, near.lon, lat / SCALE, lon / SCALE)


def _sorted(hits: Iterable[Hit], asked: Asked) -> list[Hit]:
    def order(hit: Hit) -> tuple[bool, dt.datetime, float, int]:
        far = hit.miles if hit.miles is not None else asked.within
        # In the hour that comes twice, Python holds equal instants of two zones for unequal.
        start = hit.start.astimezone(dt.UTC)
        return asked.needs_proof and not hit.has_proof, start, far, hit.id

    return sorted(hits, key=order)
