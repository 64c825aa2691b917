"""A store of meetings: a file for its owner alone, read without being changed, and never trusted."""

import datetime as dt
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from pathfinder import load_knowledge
from pathfinder.errors import MeetingsError, UsageError
from pathfinder.meetings.meeting import BIT_OF, Doubt, Meeting
from pathfinder.meetings.search.asked import Asked
from pathfinder.meetings.search.finding import find
from pathfinder.meetings.search.near import Near, near_of
from pathfinder.meetings.showing import shown
from pathfinder.meetings.store.database import opened
from pathfinder.meetings.store.feed import feeds
from pathfinder.meetings.store.schema import APPLICATION
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.results.meeting import Attendance, Trait
from tests.conftest import Run
from tests.meetings.made import AA, NA, NOON, reading_of, store_of

ZIP_AREAS = load_zip_areas()
FAULTS = load_knowledge().interface.faults
ONE = Meeting(
    key="1",
    name="Evening Group",
    week=5 * 24 * 60 + 19 * 60,
    zone="America/New_York",
    room=True,
    lat=39.96,
    lon=-83.0,
    location="A hall",
    address="12 Made Up St, Columbus, OH 43215",
    city="Columbus",
    state="OH",
    link="https://example.org/evening",
    traits=frozenset({Trait.OPEN, Trait.WOMEN}),
    codes=("O", "W"),
    doubts=Doubt.NO_END | Doubt.NOT_WEEKLY,
)
TABLE = "name,day,time,zone,address,city,state\nA,1,19:00,America/New_York,1 A St,Columbus,OH\n"


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", reading_of([ONE]))
    with opened(store) as db:
        near = near_of(db, "43215", ZIP_AREAS, FAULTS)
        (meeting,) = shown(db, find(db, near, Asked(), NOON).hits)
    assert meeting.name == "Evening Group"
    assert meeting.starts == "2026-11-27T19:00-05:00"
    assert (meeting.location, meeting.address) == (ONE.location, ONE.address)
    assert meeting.traits == (Trait.WOMEN, Trait.OPEN)
    assert meeting.attendance is Attendance.IN_PERSON
    assert meeting.maybe_not_weekly
    assert not meeting.length_known
    assert meeting.miles is not None
    assert meeting.miles < 2
    assert meeting.listed_on == "2026-11-27"


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the mode says nothing")
def test_a_store_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "made.meetings"
    before = os.umask(0)
    try:
        assert (
            run("meetings", "read", "-", "--program", "aa", "--into", str(store), stdin=TABLE).code
            == 0
        )
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["made.meetings"]


def test_a_store_tells_other_programs_what_it_is(tmp_path: Path) -> None:
    store = store_of(tmp_path / "store")
    assert store.read_bytes()[68:72] == APPLICATION.to_bytes(4, "big")
    assert store.read_bytes()[60:64] == (1).to_bytes(4, "big")


def test_a_question_can_not_change_a_store(tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", reading_of([ONE]))
    before = store.read_bytes()
    with pytest.raises(MeetingsError, match="readonly"), opened(store) as db:
        db.execute("DELETE FROM meeting")
    assert store.read_bytes() == before


def test_what_fails_halfway_changes_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", reading_of([ONE]))

    def stopped() -> None:
        with opened(store, writes=True) as db:
            db.execute("DELETE FROM meeting")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    with opened(store) as db:
        assert [feed.kept for feed in feeds(db)] == [1]


def test_a_list_that_is_read_again_takes_the_place_of_itself_alone(tmp_path: Path) -> None:
    other = Meeting(key="2", name="Other", week=0, online=True, join="https://example.org/2")
    store = store_of(tmp_path / "store", reading_of([ONE, other]), reading_of([other], NA))
    from pathfinder.meetings.store.feed import Origin
    from pathfinder.meetings.store.writing import put

    with opened(store, writes=True) as db:
        put(db, reading_of([other]), Origin(source="made.json", listed_on=dt.date(2026, 11, 28)))
    with opened(store) as db:
        assert [(feed.program, feed.kept) for feed in feeds(db)] == [(AA, 1), (NA, 1)]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        pytest.param(b"name,day,time\n" * 100, "can't be used: file is not a database", id="text"),
        pytest.param(b"", "is no file of meetings", id="empty"),
    ],
)
def test_what_is_no_store_is_told(tmp_path: Path, made: bytes, message: str) -> None:
    path = tmp_path / "store"
    path.write_bytes(made)
    with pytest.raises(MeetingsError, match=message), opened(path):
        pass
    assert path.read_bytes() == made


def test_another_database_and_another_version_are_told(tmp_path: Path) -> None:
    other, newer = tmp_path / "other", store_of(tmp_path / "newer")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE meeting (id)")
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 2")
    with pytest.raises(MeetingsError, match="is no file of meetings"), opened(other):
        pass
    with pytest.raises(MeetingsError, match="another version, 2"), opened(newer):
        pass
    with pytest.raises(MeetingsError, match="there is no such file"), opened(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()


def test_a_store_that_is_broken_is_told(run: Run, tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", reading_of([ONE] * 400))
    whole = bytearray(store.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    store.write_bytes(whole)
    code, out, err = run("meetings", "next", "--meetings", str(store), "--near", "43215")
    assert (code, out) == (1, "")
    assert "can't be used" in err


def test_what_a_stranger_put_into_a_store_is_made_plain_again(tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", reading_of([ONE]))
    with sqlite3.connect(store) as db:
        db.execute(
            "UPDATE meeting SET name = ?, joining = ?, dial = ?, link = ?",
            ("\x1b[2J<b>Free</b>", "javascript:alert(1)", "\x07555", "file:///etc/passwd"),
        )
    with opened(store) as db:
        near = near_of(db, "43215", ZIP_AREAS, FAULTS)
        (meeting,) = shown(db, find(db, near, Asked(), NOON).hits)
    assert meeting.name == "[2J Free"
    assert (meeting.join, meeting.dial, meeting.link) == (None, "555", None)


def test_the_bits_of_the_traits_stay_as_they_are() -> None:
    order = "women men newcomer lgbtq young wheelchair spanish asl proof secular open closed"
    assert [trait.value for trait in BIT_OF] == order.split()
    assert [*BIT_OF.values()] == [1 << i for i in range(12)]


def test_a_city_is_found_as_its_list_writes_it(tmp_path: Path) -> None:
    far = Meeting(key="2", name="Far", week=0, zone="America/Chicago", room=True, lat=36.3,
                  lon=-86.6, city="Columbus", state="TN", address="1 A St")  # fmt: skip
    store = store_of(tmp_path / "store", reading_of([ONE, far]))
    with opened(store) as db:
        near = near_of(db, " columbus,  oh ", ZIP_AREAS, FAULTS)
        assert (near.name, near.zone) == ("Columbus, OH", "America/New_York")
        assert (near.lat, near.lon) == (39.96, -83.0)
        with pytest.raises(UsageError, match="more than one city; Columbus, OH; Columbus, TN"):
            near_of(db, "COLUMBUS", ZIP_AREAS, FAULTS)
        with pytest.raises(UsageError, match='did you mean "Columbus, OH"'):
            near_of(db, "Colombus, OH", ZIP_AREAS, FAULTS)
        with pytest.raises(UsageError, match="no ZIP area"):
            near_of(db, "00000", ZIP_AREAS, FAULTS)
        assert near_of(db, "Online", ZIP_AREAS, FAULTS) == Near(name="online", is_online=True)
        assert near_of(db, "43215-1234", ZIP_AREAS, FAULTS).name == "43215"
