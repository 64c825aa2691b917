"""A store of meetings: a file that a person names, with facts about places and nobody's answers."""

import datetime as dt
import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import msgspec

from pathfinder.errors import MeetingsError, Problem
from pathfinder.meetings.lists.reading import Reading
from pathfinder.meetings.meeting import Meeting, bits_of
from pathfinder.meetings.store.schema import APPLICATION, SCALE, TABLES, VERSION
from pathfinder.model.condition import SupportId


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was read into a store. `kept`: how many meetings of it are there."""

    id: int
    program: SupportId
    source: str
    form: str
    listed_on: dt.date
    rows: int
    kept: int
    left_out: dict[str, int]
    odd: dict[str, int]
    codes: dict[str, int]
    etag: str
    modified: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a list came from, of which day it is, and by what its host knows this version of it."""

    source: str
    listed_on: dt.date
    etag: str = ""
    modified: str = ""


@contextmanager
def opened(path: Path, *, writes: bool = False) -> Generator[sqlite3.Connection, None, None]:
    """Open the store at `path`, for reading alone unless it `writes`; what was written is then kept.

    Raises `MeetingsError` where there is none, and where a file is no store or a broken one.
    """
    if not path.is_file():
        hint = "`pathfinder meetings read` makes one"
        raise MeetingsError([Problem(str(path), "there is no such file of meetings", hint)])
    uri = f"{path.absolute().as_uri()}?mode={'rw' if writes else 'ro'}"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            _check(db, path)
            with _together(db) if writes else nullcontext():
                yield db
    except sqlite3.Error as error:
        raise MeetingsError([Problem(str(path), f"can't be used: {error}")]) from error


def fill_new(path: Path) -> None:
    """Make the empty file at `path` a store with no meetings. Raises `MeetingsError`."""
    try:
        with closing(sqlite3.connect(path)) as db:
            db.executescript(
                # Nothing is lost if this fails: the file is new.
                f"PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES}"
            )
    except sqlite3.Error as error:
        raise MeetingsError([Problem(str(path), f"can't be used: {error}")]) from error


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


def unchanged(db: sqlite3.Connection, feed: Feed, listed_on: dt.date) -> None:
    """Put down that `feed` is as it was, on the day `listed_on`."""
    db.execute("UPDATE feed SET listed_on = ? WHERE id = ?", (listed_on.isoformat(), feed.id))


def feeds(db: sqlite3.Connection) -> list[Feed]:
    """Return the lists in the store, by group."""
    rows = db.execute(
        "SELECT feed.*, (SELECT count(*) FROM meeting WHERE feed = feed.id) AS kept FROM feed"
        " ORDER BY program, source"
    )
    names = [column[0] for column in rows.description]
    return [_feed(dict(zip(names, row, strict=True))) for row in rows]


def _feed(row: dict[str, object]) -> Feed:
    for name in ("left_out", "odd", "codes"):
        row[name] = json.loads(str(row[name]))
    return msgspec.convert(row, Feed)


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


def _check(db: sqlite3.Connection, path: Path) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        hint = "choose a file that `pathfinder meetings read` made"
        raise MeetingsError([Problem(str(path), "is no file of meetings", hint)])
    if version != VERSION:
        hint = "read the lists again into a new file"
        raise MeetingsError([Problem(str(path), f"is of another version, {version}", hint)])


@contextmanager
def _together(db: sqlite3.Connection) -> Generator[None, None, None]:
    """Keep all that is written within, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
