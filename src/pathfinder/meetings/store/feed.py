"""The lists in a store: which, of when they are, and what became of their rows."""

import datetime as dt
import json
import sqlite3

import msgspec

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
