"""Writing what was read into a store."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from pathfinder.meetings.lists.reading import Reading
from pathfinder.meetings.meeting import Meeting, bits_of
from pathfinder.meetings.store.feed import Origin
from pathfinder.meetings.store.schema import SCALE


def put(db: sqlite3.Connection, reading: Reading, origin: Origin) -> None:
    """Put what was read into the store in place of what the same source said before."""
    said = (reading.program, origin.source)
    for (old,) in db.execute(
        "SELECT id FROM feed WHERE program = ? AND source = ?", said
    ).fetchall():
        db.execute("DELETE FROM meeting WHERE feed = ?", (old,))
        db.execute("DELETE FROM feed WHERE id = ?", (old,))
    counts = (
        json.dumps({kind.value: count for kind, count in reading.left_out.items()}),
        json.dumps({kind.value: count for kind, count in reading.odd.items()}),
        json.dumps(dict(reading.codes)),
    )
    feed = db.execute(
        "INSERT INTO feed (program, source, form, listed_on, rows, left_out, odd, codes, etag, modified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *said,
            reading.form.value,
            origin.listed_on.isoformat(),
            reading.rows,
            *counts,
            origin.etag,
            origin.modified,
        ),
    ).lastrowid
    zones = _Numbered(db.execute("SELECT id, name FROM zone"))
    cities = _Numbered(db.execute("SELECT id, name, state FROM city"))
    db.executemany(
        f"INSERT INTO meeting VALUES ({', '.join('?' * 20)})",  # noqa: S608 - question marks
        [_row(feed, meeting, zones, cities) for meeting in reading.meetings],
    )
    db.executemany("INSERT INTO zone VALUES (?, ?)", zones.added)
    db.executemany("INSERT INTO city VALUES (?, ?, ?)", cities.added)


class _Numbered:
    """Names with a number each, whatever the size of their letters. `added`: those that are new."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._number_of: dict[tuple[str, ...], int] = {
            self._key(names): id_ for id_, *names in rows
        }
        self._known: dict[tuple[str, ...], int] = {}
        self.added: list[tuple[object, ...]] = []

    def number_of(self, *names: str) -> int:
        """Return the number of `names`; 0 where they are empty."""
        number = self._known.get(names)
        if number is None:
            number = self._known[names] = self._number(names)
        return number

    def _number(self, names: tuple[str, ...]) -> int:
        if not any(names):
            return 0
        key = self._key(names)
        if key not in self._number_of:
            self._number_of[key] = len(self._number_of) + 1
            self.added.append((self._number_of[key], *names))
        return self._number_of[key]

    @staticmethod
    def _key(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name.lower() for name in names)


def _row(
    feed: int | None,
    meeting: Meeting,
    zones: _Numbered,
    cities: _Numbered,
) -> tuple[object, ...]:
    return (
        None,
        feed,
        meeting.name,
        meeting.week,
        meeting.minutes,
        zones.number_of(meeting.zone),
        meeting.room,
        meeting.online,
        None if meeting.lat is None else round(meeting.lat * SCALE),
        None if meeting.lon is None else round(meeting.lon * SCALE),
        meeting.location,
        meeting.address,
        cities.number_of(meeting.city, meeting.state),
        meeting.link,
        meeting.join,
        meeting.dial,
        meeting.join_note,
        bits_of(meeting.traits),
        meeting.doubts.value,
        ",".join(meeting.codes),
    )
