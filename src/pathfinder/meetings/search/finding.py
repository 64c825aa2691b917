"""The next meetings that a person can get to; where there are too few, farther, later, online."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from pathfinder.meetings.search.asked import FARTHEST, Asked, Span
from pathfinder.meetings.search.near import Near
from pathfinder.meetings.search.query import Hit, in_rooms, online
from pathfinder.model.results.meetings_found import Step

SAME = (
    "SELECT program, lower(name), lower(address), joining FROM meeting"
    " JOIN feed ON feed.id = feed WHERE meeting.id = ?"
)
"""What two meetings at one time have in common that are the same in two lists."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. `miles`: how far it was searched; `went`: what was not asked for.

    `beside`: meetings online, beside those with a door.
    """

    hits: tuple[Hit, ...]
    beside: tuple[Hit, ...]
    miles: float | None
    went: tuple[Step, ...]


def find(db: sqlite3.Connection, near: Near, asked: Asked, now: dt.datetime) -> Found:
    """Return the next `asked.top` meetings, and where the search for them had to go."""
    joined = _online(db, near, asked, now) if asked.online else ()
    if near.is_online or not asked.room:
        return Found(hits=(), beside=joined, miles=None, went=())
    hits, first = dict[int, Hit](), tuple[Hit, ...]()
    reached, steps = asked.within, list[Step]()
    for step, wider in _steps(near, asked):
        for hit in in_rooms(db, near, wider, now):
            hits.setdefault(hit.id, hit)
        first = distinct(db, hits.values(), asked.top)
        reached = max(reached, wider.within)
        if step and step not in steps:
            steps.append(step)
        if len(first) >= asked.top:
            break
    if len(first) < asked.top and joined:
        steps.append(Step.ONLINE)
    return Found(
        hits=first,
        beside=joined,
        miles=reached,
        went=tuple(steps),
    )


def distinct(db: sqlite3.Connection, hits: Iterable[Hit], most: int) -> tuple[Hit, ...]:
    """Return the first `most` of `hits`; a meeting that is in two lists comes once."""
    seen: dict[tuple[object, ...], Hit] = {}
    for hit in hits:
        seen.setdefault((hit.start, *db.execute(SAME, (hit.id,)).fetchone()), hit)
        if len(seen) == most:
            break
    return tuple(seen.values())


def _online(db: sqlite3.Connection, near: Near, asked: Asked, now: dt.datetime) -> tuple[Hit, ...]:
    """Return the next meetings online; where tonight has too few, those of any day."""
    found = online(db, near, asked, now)
    if len(found) < asked.top and asked.times.span is Span.TONIGHT:
        times = msgspec.structs.replace(asked.times, span=Span.WEEK)
        found = online(db, near, msgspec.structs.replace(asked, times=times), now)
    return distinct(db, found, asked.top)


def _steps(near: Near, asked: Asked) -> Iterator[tuple[Step | None, Asked]]:
    """Yield what to search, from what was asked to what is farthest from it."""
    reaches = [asked.within, *(far for far in FARTHEST if far > asked.within)]
    if near.lat is None:
        reaches = reaches[:1]
    yield None, asked
    for within in reaches[1:]:
        yield Step.FARTHER, msgspec.structs.replace(asked, within=within)
    if asked.times.span is Span.TONIGHT:
        times = msgspec.structs.replace(asked.times, span=Span.TOMORROW)
        for within in reaches:
            yield (
                Step.TOMORROW,
                msgspec.structs.replace(asked, within=within, times=times),
            )
