"""Where there are too few meetings a search goes farther, then to tomorrow, then online, and says so."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from pathfinder import load_knowledge
from pathfinder.meetings.lists.read import ListContext, read_list
from pathfinder.meetings.meeting import DAY, Meeting
from pathfinder.meetings.search.asked import Asked, Span, Times
from pathfinder.meetings.search.finding import Found, find
from pathfinder.meetings.search.near import near_of
from pathfinder.meetings.showing import shown
from pathfinder.meetings.store.database import opened
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.results.meeting import Trait
from pathfinder.model.results.meetings_found import Step
from tests.meetings.made import AA, NA, NOON, reading_of, store_of

ZIP_AREAS = load_zip_areas()
FAULTS = load_knowledge().interface.faults
FRIDAY, SATURDAY = 5 * DAY, 6 * DAY
MILE = 1 / 69
TONIGHT = Asked(times=Times(span=Span.TONIGHT))


def room(name: str, week: int, miles: float, **changed: object) -> Meeting:
    """A meeting so many miles north of the middle of 43215."""
    place = ZIP_AREAS.of_zip("43215")
    assert place
    made = Meeting(
        key=name, name=name, week=week, zone=place.zone, room=True,
        lat=place.lat + miles * MILE, lon=place.lon, address=f"{name} St", city="Columbus", state="OH",
    )  # fmt: skip
    return msgspec.structs.replace(made, **changed)


def joined(name: str, week: int, zone: str = "America/New_York") -> Meeting:
    return Meeting(
        key=name, name=name, week=week, zone=zone, online=True, join=f"https://example.org/{name}"
    )


class Search:
    """A store of a few meetings, and what is found in it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def __call__(
        self,
        *meetings: Meeting,
        asked: Asked = TONIGHT,
        near: str = "43215",
        now: dt.datetime = NOON,
    ) -> tuple[Found, list[str], list[str]]:
        readings = [reading_of(meetings)]
        store = self._folder / str(len([*self._folder.iterdir()]))
        db: sqlite3.Connection = self._stack.enter_context(opened(store_of(store, *readings)))
        found = find(db, near_of(db, near, ZIP_AREAS, FAULTS), asked, now)
        names, online = ([m.name for m in shown(db, h)] for h in (found.hits, found.beside))
        return found, names, online


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Search]:
    with ExitStack() as stack:
        yield Search(tmp_path, stack)


EVENING = [room(str(n), FRIDAY + 18 * 60 + n, 1) for n in range(4)]


def test_where_there_are_three_nothing_else_is_searched(search: Search) -> None:
    found, names, _ = search(*EVENING, room("far", FRIDAY + 13 * 60, 20))
    assert names == ["0", "1", "2"]
    assert (found.went, found.miles) == ((), 10.0)


def test_too_few_near_by_and_it_goes_farther_but_the_near_ones_stay_first(search: Search) -> None:
    found, names, _ = search(*EVENING[:2], room("far", FRIDAY + 13 * 60, 20))
    assert names == ["0", "1", "far"]
    assert (found.went, found.miles) == ((Step.FARTHER,), 25.0)


def test_then_it_is_tomorrow_and_then_online(search: Search) -> None:
    found, names, online = search(
        *EVENING[:1], room("late", SATURDAY + 9 * 60, 1), joined("j", SATURDAY + 60)
    )
    assert names == ["0", "late"]
    assert online == ["j"]
    assert (found.went, found.miles) == ((Step.FARTHER, Step.TOMORROW, Step.ONLINE), 50.0)


def test_who_asks_for_a_distance_is_not_led_nearer_than_that(search: Search) -> None:
    asked = msgspec.structs.replace(TONIGHT, within=60.0)
    found, names, _ = search(room("far", FRIDAY + 18 * 60, 55), asked=asked)
    assert names == ["far"]
    assert found.miles == 60.0


@pytest.mark.parametrize(
    ("starts", "is_tonight"),
    [
        pytest.param(FRIDAY + 11 * 60 + 50, True, id="ten-minutes-ago"),
        pytest.param(FRIDAY + 11 * 60 + 49, False, id="eleven-minutes-ago"),
        pytest.param(FRIDAY + 23 * 60 + 59, True, id="before-midnight"),
        pytest.param(SATURDAY + 3 * 60 + 59, True, id="before-four"),
        pytest.param(SATURDAY + 4 * 60, False, id="at-four"),
    ],
)
def test_tonight_is_from_ten_minutes_ago_until_four(
    search: Search,
    starts: int,
    is_tonight: bool,  # noqa: FBT001
) -> None:
    _, names, _ = search(
        *EVENING[:3], room("it", starts, 1), asked=msgspec.structs.replace(TONIGHT, top=9)
    )
    found, names, _ = search(room("it", starts, 1))
    assert (Step.TOMORROW in found.went) is True
    in_time = msgspec.structs.replace(TONIGHT, top=1)
    found, names, _ = search(room("it", starts, 1), asked=in_time)
    assert (names == ["it"] and found.went == ()) is is_tonight


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"types": ["TC"]}, id="closed-for-now"),
        pytest.param({"approximate": "yes"}, id="approximate"),
        pytest.param({"formatted_address": "Columbus, OH 43215, USA"}, id="no-street"),
        pytest.param({"day": None}, id="no-day"),
        pytest.param({"time": ""}, id="no-time"),
    ],
)
def test_what_has_no_sure_door_or_hour_is_never_tonight_in_a_room(
    search: Search, row: dict[str, object]
) -> None:
    import json

    whole = {
        "name": "It", "day": 5, "time": "18:00", "latitude": 39.967, "longitude": -83.013,
        "formatted_address": "1 A St, Columbus, OH 43215, USA",
    }  # fmt: skip
    source = ListContext(program=AA, where="made")
    (sure,) = read_list(json.dumps([whole]).encode(), source, ZIP_AREAS).meetings
    assert search(sure)[1] == ["It"]
    reading = read_list(json.dumps([{**whole, **row}]).encode(), source, ZIP_AREAS)
    assert search(*reading.meetings)[1] == []


def test_one_that_is_known_by_its_city_alone_is_found_where_others_of_it_are(
    search: Search,
) -> None:
    somewhere = room("it", FRIDAY + 18 * 60, 0, lat=None, lon=None)
    found, names, _ = search(*EVENING[:1], somewhere)
    assert names == ["0", "it"]
    assert found.hits[1].miles is None
    assert search(somewhere)[1] == []
    assert search(somewhere, near="Columbus, OH")[1] == ["it"]


def test_a_meeting_in_two_lists_comes_once(search: Search) -> None:
    twice = msgspec.structs.replace(EVENING[0], key="again", location="The same hall")
    _, names, _ = search(EVENING[0], twice, EVENING[1], EVENING[2])
    assert names == ["0", "1", "2"]


def test_wishes_have_to_stand_in_the_list_and_proof_only_comes_first(search: Search) -> None:
    women = room("women", FRIDAY + 20 * 60, 1, traits=frozenset({Trait.WOMEN}))
    proof = room("proof", FRIDAY + 21 * 60, 1, traits=frozenset({Trait.PROOF}))
    wish = msgspec.structs.replace(TONIGHT, wishes=frozenset({Trait.WOMEN}))
    assert search(*EVENING, women, asked=wish)[1] == ["women"]
    needs = msgspec.structs.replace(TONIGHT, needs_proof=True)
    assert search(*EVENING, proof, asked=needs)[1] == ["proof", "0", "1"]
    bars = msgspec.structs.replace(TONIGHT, bars=frozenset({Trait.WOMEN}))
    assert search(women, EVENING[0], asked=bars)[1] == ["0"]


def test_online_is_any_hour_in_any_zone_the_next_first(search: Search) -> None:
    found, names, online = search(
        joined("east", FRIDAY + 15 * 60),
        joined("west", FRIDAY + 11 * 60, "America/Los_Angeles"),
        joined("far", 2 * DAY),
        near="online",
    )
    assert (names, found.miles, found.went) == ([], None, ())
    assert online == ["west", "east", "far"]


def test_one_in_the_hour_that_the_clock_skips_is_not_missed(search: Search) -> None:
    now = dt.datetime(2026, 3, 8, 7, 15, tzinfo=dt.UTC)  # 3:15 in New York, where 2:30 is 3:30
    skipped = joined("skipped", 2 * 60 + 30)
    others = [joined(str(hour), hour * 60) for hour in (4, 5, 6)]
    assert search(*others, skipped, near="online", now=now)[2] == ["skipped", "4", "5"]


def test_the_groups_asked_for_are_the_only_ones(search: Search) -> None:
    for programs, names in (((AA,), ["0", "1", "2"]), ((NA,), [])):
        asked = msgspec.structs.replace(TONIGHT, programs=programs)
        assert search(*EVENING, asked=asked)[1] == names
