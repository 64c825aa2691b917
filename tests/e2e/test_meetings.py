"""`pathfinder meetings` as a person runs it, in both languages, and meetings beside a list."""

import datetime as dt
import json
import sys
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from pathfinder.cli.commands.meetings import next as meetings_next
from pathfinder.cli.options import meeting_options, nearby
from pathfinder.knowledge.checks.feeds import read_feeds
from pathfinder.meetings.pulling import address_of
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.meeting import Trait
from tests.conftest import DATA, Run
from tests.meetings.made import NOON

if sys.platform != "win32":
    from tests.e2e.terminal import Choice, Open, squeezed, walk_until

LIST = """\
name,day,time,end,zone,location,address,city,state,zip,join,notes,for
Friday Group,fri,19:00,20:30,America/New_York,A Hall,1 Made Up St,Columbus,OH,43215,,,open; newcomer
First Group,sat,10:00,,America/New_York,,2 Made Up St,Columbus,OH,43215,,First Saturday,women
Proof Group,sat,11:00,,America/New_York,,3 Made Up St,Columbus,OH,43215,,,proof
Online Group,fri,21:00,,America/New_York,,,,,,https://example.org/j,,open
"""


@pytest.fixture
def store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one list of AA, asked on a Friday at noon."""
    for module in (meetings_next, nearby):
        monkeypatch.setattr(module, "now", lambda: NOON)
    path = tmp_path / "made.meetings"
    done = run(
        "meetings", "read", "-", "--program", "aa", "--into", str(path), "--as-of", "2026-11-20",
        stdin=LIST,
    )  # fmt: skip
    assert done.code == 0
    return path


def next_(run: Run, store: Path, *arguments: str) -> str:
    code, out, err = run("meetings", "next", "--meetings", str(store), *arguments)
    assert (code, err) == (0, "")
    return out


PAGE = """\
NEXT MEETINGS NEAR 43215
There are too few within 10 miles, so this list goes up to 50 miles away. There
are too few tonight, so tomorrow is here too.

Tonight, 7:00 pm: Friday Group (AA)
  A Hall, 1 Made Up St, Columbus, OH 43215
  Less than a mile in a straight line; good for newcomers; anyone may come.

Tomorrow, 10:00 am: First Group (AA)
  2 Made Up St, Columbus, OH 43215
  Less than a mile in a straight line; for women; may not be every week.

Tomorrow, 11:00 am: Proof Group (AA)
  3 Made Up St, Columbus, OH 43215
  Less than a mile in a straight line; the list says someone signs court papers.

MEETINGS ONLINE
Tonight, 9:00 pm EST: Online Group (AA)
  Online; anyone may come.
  Join: https://example.org/j

WHERE EACH GROUP LISTS ITS MEETINGS
AA meeting finder: aa.org/find-aa
Online Intergroup of AA: aa-intergroup.org

Listed as of November 20, 2026. Call or look before you go.
"""


def test_tonight_is_a_page_that_says_where_it_had_to_look(run: Run, store: Path) -> None:
    assert next_(run, store, "--near", "43215", "--tonight") == PAGE


def test_the_page_is_in_spanish_too(run: Run, store: Path) -> None:
    page = " ".join(
        next_(run, store, "--near", "Columbus, OH", "--tonight", "--lang", "es").split()
    )
    assert "PRÓXIMAS REUNIONES CERCA DE COLUMBUS, OH" in page
    assert "Esta noche, 7:00 p.m.: Friday Group (AA)" in page
    assert "puede que no sea cada semana" in page
    assert (
        "Según la lista del 20 de noviembre de 2026. Llame o mire la página del grupo antes de ir."
        in page
    )
    assert "Tonight" not in page


def test_json_follows_its_schema(run: Run, store: Path) -> None:
    schema = json.loads(run("schema", "meetings").out)
    found = json.loads(next_(run, store, "--near", "43215", "--format", "json"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["format"] == "pathfinder.meetings/1"
    assert found["listed"] == {"on": "2026-11-20", "days_ago": 7}
    first, second, _ = found["meetings"]
    assert (first["starts"], first["minutes"]) == ("2026-11-27T19:00-05:00", 90)
    assert (first["length_known"], second["length_known"]) == (True, False)
    assert second["maybe_not_weekly"]
    assert [finder["id"] for finder in found["finders"]] == ["aa_meetings", "aa_online"]


def test_a_calendar_file_is_one_of_the_same_meetings(run: Run, store: Path) -> None:
    text = next_(run, store, "--near", "43215", "--format", "ics", "--weeks", "4")
    calendar = Calendar.from_ical(text)
    starts = [event.start for event in calendar.events]
    assert starts[0] == dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    assert {str(event["SUMMARY"]) for event in calendar.events} == {"Recovery meeting"}
    titled = next_(run, store, "--near", "43215", "--format", "ics", "--title", "Dentist")
    assert "SUMMARY:Dentist" in titled


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        pytest.param(["--day", "sat"], ["First Group", "Proof Group"], id="day"),
        pytest.param(["--from", "18:00", "--to", "22:00"], ["Friday Group"], id="evening"),
        pytest.param(["--from", "22:00", "--to", "02:00"], [], id="night"),
        pytest.param(["--wish", "women"], ["First Group"], id="wish"),
        pytest.param(
            ["--wish", "proof"], ["Proof Group", "Friday Group", "First Group"], id="proof"
        ),
        pytest.param(["--program", "na"], [], id="program"),
        pytest.param(["--program", "AA,na", "--top", "1"], ["Friday Group"], id="programs"),
        pytest.param(["--online"], [], id="online"),
    ],
)
def test_what_is_asked_for_is_what_comes(
    run: Run, store: Path, arguments: list[str], names: list[str]
) -> None:
    text = next_(run, store, "--near", "43215", "--format", "json", *arguments)
    assert [meeting["name"] for meeting in json.loads(text)["meetings"]] == names


def test_who_needs_a_paper_is_told_to_ask(run: Run, store: Path) -> None:
    assert "ask before the meeting" in next_(run, store, "--near", "43215", "--wish", "proof")
    assert "ask before the meeting" not in next_(run, store, "--near", "43215")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(30, "", id="30"),
        pytest.param(31, "This list is 31 days old. Some meetings may have moved", id="31"),
        pytest.param(90, "This list is 90 days old. Some meetings may have moved", id="90"),
        pytest.param(91, "This list is 91 days old. Check the groups' own lists first.", id="91"),
    ],
)
def test_an_old_list_says_how_old_it_is(
    run: Run,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    said: str,
) -> None:
    later = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC) + dt.timedelta(days=days)
    monkeypatch.setattr(meetings_next, "now", lambda: later)
    page = " ".join(next_(run, store, "--near", "43215").split())
    assert said in page
    assert ("days old" in page) is bool(said)
    finders_first = page.index("WHERE EACH GROUP") < page.index("NEXT MEETINGS")
    assert finders_first is (days > 90)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "--near is missing", id="no-place"),
        pytest.param(["--near", "00000"], "no ZIP area", id="no-zip"),
        pytest.param(["--near", "Nowhere"], "no meeting is in", id="no-city"),
        pytest.param(["--near", "43215", "--day", "someday"], "is no day", id="no-day"),
        pytest.param(
            ["--near", "43215", "--day", "sat", "--tonight"], "does not go with", id="both"
        ),
        pytest.param(
            ["--near", "43215", "--from", "7pm"], "is no time; such as 18:00", id="no-time"
        ),
        pytest.param(["--near", "43215", "--wish", "woman"], 'did you mean "women"', id="no-wish"),
        pytest.param(["--near", "43215", "--program", "aaa"], "is not known", id="no-program"),
        pytest.param(
            ["--near", "43215", "--online", "--in-person"], "leaves no meeting", id="neither"
        ),
        pytest.param(["--near", "43215", "--weeks", "2"], "is for a calendar file", id="weeks"),
        pytest.param(["--near", "43215", "--format", "pdf"], "is no format", id="format"),
    ],
)
def test_what_can_not_be_asked_is_told(
    run: Run, store: Path, arguments: list[str], message: str
) -> None:
    code, out, err = run("meetings", "next", "--meetings", str(store), *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_store_is_named_once_by_the_environment(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("meetings", "next", "--near", "43215").code == 2
    monkeypatch.setenv("PATHFINDER_MEETINGS", str(store))
    assert run("meetings", "next", "--near", "43215").code == 0
    assert run("meetings", "check").code == 0


def test_check_counts_what_was_read_and_what_was_not(run: Run, store: Path) -> None:
    rows = [
        {
            "name": "A",
            "day": 1,
            "time": "19:00",
            "types": ["ZZ"],
            "conference_url": "https://a.example/",
        },
        {"name": "B", "day": 9, "time": "19:00"},
        {"name": "C", "time": "19:00"},
    ]
    text = json.dumps(rows) + "}"
    read = run("meetings", "read", "-", "--program", "cma", "--into", str(store), stdin=text)
    assert read.code == 0
    out = " ".join(run("meetings", "check", str(store)).out.split())
    assert "Crystal Meth Anonymous: 1 meetings" in out
    for said in (
        "3 rows, 1 meetings", "a day that does not exist: 1", "no day or no time: 1", "does not belong there: 1",
        "no time zone; read it again with --zone: 1", "ZZ (1)", "The oldest list is", "4 rows, 4 meetings",
    ):  # fmt: skip
        assert said in out, said


def test_a_list_with_no_meeting_is_not_taken(run: Run, store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "formats.json"
    empty.write_text('[{"key_string": "B"}]', "utf-8")
    code, out, _ = run("meetings", "read", str(empty), "--program", "na", "--into", str(store))
    assert code == 1
    assert "1 rows, 0 meetings" in out
    assert "Narcotics" not in run("meetings", "check", str(store)).out


def test_the_table_to_begin_with_can_be_read(run: Run, tmp_path: Path) -> None:
    table, store = tmp_path / "list.csv", tmp_path / "made.meetings"
    assert run("meetings", "new", str(table)).code == 0
    assert run("meetings", "new", str(table)).code == 1
    done = run("meetings", "read", str(table), "--program", "na", "--into", str(store))
    assert "3 rows, 3 meetings" in done.out
    assert "Left out" not in done.out
    assert run("meetings", "new").out == table.read_text("utf-8")


def test_every_known_list_has_a_source_a_date_and_an_address_that_can_be_fetched(
    kb: KnowledgeBase,
) -> None:
    feeds = read_feeds(DATA / "feeds.yaml")
    assert len({feed.id for feed in feeds}) == len(feeds)
    for feed in feeds:
        assert feed.program in {support.id for support in kb.supports}
        assert str(address_of(feed.url)) == feed.url
        assert feed.named_by
        assert dt.date.fromisoformat(feed.as_of) <= dt.date(2026, 11, 27)
        assert feed.answered_on is None or dt.date.fromisoformat(feed.answered_on) >= NOON.date()


SAID = ("--substances", "alcohol", "--goal", "abstinence", "--tried-and-liked", "aa")


def test_suggest_shows_the_next_meetings_of_a_group_that_it_suggests_anyway(
    run: Run, store: Path
) -> None:
    without = json.loads(run("suggest", *SAID, "--format", "json").out)
    beside = ("--meetings", str(store), "--near", "43215")
    with_ = json.loads(run("suggest", *SAID, *beside, "--format", "json").out)
    schema = json.loads(run("schema", "result").out)
    jsonschema.Draft202012Validator(schema).validate(with_)
    whens = {each["id"]: each.pop("when") for each in with_["suggestions"] if "when" in each}
    for step in with_["plan"]["steps"]:
        assert step.pop("when", whens.get(step["id"])) == whens.get(step["id"])
    assert with_ == without
    assert [meeting["name"] for meeting in whens["aa"]] == [
        "Friday Group",
        "Proof Group",
        "Online Group",
    ]
    page = run("suggest", *SAID, *beside, "--top", "all").out
    assert "Friday, November 27, 7:00 pm: Friday Group. A Hall, 1 Made Up St" in " ".join(
        page.split()
    )


def test_suggest_needs_both_a_place_and_a_file(run: Run, store: Path) -> None:
    assert "needs a place" in run("suggest", "--meetings", str(store)).err
    assert "no file of meetings is named" in run("suggest", "--near", "43215").err


def test_a_store_in_the_environment_alone_changes_nothing(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("suggest", *SAID).out
    monkeypatch.setenv("PATHFINDER_MEETINGS", str(store))
    assert run("suggest", *SAID).out == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_the_interview_offers_meetings_only_where_a_file_of_them_is_named(
    terminal: "Open", store: Path
) -> None:
    offer = squeezed("See meetings near you")
    at = walk_until(terminal(plain=True), Choice.NEXT)
    assert offer not in squeezed(at.text)
    at = walk_until(
        terminal(plain=True, environment={"PATHFINDER_MEETINGS": str(store)}), Choice.NEXT
    )
    assert offer in squeezed(at.text)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_the_interview_asks_for_the_place_then_and_keeps_it_nowhere(
    terminal: "Open", store: Path, tmp_path: Path
) -> None:
    said = {"substances": ["alcohol"], "goal": ["abstinence"], "tried_and_liked": ["aa"]}
    before, kept = store.read_bytes(), tmp_path / "said.yaml"
    at = terminal("--save", str(kept), plain=True, environment={"PATHFINDER_MEETINGS": str(store)})
    walk_until(at, Choice.NEXT, said)
    offered = at.text.rpartition("See meetings near you")[0].split()[-1].rstrip(".")
    for place, answered in (("00000", "That place is not in the list"), ("43215", "Friday Group.")):
        at.send(f"{offered}\r")
        assert at.until(squeezed("Enter alone goes back:"))
        at.send(f"{place}\r")
        assert at.until(squeezed(answered))
        assert at.coming() is Choice.NEXT
    at.stop()
    assert store.read_bytes() == before
    assert "43215" not in kept.read_text("utf-8")


def test_wishes_are_the_traits_a_person_may_ask_for() -> None:
    assert {*meeting_options.WISHES} == {trait.value for trait in Trait} - {"closed"}
