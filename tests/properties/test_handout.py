"""Laws of the handout: what is always on it, what never is, and how many pages it takes."""

import itertools
import random
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pathfinder import load_knowledge, suggest
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.reference import ContactId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown
from pathfinder.model.results.result import Result
from pathfinder.render.handout.compose import handouts
from pathfinder.render.handout.html import as_html
from pathfinder.render.handout.markdown import as_markdown
from pathfinder.render.handout.pagination import MOST_PAGES, fitting, pages
from pathfinder.render.handout.parts import Entry, Handout, Paragraph, Section
from pathfinder.render.trimming import private
from tests.handouts import document_of, handout_from, handout_of, hard, html_text, markdown_text
from tests.properties.crowds import Law, for_many
from tests.properties.strategies import sheets

KNOWLEDGE = {language: load_knowledge(language) for language in LANGUAGES}
ENGLISH = KNOWLEDGE["en"]

NUMBER = re.compile(r"(?<![\d-])(?:1-)?\d{3}-\d{3}-\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{3}(?![\d-])")


def read_html(handout: Handout) -> str:
    return html_text(as_html(handout))


def read_markdown(handout: Handout) -> str:
    return markdown_text(as_markdown(handout))


def tags_of(handout: Handout) -> list[tuple[str, dict[str, str | None]]]:
    return document_of(as_html(handout)).tags


READERS = (read_html, read_markdown)


def of_handouts(law: Law) -> Callable[..., None]:
    """Try a law of handouts in both languages, on fifteen people in each."""
    many = for_many(15, parts=SHOWN, of=lambda language, **_: KNOWLEDGE[language])
    in_both: Callable[..., None] = pytest.mark.parametrize("language", LANGUAGES)(many(law))
    return in_both


SHOWN = {"notices": (), "suggestions": (), "plan": (), "withheld": ()}


def plain(text: str) -> str:
    return " ".join(text.split())


@of_handouts
def test_notices_of_the_two_highest_severities_are_whole(
    language: str, result: Result, chance: random.Random
) -> None:
    is_full = chance.random() < 0.5
    assert_grave_are_whole(KNOWLEDGE[language], result, is_full=is_full)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hardest_answers_cut_no_grave_notice_and_take_two_pages(language: str) -> None:
    answers = hard(kb := KNOWLEDGE[language])
    for worst, result in zip(answers, suggest_each(kb, answers), strict=True):
        assert_grave_are_whole(kb, result, is_full=False)
        assert pages(handout_from(kb, result)) <= MOST_PAGES, worst


def assert_grave_are_whole(kb: KnowledgeBase, result: Result, *, is_full: bool) -> None:
    handout = handout_from(kb, result, is_full=is_full)
    grave = [n for n in result.notices if n.severity in GRAVE]
    for read in READERS:
        text = read(handout)
        for notice in grave:
            assert plain(notice.text) in text
            assert notice.heading is None or plain(notice.heading) in text
            for contact in notice.contacts:
                assert contact.phone is None or contact.phone in text
                assert contact.text is None or plain(contact.text) in text
                assert contact.url is None or contact.url in text
                assert contact.note is None or plain(contact.note) in text


@of_handouts
def test_it_takes_two_pages_at_most(language: str, result: Result, chance: random.Random) -> None:
    is_full = chance.random() < 0.5
    assert pages(handout_from(KNOWLEDGE[language], result, is_full=is_full)) <= MOST_PAGES


@of_handouts
def test_every_number_is_that_of_a_contact(
    language: str, result: Result, chance: random.Random
) -> None:
    is_full = chance.random() < 0.5
    known = {
        number
        for contact in KNOWLEDGE[language].contacts
        for text in (contact.phone, contact.text, contact.note)
        for number in NUMBER.findall(text or "")
    }
    for read in READERS:
        assert known.issuperset(
            NUMBER.findall(read(handout_from(KNOWLEDGE[language], result, is_full=is_full)))
        )


@of_handouts
def test_the_card_has_911_988_and_what_emergencies_name(
    language: str, result: Result, chance: random.Random
) -> None:
    is_full = chance.random() < 0.5
    card = {
        contact.id: contact
        for contact in handout_from(KNOWLEDGE[language], result, is_full=is_full).card
    }
    assert [contact.phone for contact in card.values()][:2] == ["911", "988"]
    for notice in result.notices:
        if notice.severity == "emergency":
            assert {contact.id for contact in notice.contacts} <= card.keys()


@of_handouts
def test_the_note_of_a_contact_stands_once(
    language: str, result: Result, chance: random.Random
) -> None:
    is_full = chance.random() < 0.5
    sections = handout_from(KNOWLEDGE[language], result, is_full=is_full).sections
    contacts = [c for section in sections for entry in section.entries for c in entry.contacts]
    noted = [contact.id for contact in contacts if contact.note]
    assert sorted(noted) == sorted(set(noted))


@of_handouts
def test_a_private_one_gives_no_reason_and_a_full_one_does(language: str, result: Result) -> None:
    kb = KNOWLEDGE[language]
    said = read_html(handout_from(kb, result))
    full = read_html(handout_from(kb, result, is_full=True))
    told = {plain(r.text) for s in result.suggestions for r in s.reasons}
    elsewhere = read_html(fitting(handouts(kb, private(result), is_full=True)))
    assert not [text for text in told if text in said and text not in elsewhere]
    steps = result.plan.steps if result.plan else ()
    assert not steps or not told or any(text in full for text in told)


REASONS_ONLY = {"reasons", "score", "withheld", "open_questions", "note", "moved_up", "fit"}


@given(answers=sheets(ENGLISH), data=st.data())
def test_an_answer_that_shows_only_in_reasons_shows_in_no_private_one(
    answers: Answers, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from(ENGLISH.questions))
    option = data.draw(st.sampled_from(question.options))
    other = {**answers, QuestionId(question.id): (OptionId(option.id),)}

    def bare(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {key: bare(part) for key, part in tree.items() if key not in REASONS_ONLY}
        return [bare(part) for part in tree] if isinstance(tree, list | tuple) else tree

    def but_for_reasons(result: Result) -> Any:
        return bare(msgspec.to_builtins(result))

    if but_for_reasons(suggest(ENGLISH, answers)) == but_for_reasons(suggest(ENGLISH, other)):
        assert as_html(handout_of(ENGLISH, answers)) == as_html(handout_of(ENGLISH, other))


@of_handouts
def test_both_formats_say_the_same(language: str, result: Result, chance: random.Random) -> None:
    is_full = chance.random() < 0.5
    handout = handout_from(KNOWLEDGE[language], result, is_full=is_full)
    theirs, ours = (re.findall(r"\w+", read(handout)) for read in READERS)
    assert {*ours} - {"https"} == {*theirs}


@of_handouts
def test_headings_are_in_order_under_one_title(language: str, result: Result) -> None:
    tags = tags_of(handout_from(KNOWLEDGE[language], result))
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert dict(tags)["html"] == {"lang": language}


@of_handouts
def test_nothing_runs_and_nothing_is_fetched(
    language: str, result: Result, chance: random.Random
) -> None:
    is_full = chance.random() < 0.5
    tags = tags_of(handout_from(KNOWLEDGE[language], result, is_full=is_full))
    assert {tag for tag, _ in tags}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "form"}
    )
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        link = attributes.get("href") or ""
        assert tag != "a" or re.match(r"(https?://|tel:\+?\d+$|sms:\+?\d+$)", link)


HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><script>x</script>",
        "[click](javascript:alert(1))",
        "# heading",
        "1. one",
        "- point",
        "> quote",
        "***",
        "```",
        "    code",
        "<!--",
        "&lt;b&gt;",
        "a\n\n<b>b</b>",
        "=====",
        "`x` *y* __z__ ~~w~~ |a|b|",
        "![x](http://example.org/x.png)",
        "<https://example.org>",
        "\\",
    ]
)


CLEAN = handout_of(ENGLISH, {}, is_full=True)
TAGS = {tag for tag, _ in tags_of(CLEAN)} | {"a", "b", "h3", "li", "span", "strong", "ul"}


@given(text=HOSTILE)
def test_what_a_knowledge_base_says_is_text_and_never_markup(text: str) -> None:
    told = Paragraph(text, text)
    contact = ContactShown(
        id=ContactId("hostile"), label=text, phone=text, text=text, url=text, note=text
    )
    entry = Entry(text or "x", (told, told._replace(is_point=True)), (contact,))
    section = Section(text or "x", (entry,), is_grave=True)
    handout = CLEAN._replace(sections=(section,), card=(contact,), foot=(text,))
    tags = tags_of(handout)
    assert {tag for tag, _ in tags} <= TAGS
    for tag, attributes in tags:
        assert tag != "a" or re.match(r"(https?://|tel:|sms:)", attributes["href"] or "")
    read_markdown(handout)
    headings = [
        t for t in MarkdownIt("commonmark").parse(as_markdown(handout)) if t.type == "heading_open"
    ]
    assert [heading.tag for heading in headings] == ["h1", "h2", "h3", "h2"]
