"""The next meetings by SQL are those that one finds by looking at every row."""

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import pytest

from pathfinder.meetings.meeting import DAY, Meeting
from pathfinder.meetings.search.asked import Asked, Span, Times
from pathfinder.meetings.search.near import Near
from pathfinder.meetings.search.query import in_rooms, online
from pathfinder.meetings.store.database import opened
from pathfinder.meetings.zip_areas import ZipAreas, load_zip_areas, miles
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Trait
from tests.meetings.made import AA, NA, TOWNS, many, reading_of, store_of

Kept = Sequence[tuple[int, SupportId, Meeting]]
QUERIES = 1000


@pytest.fixture(scope="module")
def areas() -> ZipAreas:
    return load_zip_areas()


@pytest.fixture(scope="module")
def kept(areas: ZipAreas) -> Kept:
    chance = random.Random(1)
    groups = [(AA, meeting) for meeting in many(chance, areas, 250)]
    groups += [(NA, meeting) for meeting in many(chance, areas, 150)]
    return [(number, *each) for number, each in enumerate(groups, 1)]


@pytest.fixture(scope="module")
def db(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    readings = [
        reading_of((m for _, p, m in kept if p == program), program) for program in (AA, NA)
    ]
    with opened(store_of(tmp_path_factory.mktemp("made") / "store", *readings)) as connection:
        yield connection


def starts(week: int, zone: str, since: dt.datetime, until: dt.datetime) -> dt.datetime | None:
    """The first start in a span, by trying every day of it."""
    there = ZoneInfo(zone)
    day = since.astimezone(there).date() - dt.timedelta(days=1)
    found = []
    while day <= until.astimezone(there).date() + dt.timedelta(days=1):
        if (day.weekday() + 1) % 7 == week // DAY:
            minute = week % DAY
            at = dt.datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=there)
            if since <= at.astimezone(dt.UTC) < until:
                found.append(at.astimezone(dt.UTC))
        day += dt.timedelta(days=1)
    return min(found, default=None)


def span(times: Times, zone: str, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    since = now - dt.timedelta(minutes=10)
    if times.span is Span.WEEK:
        return since, since + dt.timedelta(days=7)
    night = dt.datetime.combine(now.astimezone(ZoneInfo(zone)).date(), dt.time(4), ZoneInfo(zone))
    if night.astimezone(dt.UTC) <= now:
        next_day = night.date() + dt.timedelta(days=1)
        night = dt.datetime.combine(next_day, dt.time(4), ZoneInfo(zone))
    if times.span is Span.TONIGHT:
        return since, night.astimezone(dt.UTC)
    after = dt.datetime.combine(night.date() + dt.timedelta(days=1), dt.time(4), ZoneInfo(zone))
    return night.astimezone(dt.UTC), after.astimezone(dt.UTC)


def is_wanted(meeting: Meeting, program: SupportId, asked: Asked) -> bool:
    minute, times = meeting.week % DAY, asked.times
    if times.first <= times.last:
        in_time, day = times.first <= minute <= times.last, meeting.week // DAY
    else:  # past midnight it is still the evening before
        in_time = minute >= times.first or minute <= times.last
        day = (meeting.week // DAY - (minute <= times.last)) % 7
    return (
        in_time
        and times.day in {None, day}
        and (not asked.programs or program in asked.programs)
        and asked.wishes <= meeting.traits
        and not asked.bars & meeting.traits
    )


def by_hand(
    kept: Kept, near: Near, asked: Asked, now: dt.datetime, *, is_online: bool
) -> list[tuple[int, dt.datetime]]:
    assert near.lat is not None
    assert near.lon is not None
    away = {
        id_: miles(near.lat, near.lon, m.lat, m.lon)
        for id_, _, m in kept
        if m.room and m.lat is not None and m.lon is not None
    }
    close = {(m.city, m.state) for id_, _, m in kept if in_box(near, asked, m) and id_ in away}
    found = []
    for id_, program, meeting in kept:
        if not is_wanted(meeting, program, asked):
            continue
        if is_online:
            there, far = meeting.online, asked.within
        else:
            far = away.get(id_, asked.within)
            in_city = meeting.lat is None and (meeting.city, meeting.state) in close
            there = meeting.room and (in_city or (id_ in away and far <= asked.within))
        if not there:
            continue
        if start := starts(meeting.week, meeting.zone, *span(asked.times, meeting.zone, now)):
            last = asked.needs_proof and Trait.PROOF not in meeting.traits
            found.append((last, start, far, id_))
    return [(id_, start) for _, start, _, id_ in sorted(found)]


def in_box(near: Near, asked: Asked, meeting: Meeting) -> bool:
    """A city is close where a meeting in it is in the box around the place."""
    import math

    if meeting.lat is None or meeting.lon is None or near.lat is None or near.lon is None:
        return False
    high = asked.within / 69 * 1.01
    wide = high / math.cos(math.radians(abs(near.lat) + high))
    return abs(meeting.lat - near.lat) <= high and abs(meeting.lon - near.lon) <= wide


def random_question(chance: random.Random, areas: ZipAreas) -> tuple[Near, Asked, dt.datetime]:
    area = areas.of_zip(chance.choice(TOWNS))
    assert area
    first, last = chance.choice([(0, DAY - 1), (18 * 60, 22 * 60), (22 * 60, 2 * 60), (0, 0)])
    tonight = chance.choice([*Span])
    asked = Asked(
        times=Times(
            span=tonight,
            day=chance.choice([None, None, chance.randrange(7)]) if tonight is Span.WEEK else None,
            first=first,
            last=last,
        ),
        within=chance.choice([2.0, 10.0, 25.0, 50.0]),
        programs=chance.choice([(), (AA,), (NA,), (AA, NA)]),
        wishes=frozenset(chance.sample([*Trait], chance.choice([0, 0, 1, 2]))),
        bars=frozenset(chance.sample([*Trait], chance.choice([0, 0, 1]))),
        needs_proof=chance.random() < 0.2,
    )
    # Around both changes of the clock in 2026, and through a week without one.
    change = chance.choice(
        [dt.datetime(2026, m, d, tzinfo=dt.UTC) for m, d in ((3, 8), (11, 1), (7, 4))]
    )
    now = change + dt.timedelta(minutes=chance.randrange(-3 * DAY, 3 * DAY))
    return Near(name="", lat=area.lat, lon=area.lon, zone=area.zone), asked, now


@pytest.mark.long
def test_the_next_three_by_sql_are_those_that_looking_at_every_row_finds(
    db: sqlite3.Connection, kept: Kept, areas: ZipAreas
) -> None:
    chance, found_any = random.Random(2), 0
    for _ in range(QUERIES):
        near, asked, now = random_question(chance, areas)
        rooms = [(hit.id, hit.start.astimezone(dt.UTC)) for hit in in_rooms(db, near, asked, now)]
        assert rooms == by_hand(kept, near, asked, now, is_online=False)
        joined = [(hit.id, hit.start.astimezone(dt.UTC)) for hit in online(db, near, asked, now)]
        by_every_row = by_hand(kept, near, asked, now, is_online=True)
        assert joined[:3] == by_every_row[:3]
        found_any += bool(rooms) + bool(joined)
    assert found_any > QUERIES / 2
