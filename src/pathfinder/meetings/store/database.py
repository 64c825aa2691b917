"""A store of meetings: a file that a person names, with facts about places and nobody's answers."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from pathfinder.errors import MeetingsError, Problem
from pathfinder.meetings.store.schema import APPLICATION, TABLES, VERSION


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
