"""Meetings stand beside a list that is made: none of them moves anything on it."""

import datetime as dt
from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest
from hypothesis import given

from pathfinder import load_knowledge, suggest
from pathfinder.engine import suggest as suggesting
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.meetings.beside import asked_for, with_meetings
from pathfinder.meetings.meeting import DAY, Doubt, Meeting
from pathfinder.meetings.search.near import near_of
from pathfinder.meetings.store.database import opened
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.meeting import Trait
from pathfinder.model.results.result import Result
from pathfinder.render.handout.compose import handouts
from pathfinder.render.handout.pagination import MOST_PAGES, fitting, pages
from pathfinder.render.handout.parts import Handout
from pathfinder.render.trimming import private
from tests.handouts import VIGNETTES, answers_of, hard
from tests.meetings.made import AA, NA, NOON, reading_of, store_of
from tests.properties.strategies import sheets

ZIP_AREAS = load_zip_areas()
FAULTS = load_knowledge().interface.faults


def answers(**said: str) -> Answers:
    return {QuestionId(q): tuple(map(OptionId, o.split(","))) for q, o in said.items()}


def without_meetings(result: Result) -> Result:
    suggestions = tuple(
        msgspec.structs.replace(each, when=msgspec.UNSET) for each in result.suggestions
    )
    plan = result.plan and msgspec.structs.replace(
        result.plan,
        steps=tuple(msgspec.structs.replace(s, when=msgspec.UNSET) for s in result.plan.steps),
    )
    return msgspec.structs.replace(result, suggestions=suggestions, plan=plan)


@pytest.fixture(scope="module")
def store(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every support meets every day, in a room and online."""
    place = ZIP_AREAS.of_zip("43215")
    assert place
    readings = [
        reading_of(
            (
                Meeting(
                    key=f"{n}",
                    name=f"{support.id} {n}",
                    week=n * DAY + 19 * 60,
                    zone=place.zone,
                    room=n < 5,
                    online=n >= 5,
                    lat=place.lat,
                    lon=place.lon,
                    address="1 A St",
                    join="https://example.org/" if n >= 5 else "",
                )
                for n in range(7)
            ),
            support.id,
        )
        for support in kb.supports
    ]
    return store_of(tmp_path_factory.mktemp("all") / "store", *readings)


def test_a_store_changes_nothing_but_when(kb: KnowledgeBase, store: Path) -> None:
    @given(sheets(kb))
    def law(said: Answers) -> None:
        result = suggest(kb, said)
        with opened(store) as db:
            beside = with_meetings(db, result, said, near_of(db, "43215", ZIP_AREAS, FAULTS), NOON)
        assert without_meetings(beside) == result
        assert all(len(each.when or ()) <= 3 for each in beside.suggestions)

    law()


def test_what_ranks_is_given_answers_and_knows_no_meetings() -> None:
    hints = get_type_hints(suggesting.suggest)
    assert {*hints.values()} <= {KnowledgeBase, Answers, Result, *map(hints.get, ("kb", "answers"))}
    source = Path(suggesting.__file__).parent
    assert not [
        p.name for p in source.glob("*.py") if "pathfinder.meetings" in p.read_text("utf-8")
    ]


def test_each_group_that_meets_near_by_has_its_next_three(kb: KnowledgeBase, store: Path) -> None:
    said = answers(
        substances="alcohol", goal="abstinence", tried_and_liked="aa", access="in_person"
    )
    with opened(store) as db:
        beside = with_meetings(
            db, suggest(kb, said), said, near_of(db, "43215", ZIP_AREAS, FAULTS), NOON
        )
    aa = next(each for each in beside.suggestions if each.id == AA)
    assert aa.when
    assert [meeting.name for meeting in aa.when] == ["aa 0", "aa 1", "aa 2"]
    assert {meeting.program for meeting in aa.when} == {AA}
    assert beside.plan
    steps = {step.id: step.when for step in beside.plan.steps}
    assert all(steps[each.id] == each.when for each in beside.suggestions if each.id in steps)


@pytest.mark.parametrize(
    ("said", "bars", "wishes"),
    [
        pytest.param({}, {"women", "men"}, [set()], id="nothing-said"),
        pytest.param({"gender": "woman"}, {"men"}, [set()], id="woman"),
        pytest.param({"gender": "man"}, {"women"}, [set()], id="man"),
        pytest.param({"gender": "nonbinary"}, {"women", "men"}, [set()], id="nonbinary"),
        pytest.param(
            {"gender": "woman", "meeting_wishes": "women_only"},
            {"men"},
            [{"women"}],
            id="women-only",
        ),
        pytest.param(
            {"meeting_wishes": "lgbtq_meetings,young_people"},
            {"women", "men"},
            [{"lgbtq", "young"}, set()],
            id="where-it-can-be",
        ),
        pytest.param({"language": "spanish"}, {"women", "men"}, [{"spanish"}], id="spanish"),
        pytest.param(
            {"meeting_wishes": "medication_friendly"},
            {"women", "men"},
            [set()],
            id="never-inferred",
        ),
    ],
)
def test_answers_wish_and_bar(said: dict[str, str], bars: set[str], wishes: list[set[str]]) -> None:
    ways = asked_for(AA, {AA, NA}, answers(**said))
    assert [{trait.value for trait in asked.bars} for asked in ways] == [bars] * len(wishes)
    assert [{trait.value for trait in asked.wishes} for asked in ways] == wishes


def test_a_court_order_puts_those_first_that_sign_and_leaves_none_out() -> None:
    (asked,) = asked_for(AA, {AA}, answers(justice="ordered_to_attend"))
    assert asked.needs_proof
    assert asked.wishes == frozenset()


def test_who_wants_it_online_is_sent_to_no_room() -> None:
    assert not asked_for(AA, {AA}, answers(access="online"))[0].room
    assert asked_for(AA, {AA}, answers(access="online,in_person"))[0].room


def test_kinds_of_meetings_of_a_group_are_found_in_its_list() -> None:
    (secular,) = asked_for(SupportId("secular_aa"), {AA, NA}, {})
    assert secular.programs == (AA,)
    assert secular.wishes == {Trait.SECULAR}
    (proud,) = asked_for(SupportId("lgbtq_meetings"), {AA, NA}, {})
    assert proud.programs == (AA, NA)
    assert proud.wishes == {Trait.LGBTQ}
    assert asked_for(SupportId("smart"), {AA, NA}, {}) == ()
    assert asked_for(SupportId("secular_aa"), {NA}, {}) == ()


def test_the_next_meetings_are_those_of_this_moment(kb: KnowledgeBase, store: Path) -> None:
    said = answers(substances="alcohol", goal="abstinence", tried_and_liked="aa")
    firsts = []
    for now in (NOON, NOON + dt.timedelta(days=3)):
        with opened(store) as db:
            beside = with_meetings(
                db, suggest(kb, said), said, near_of(db, "43215", ZIP_AREAS, FAULTS), now
            )
        firsts.append(next(e.when for e in beside.suggestions if e.id == AA and e.when)[0].starts)
    assert firsts[0] < firsts[1]


@pytest.fixture(scope="module")
def crowded(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every support meets every hour, and every text is as long as can be."""
    place = ZIP_AREAS.of_zip("43215")
    assert place
    long = Meeting(
        key="", name="Long Name " * 16, week=0, zone=place.zone, room=True, lat=place.lat,
        lon=place.lon, location="A hall of many words " * 4, address="1 Made Up Street, Columbus, OH " * 5,
        traits=frozenset(Trait) - {Trait.MEN, Trait.WOMEN}, doubts=Doubt.NOT_WEEKLY,
    )  # fmt: skip
    readings = [
        reading_of(
            (
                msgspec.structs.replace(long, week=hour * 60, name=f"{hour} {long.name}")
                for hour in range(0, 168, 8)
            ),
            support.id,
        )
        for support in kb.supports
    ]
    path = tmp_path_factory.mktemp("crowded") / "store"
    return store_of(path, *readings, listed_on=dt.date(2026, 1, 1))


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hand_out_with_meetings_takes_no_page_more_and_loses_no_step(
    crowded: Path, language: str
) -> None:
    kb = load_knowledge(language)
    some, has_some = 0, {False: 0, True: 0}
    for said in (*hard(kb), *(answers_of(kb, vignette) for vignette in sorted(VIGNETTES)[::6])):
        plain = suggest(kb, said)
        with opened(crowded) as db:
            result = with_meetings(db, plain, said, near_of(db, "43215", ZIP_AREAS, FAULTS), NOON)
        some += any(step.when for step in (result.plan.steps if result.plan else ()))
        for is_full in has_some:
            shown, bare = (each if is_full else private(each) for each in (result, plain))
            handout = fitting(handouts(kb, shown, is_full=is_full, today=NOON.date()))
            without = fitting(handouts(kb, bare, is_full=is_full))
            assert pages(handout) <= max(MOST_PAGES, pages(without))
            assert coded(handout) == coded(without)
            has_some[is_full] += kb.interface.meetings.under in {
                p.label for s in handout.sections for e in s.entries for p in e.paragraphs
            }
    assert some
    assert all(has_some.values())


def coded(handout: Handout) -> list[str]:
    """Return the names of the steps with a code beside them."""
    return [e.name for section in handout.sections for e in section.entries if e.has_code]


def test_a_hand_out_without_meetings_is_as_it_was(kb: KnowledgeBase) -> None:
    result = suggest(kb, answers(substances="alcohol"))
    for with_day, without in zip(
        handouts(kb, result, is_full=False, today=NOON.date()),
        handouts(kb, result, is_full=False),
        strict=True,
    ):
        assert with_day == without
