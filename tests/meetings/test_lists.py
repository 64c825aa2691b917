"""Lists of meetings are read in whichever form they are, and no good row is lost for a bad one."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.errors import MeetingsError
from pathfinder.meetings.lists.cleaning import is_maybe_not_weekly, plain
from pathfinder.meetings.lists.read import ListContext, read_list
from pathfinder.meetings.lists.reading import Bad, ListFormat, Odd, Reading
from pathfinder.meetings.meeting import DAY, Doubt, Meeting
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Attendance, Trait

AA, NA = SupportId("aa"), SupportId("na")
ZIP_AREAS = load_zip_areas()

ROOM: Mapping[str, Any] = {
    "slug": "room",
    "name": "Evening Group",
    "day": 2,
    "time": "19:00",
    "end_time": "20:15",
    "timezone": "America/New_York",
    "types": ["O", "W", "QQ"],
    "formatted_address": "12 Made Up St, Columbus, OH 43215, USA",
    "latitude": 39.96,
    "longitude": -83.0,
    "location": "A hall",
}
SERVED: Mapping[str, Any] = {
    "id_bigint": "7",
    "weekday_tinyint": "1",
    "start_time": "18:30:00",
    "duration_time": "01:30:00",
    "formats": "O,WC,ZZ",
    "latitude": "39.96",
    "longitude": "-83.0",
    "meeting_name": "Morning Group",
    "location_street": "12 Made Up St",
    "location_municipality": "Columbus",
    "location_province": "OH",
}
FORMATS = [
    {"key_string": "O", "world_id": "OPEN", "name_string": "Open", "lang": "en"},
    {"key_string": "WC", "world_id": "WCHR", "name_string": "Wheelchair", "lang": "en"},
    {"key_string": "ES", "world_id": "LANG", "name_string": "Espanol", "lang": "en"},
    {"key_string": "FR", "world_id": "LANG", "name_string": "French", "lang": "en"},
    {"key_string": "VM", "world_id": "VM", "name_string": "Virtual", "lang": "en"},
    {"key_string": "TC", "world_id": "TC", "name_string": "Closed for now", "lang": "en"},
]


def read(text: str | bytes, program: SupportId = AA, zone: str = "") -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read_list(data, ListContext(program=program, where="made", zone=zone), ZIP_AREAS)


def guide(*rows: object, program: SupportId = AA) -> Reading:
    return read(json.dumps([*rows]), program)


def one(**changed: object) -> Meeting:
    (meeting,) = guide({**ROOM, **changed}).meetings
    return meeting


def served(**changed: object) -> Meeting:
    text = json.dumps({"meetings": [{**SERVED, **changed}], "formats": FORMATS})
    (meeting,) = read(text, NA).meetings
    return meeting


def test_a_row_of_meeting_guide_is_read_whole() -> None:
    meeting = one()
    assert (meeting.week, meeting.minutes) == (2 * DAY + 19 * 60, 75)
    assert meeting.zone == "America/New_York"
    assert meeting.attendance is Attendance.IN_PERSON
    assert (meeting.city, meeting.state) == ("Columbus", "OH")
    assert meeting.traits == {Trait.OPEN, Trait.WOMEN}
    assert meeting.codes == ("O", "W", "QQ")
    assert meeting.doubts == Doubt(0)


def test_a_row_of_bmlt_is_read_whole_and_its_day_1_is_sunday() -> None:
    meeting = served()
    assert (meeting.week, meeting.minutes) == (18 * 60 + 30, 90)
    assert meeting.zone == "America/New_York"
    assert meeting.attendance is Attendance.IN_PERSON
    assert meeting.traits == {Trait.OPEN, Trait.WHEELCHAIR}
    assert meeting.codes == ("O", "WC", "ZZ")
    assert meeting.doubts == Doubt.GUESSED_ZONE


@pytest.mark.parametrize(
    ("day", "days"),
    [
        pytest.param(0, [0], id="sunday"),
        pytest.param("0", [0], id="text"),
        pytest.param(7, [0], id="7-is-sunday-too"),
        pytest.param("Friday", [5], id="name"),
        pytest.param([1, "3", "Fri"], [1, 3, 5], id="list"),
    ],
)
def test_a_day_is_a_number_from_sunday_a_name_or_a_list(day: object, days: list[int]) -> None:
    reading = guide({**ROOM, "day": day})
    assert [meeting.week // DAY for meeting in reading.meetings] == days
    assert reading.rows == 1


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"day": None}, Bad.NO_DAY_OR_TIME, id="by-appointment"),
        pytest.param({"day": ""}, Bad.NO_DAY_OR_TIME, id="empty-day"),
        pytest.param({"time": ""}, Bad.NO_DAY_OR_TIME, id="no-time"),
        pytest.param({"day": 9}, Bad.BAD_DAY, id="day-9"),
        pytest.param({"day": True}, Bad.BAD_DAY, id="day-true"),
        pytest.param({"day": {"a": 1}}, Bad.BAD_DAY, id="day-mapping"),
        pytest.param({"time": "25:00"}, Bad.BAD_TIME, id="hour-25"),
        pytest.param({"time": "13:00 pm"}, Bad.BAD_TIME, id="13-pm"),
        pytest.param({"time": "noonish"}, Bad.BAD_TIME, id="words"),
        pytest.param({"time": 1900}, Bad.BAD_TIME, id="number"),
        pytest.param({"archived": True}, Bad.ENDED, id="archived"),
    ],
)
def test_a_bad_row_is_counted_by_kind_and_takes_no_other_with_it(
    changed: Mapping[str, object], kind: Bad
) -> None:
    reading = guide(ROOM, {**ROOM, "slug": "bad", **changed}, {**ROOM, "slug": "after"})
    assert len(reading.meetings) == 2
    assert reading.left_out == {kind: 1}
    assert reading.rows == 3


@pytest.mark.parametrize("bad", [None, 3, "text", [], [ROOM]], ids=repr)
def test_what_is_no_row_is_counted(bad: object) -> None:
    reading = guide(ROOM, bad)
    assert len(reading.meetings) == 1
    assert reading.left_out == {Bad.NOT_A_ROW: 1}


def test_a_row_that_is_there_twice_comes_once() -> None:
    reading = guide(ROOM, ROOM)
    assert len(reading.meetings) == 1
    assert reading.left_out == {Bad.TWICE: 1}


@pytest.mark.parametrize("junk", ["\n}", "]]", "\n<!-- a plugin -->", "\0"])
def test_junk_behind_a_list_is_told_and_costs_nothing(junk: str) -> None:
    reading = read(json.dumps([ROOM, {**ROOM, "slug": "b"}]) + junk)
    assert len(reading.meetings) == 2
    assert reading.odd[Odd.JUNK_AROUND] == 1


@pytest.mark.parametrize("broken", ['{"name": "A", ', '{"name": "A" "day": 1},', "{,},"])
def test_a_row_that_can_not_be_read_costs_no_other(broken: str) -> None:
    first, last = json.dumps(ROOM), json.dumps({**ROOM, "slug": "last"})
    reading = read(f"[{first}, {broken} {last}]")
    assert [meeting.key for meeting in reading.meetings] == ["room", "last"]
    assert reading.left_out[Bad.BROKEN] >= 1


def test_a_list_that_was_cut_off_keeps_what_came_before() -> None:
    whole = json.dumps([{**ROOM, "slug": str(number)} for number in range(20)])
    reading = read(whole[:-30])
    assert len(reading.meetings) == 19
    assert reading.left_out == {Bad.BROKEN: 1}


@given(st.data())
def test_no_cut_and_no_letter_in_a_list_makes_it_fail(data: st.DataObject) -> None:
    whole = json.dumps([{**ROOM, "slug": str(number)} for number in range(4)])
    at = data.draw(st.integers(1, len(whole) - 1))
    put = data.draw(st.text(max_size=3))
    reading = read("[" + whole[1:at] + put + whole[at:] if data.draw(st.booleans()) else whole[:at])
    assert len(reading.meetings) <= 5


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*ROOM, "conference_url", "notes", "approximate", "duration"]),
            st.recursive(
                st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
                lambda inner: (
                    st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner)
                ),
                max_leaves=4,
            ),
        ),
        max_size=4,
    )
)
def test_whatever_stands_in_a_row_it_is_a_meeting_or_counted(rows: list[dict[str, Any]]) -> None:
    reading = guide(*rows, ROOM)
    days = len(reading.meetings) + sum(reading.left_out.values())
    assert days >= len(rows) + 1
    assert any(meeting.key == "room" for meeting in reading.meetings)


def test_html_and_letters_that_can_not_be_printed_are_made_plain() -> None:
    name = "Men&amp;#039;s &lt;b&gt;Group&lt;/b&gt;\x1b[31m\u202e  at <i>noon</i>"
    assert one(name=name).name == "Men's Group [31m at noon"
    assert plain("caf\u00e9 \U0001f600") == "caf\u00e9 \U0001f600"


@pytest.mark.parametrize(
    ("changed", "minutes"),
    [
        pytest.param({"end_time": ""}, 60, id="missing"),
        pytest.param({"end_time": "19:00"}, 60, id="at-once"),
        pytest.param({"end_time": "18:00"}, 60, id="before-it-begins"),
        pytest.param({"end_time": "", "duration": 45}, 45, id="duration"),
        pytest.param({"time": "23:30", "end_time": "00:30"}, 60, id="past-midnight"),
    ],
)
def test_an_hour_is_assumed_where_no_end_makes_sense(
    changed: Mapping[str, object], minutes: int
) -> None:
    meeting = one(**changed)
    assert meeting.minutes == minutes
    is_known = bool(changed.get("duration") or changed.get("end_time") == "00:30")
    assert (Doubt.NO_END in meeting.doubts) is not is_known


def test_a_missing_time_zone_is_that_of_the_place() -> None:
    nashville = one(timezone="", latitude=36.16, longitude=-86.78)
    knoxville = one(timezone=None, latitude="35.96", longitude="-83.92")
    assert nashville.zone == "America/Chicago"
    assert knoxville.zone == "America/New_York"
    assert Doubt.GUESSED_ZONE in nashville.doubts & knoxville.doubts


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd", "America", "/", "EST5EDT X"])
def test_a_time_zone_that_there_is_not_is_none(zone: str) -> None:
    assert one(timezone=zone).zone == "America/New_York"


def test_where_nobody_knows_the_time_zone_it_is_the_one_that_was_given() -> None:
    row = {**ROOM, "timezone": "", "latitude": None, "formatted_address": "1 A St, Anytown, OH"}
    text = json.dumps([row])
    (without,), (given_,) = read(text).meetings, read(text, zone="America/Chicago").meetings
    assert (without.zone, given_.zone) == ("", "America/Chicago")
    assert read(text).odd[Odd.NO_ZONE] == 1


def test_missing_coordinates_are_those_of_the_zip_area() -> None:
    meeting = one(latitude=None, longitude=None)
    area = ZIP_AREAS.of_zip("43215")
    assert area
    assert (meeting.lat, meeting.lon) == (area.lat, area.lon)
    assert Doubt.PLACED_BY_ZIP in meeting.doubts


@pytest.mark.parametrize(
    ("lat", "lon"), [(0, 0), (91, 0), ("x", "y"), (float("nan"), 1), (True, 1), ([], {})]
)
def test_coordinates_that_can_not_be_are_none(lat: object, lon: object) -> None:
    meeting = one(latitude=lat, longitude=lon, formatted_address="1 A St, Anytown, OH")
    assert meeting.lat is None


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"approximate": "yes"}, id="said"),
        pytest.param({"approximate": True}, id="said-as-true"),
        pytest.param({"formatted_address": "Columbus, OH, USA"}, id="only-a-city"),
        pytest.param({"formatted_address": "OH, USA"}, id="only-a-state"),
        pytest.param({"formatted_address": "USA"}, id="only-a-country"),
        pytest.param({"formatted_address": ""}, id="nothing"),
        pytest.param(
            {"formatted_address": "", "address": "Online", "city": "Columbus"}, id="online"
        ),
        pytest.param({"types": ["TC"]}, id="closed-for-now"),
    ],
)
def test_what_has_no_door_that_is_open_is_no_room(changed: Mapping[str, object]) -> None:
    assert not one(**changed).room
    assert one(**changed).attendance is Attendance.UNKNOWN


def test_a_meeting_online_needs_a_way_to_join() -> None:
    online = one(formatted_address="", conference_url="https://example.org/j/1")
    assert online.attendance is Attendance.ONLINE
    both = one(conference_url="https://example.org/j/1")
    assert both.attendance is Attendance.HYBRID
    by_phone = one(formatted_address="", conference_phone="+1 (555) 010-0000")
    assert by_phone.attendance is Attendance.ONLINE
    neither = one(formatted_address="", conference_url="javascript:alert(1)", conference_phone="me")
    assert neither.attendance is Attendance.UNKNOWN


def test_one_letter_means_what_the_group_of_the_list_means_by_it() -> None:
    def traits(program: str, *codes: str) -> frozenset[Trait]:
        (meeting,) = guide({**ROOM, "types": [*codes]}, program=SupportId(program)).meetings
        return meeting.traits

    assert traits("aa", "Y") == {Trait.YOUNG}
    assert traits("al_anon", "Y") == frozenset()
    assert traits("adult_children", "Y") == frozenset()
    assert traits("aa", "S") == {Trait.SPANISH}
    assert traits("adult_children", "S") == frozenset()
    assert traits("na", "BEG") == {Trait.NEWCOMER}
    assert traits("aa", "BEG") == frozenset()
    assert traits("some_group", "W", "ES") == {Trait.SPANISH}


def test_a_code_that_is_not_known_stays_and_is_counted() -> None:
    reading = guide(ROOM)
    assert reading.codes == {"QQ": 1}
    assert reading.odd == {Odd.UNKNOWN_CODE: 1}


def test_formats_of_bmlt_are_read_by_what_the_server_says_of_them() -> None:
    assert served(formats="ES").traits == {Trait.SPANISH}
    assert served(formats="FR").traits == frozenset()
    assert served(formats="", lang_enum="es").traits == {Trait.SPANISH}
    (without,) = read(json.dumps([SERVED]), NA).meetings
    assert without.traits == frozenset()
    assert without.codes == ("O", "WC", "ZZ")


def test_where_a_meeting_of_bmlt_is_follows_from_its_formats_and_its_kind() -> None:
    link = {"virtual_meeting_link": "https://example.org/j/1"}
    assert served(**link).attendance is Attendance.HYBRID
    assert served(venue_type="2", **link).attendance is Attendance.ONLINE
    assert served(formats="VM", **link).attendance is Attendance.ONLINE
    assert served(formats="TC").attendance is Attendance.UNKNOWN
    assert served(formats="TC", **link).attendance is Attendance.ONLINE
    assert served(location_street="").attendance is Attendance.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "First Friday of the month", "1st & 3rd Monday", "last Saturday", "Biweekly", "bi-weekly",
        "every other Tuesday", "Meets the last Sunday only", "alternating weeks", "once a month",
        "Primer domingo", "cada dos semanas",
    ],
)  # fmt: skip
def test_words_that_tell_of_other_weeks_are_seen(text: str) -> None:
    assert is_maybe_not_weekly(text)
    assert Doubt.NOT_WEEKLY in one(notes=text).doubts


@pytest.mark.parametrize(
    "text",
    ["Sahara Sunrise 1st Step", "First Things First", "Last Call", "11th Step", "Second Wind"],
)
def test_names_that_only_sound_so_are_not(text: str) -> None:
    assert not is_maybe_not_weekly(text)


SECRETS = {
    "contact_1_name": "Secret Name",
    "contact_1_email": "secret@example.org",
    "contact_1_phone": "555-010-7777",
    "email": "secret@example.org",
    "phone": "555-010-7777",
    "venmo": "@secret",
    "paypal": "secret",
    "square": "$secret",
    "feedback_emails": ["secret@example.org"],
    "notes": "Ask for Secret Name, 555-010-7777",
    "location_notes": "Secret Name has the key",
    "group_notes": "secret@example.org",
    "conference_url_notes": "Email secret@example.org for the passcode",
    "conference_phone_notes": "Secret Name",
    "contact_email_1": "secret@example.org",
    "comments": "Secret Name",
}


def test_nothing_of_a_person_and_no_way_to_pay_is_kept() -> None:
    assert "ecret" not in repr(one(**SECRETS))
    assert "7777" not in repr(one(**SECRETS))
    assert "ecret" not in repr(served(**SECRETS))


def test_what_is_published_for_joining_is_kept() -> None:
    note = one(conference_url_notes="Meeting ID: 123 Passcode: open").join_note
    assert note == "Meeting ID: 123 Passcode: open"


TABLE = """\
Name,Day,Time,End,Zone,Address,City,State,ZIP,For
Noon Group,monday,12:00,13:00,America/New_York,1 A St,Columbus,OH,43215,women; newcomer
Late Group,fri,9:30 pm,,,2 B St,Columbus,OH,43215,

broken,row
"""


def test_a_table_of_our_own_is_read() -> None:
    reading = read(TABLE)
    noon, late = reading.meetings
    assert reading.form is ListFormat.CSV
    assert (noon.week, noon.minutes) == (DAY + 12 * 60, 60)
    assert noon.traits == {Trait.WOMEN, Trait.NEWCOMER}
    assert (late.week, late.zone) == (5 * DAY + 21 * 60 + 30, "America/New_York")
    assert (reading.rows, reading.left_out) == (3, {Bad.BROKEN: 1})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param(" \n", "is empty", id="blank"),
        pytest.param("<!doctype html><p>403", "is a web page", id="page"),
        pytest.param("name,day\nA,1\n", 'has no column "time"', id="no-column"),
        pytest.param("name,day,time,zipcode\n", '"zipcode" is no column', id="unknown-column"),
        pytest.param("name,day,time,day\n", "has a column twice", id="column-twice"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(MeetingsError, match=message):
        read(text)


@pytest.mark.parametrize("text", ["[]", '{"meetings": [], "formats": []}', "[[[[", "{", "[" * 5000])
def test_a_list_without_rows_has_no_meetings(text: str) -> None:
    assert read(text).meetings == ()


def test_an_old_list_in_another_code_is_read() -> None:
    text = json.dumps([{**ROOM, "name": "Caf\u00e9"}], ensure_ascii=False)
    (meeting,) = read(text.encode("cp1252")).meetings
    assert meeting.name == "Caf\u00e9"
    (marked,) = read(b"\xef\xbb\xbf" + text.encode()).meetings
    assert marked.name == "Caf\u00e9"
