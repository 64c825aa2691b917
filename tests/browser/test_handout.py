"""Handouts in a real browser: what they look like on paper, to a screen reader and to a network."""

import functools
import io
import random
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pypdf import PdfReader

from pathfinder import load_knowledge, suggest
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.meetings.beside import with_meetings
from pathfinder.meetings.meeting import Doubt, Meeting
from pathfinder.meetings.search.near import near_of
from pathfinder.meetings.store.database import opened as opened_store
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.results.meeting import Trait
from pathfinder.render.handout.compose import handouts
from pathfinder.render.handout.html import as_html
from pathfinder.render.handout.pagination import MARGIN, MOST_PAGES, WIDTH, blocks, fitting
from pathfinder.render.handout.parts import Handout
from pathfinder.render.trimming import private
from tests.browser.conftest import Opened
from tests.handouts import answers_of, handout_of, hard
from tests.meetings.made import NOON, TODAY, reading_of, store_of

PAPERS = ("A4", "Letter")
PEOPLE = {
    "V02": "wants to drink less",
    "V03": "drinks every day, and shakes",
    "V05": "an overdose, now",
    "V10": "opioids, and out of prison",
    "V12": "opioids, and pregnant",
    "V49": "family",
    "V53": "bereaved",
}
RANDOM = 24
SLACK = 0.2
"""Millimetres by which a browser rounds what is added up."""
BY_INCH = 96 / 25.4

every_language = pytest.mark.parametrize("language", LANGUAGES)
full_or_not = pytest.mark.parametrize("is_full", [False, True], ids=["private", "full"])
every_person = pytest.mark.parametrize("person", [pytest.param(v, id=w) for v, w in PEOPLE.items()])


@functools.cache
def made(language: str, person: str, *, is_full: bool = False) -> Handout:
    """Return the handout of a person of the vignettes, made once."""
    kb = load_knowledge(language)
    return handout_of(kb, answers_of(kb, person), is_full=is_full)


def printed_pages(page: Page, paper: str) -> int:
    return len(PdfReader(io.BytesIO(page.pdf(format=paper))).pages)


@every_language
@full_or_not
def test_with_the_next_meetings_it_still_takes_two_pages(
    opened: Opened, tmp_path: Path, language: str, *, is_full: bool
) -> None:
    kb, place = load_knowledge(language), load_zip_areas().of_zip("43215")
    assert place
    one = Meeting(
        key="", name="A Name of Some Length " * 5, week=0, zone=place.zone, room=True, lat=place.lat,
        lon=place.lon, address="1 Made Up Street, Columbus, OH 43215 " * 3,
        traits=frozenset({Trait.OPEN, Trait.NEWCOMER, Trait.WHEELCHAIR}), doubts=Doubt.NOT_WEEKLY,
    )  # fmt: skip
    week = [msgspec.structs.replace(one, week=hour * 60) for hour in range(0, 168, 12)]
    groups = ("aa", "na", "smart", "lifering", "recovery_coach")
    store = store_of(tmp_path / "made", *(reading_of(week, SupportId(group)) for group in groups))
    said = answers_of(kb, "V02")
    with opened_store(store) as db:
        near = near_of(db, "43215", load_zip_areas(), load_knowledge().interface.faults)
        result = with_meetings(db, suggest(kb, said), said, near, NOON)
    shown = result if is_full else private(result)
    handout = fitting(handouts(kb, shown, is_full=is_full, today=TODAY))
    opened.page.set_content(as_html(handout))
    assert kb.interface.meetings.under in opened.page.inner_text("body")
    for paper in PAPERS:
        assert printed_pages(opened.page, paper) <= MOST_PAGES


@every_language
@every_person
@full_or_not
def test_it_is_printed_on_two_pages_at_most_and_asks_for_nothing(
    opened: Opened, tmp_path: Path, language: str, person: str, *, is_full: bool
) -> None:
    file = tmp_path / "handout.html"
    file.write_text(as_html(made(language, person, is_full=is_full)), encoding="utf-8")
    opened.page.goto(file.as_uri())
    assert all(printed_pages(opened.page, paper) <= MOST_PAGES for paper in PAPERS)
    assert opened.requests == [file.as_uri()]


@every_language
@every_person
def test_axe_finds_nothing_and_nothing_is_wider_than_a_telephone(
    scripted: Page, language: str, person: str
) -> None:
    scripted.set_content(as_html(made(language, person, is_full=True)))
    widths = [320, 1280]
    # Axe looks at each person on both, on a telephone in one language and on a screen in the other.
    looks = widths[(list(PEOPLE).index(person) + LANGUAGES.index(language)) % 2]
    for width in widths:
        scripted.set_viewport_size({"width": width, "height": 900})
        assert scripted.evaluate("document.documentElement.scrollWidth") <= width
        if width == looks:
            found = Axe().run(scripted).response["violations"]
            assert [(rule["id"], rule["nodes"]) for rule in found] == []


@pytest.mark.long
@every_language
def test_the_hardest_answers_and_many_others_are_printed_on_two_pages(
    opened: Opened, language: str
) -> None:
    kb = load_knowledge(language)
    dice = random.Random(20)
    hardest = hard(kb)
    for number, answers in enumerate([*hardest, *(drawn(language, dice) for _ in range(RANDOM))]):
        papers = PAPERS if number < len(hardest) else (PAPERS[number // 2 % 2],)
        handout = handout_of(kb, answers, is_full=bool(number % 2))
        opened.page.set_content(as_html(handout))
        for paper in papers:
            assert printed_pages(opened.page, paper) <= MOST_PAGES, (paper, answers)


def drawn(language: str, dice: random.Random) -> Answers:
    """Return answers to most of the questions, by chance."""
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in load_knowledge(language).questions:
        ids = [option.id for option in question.options if option.id != "none"]
        most = 1 if question.type == "one" else len(ids)
        if dice.random() < 0.8:
            answers[question.id] = tuple(dice.sample(ids, dice.randint(1, most)))
    return answers


HEIGHTS = """() => [...document.querySelectorAll("h1, .entry, .foot, .card")].map(part => {
  const heading = part.previousElementSibling;
  const top = part.matches(".entry") && heading.matches("h2") ? heading : part;
  return part.getBoundingClientRect().bottom - top.getBoundingClientRect().top;
})"""


@every_language
@every_person
@full_or_not
def test_no_part_is_higher_than_was_told(
    opened: Opened, language: str, person: str, *, is_full: bool
) -> None:
    handout = made(language, person, is_full=is_full)
    opened.page.set_viewport_size({"width": int(WIDTH * BY_INCH), "height": 900})
    opened.page.emulate_media(media="print")
    opened.page.set_content(as_html(handout))
    heights = [height / BY_INCH for height in opened.page.evaluate(HEIGHTS)]
    told = [block.height for block in blocks(handout)]
    assert len(heights) == len(told)
    assert all(height <= most + SLACK for height, most in zip(heights, told, strict=True))
    assert f"margin: {MARGIN:g}mm" in as_html(handout)


@every_language
def test_codes_are_large_enough_for_a_telephone(opened: Opened, language: str) -> None:
    opened.page.set_content(as_html(made(language, "V02")))
    opened.page.emulate_media(media="print")
    codes = opened.page.locator(".code").all()
    assert codes
    for code in codes:
        box = code.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) / BY_INCH >= 20
        assert code.get_attribute("aria-label")
