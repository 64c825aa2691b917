"""Laws of the one page: what stands first, what is said once, what is never cut, what stands last."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import load_knowledge, suggest
from pathfinder.engine.parts.notices import crisis_notices
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import DISCLAIMER, EMERGENCY
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result
from pathfinder.render.terminal.card import card_lines, crisis_page, emergency_page
from pathfinder.render.terminal.dangers import (
    EMERGENCY_NUMBER,
    dangers,
    in_short,
    lesser,
    notices_page,
    without_signs,
)
from pathfinder.render.terminal.one_page import MOST_LINES as MOST_LINES_OF_PAGE
from pathfinder.render.terminal.one_page import (
    MOST_WORDS,
    SHOWN,
    result_page,
)
from pathfinder.render.terminal.page import PageLine, Part
from pathfinder.render.terminal.plain_text import as_plain
from pathfinder.render.terminal.rich_text import as_text
from pathfinder.render.terminal.short import (
    ALL,
    FORMS,
    MOST_LINES,
    NAMED,
    Detail,
    fitting,
    height,
    short_lines,
    told_in,
)
from pathfinder.render.terminal.whole_page import whole_page
from pathfinder.render.trimming import limited
from tests.properties.strategies import sheets

KNOWLEDGE = {language: load_knowledge(language) for language in LANGUAGES}
ENGLISH = KNOWLEDGE["en"]
CRISIS = QuestionId("crisis")

languages = st.sampled_from(LANGUAGES)
widths = st.sampled_from([40, 80, 120])

CODE = re.compile(r"\x1b\[([0-9;]*)m")
WEIGHTS = {"", "0", "1", "3", "1;3"}
"""What an escape code may say: nothing, bold, italic, both. No colour."""


def page_of(kb: KnowledgeBase, result: Result) -> list[PageLine]:
    return [*result_page(kb, limited(result, SHOWN), found=len(result.suggestions), more={})]


def plain(lines: Iterable[PageLine], width: int = 80) -> str:
    return as_plain(lines, width)


def flat(text: str) -> str:
    return " ".join(text.split())


def blocks(lines: Iterable[PageLine]) -> list[str]:
    """Return the text of each block; a gap ends one."""
    found = [""]
    for line in lines:
        if line.part is Part.GAP:
            found.append("")
        found[-1] += f"{line.label}{line.text}\n"
    return found


def with_list(kb: KnowledgeBase, answers: Answers) -> Result:
    """Return the result of `answers`, with nothing in them that leaves no list."""
    halting = {o.id for q in kb.questions if q.id == CRISIS for o in q.options if o.halts}
    crisis = tuple(o for o in answers.get(CRISIS, ()) if o not in halting)
    result = suggest(kb, {**answers, CRISIS: crisis or (OptionId("none"),)})
    assert result.suggestions
    return result


@given(answers=sheets(ENGLISH), language=languages)
def test_all_signs_to_call_911_for_stand_first_and_nowhere_else(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    first, *others = blocks(notices_page(kb.interface, result.notices))
    for notice in result.notices:
        if notice.call_911 is not None:
            assert notice.call_911 in first
            sentence = kb.interface.call_911.format(signs=notice.call_911)
            assert not any(sentence in block for block in others)
    top = [*notices_page(kb.interface, result.notices)]
    assert page_of(kb, result)[: len(top)] == top


@given(answers=sheets(ENGLISH), language=languages)
def test_a_family_is_one_block_its_gravest_whole_and_each_contact_once(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    said = blocks(notices_page(kb.interface, result.notices))
    for danger in dangers(n for n in result.notices if n.id != EMERGENCY):
        families = {n.family or n.id for n in (*danger.whole, *danger.others)}
        assert len(families) == 1
        (block,) = (b for b in said if without_signs(kb.interface, danger.whole[0]) in b)
        for notice in danger.whole:
            assert without_signs(kb.interface, notice) in block
        for notice in danger.others:
            assert in_short(kb.interface, notice) in block
        for contact in danger.contacts:
            assert not contact.phone or any(contact.phone in b for b in said)
            assert block.count(f"{contact.label}: ") <= 1


@given(answers=sheets(ENGLISH))
def test_911_and_naloxone_and_a_sudden_stop_are_each_in_one_block(answers: Answers) -> None:
    result = with_list(ENGLISH, answers)
    said = blocks(notices_page(ENGLISH.interface, result.notices))
    said += [in_short(ENGLISH.interface, notice) for notice in lesser(result.notices)]
    for pattern in ("911", "naloxone", "all at once|sudden"):
        assert sum(bool(re.search(pattern, block, re.IGNORECASE)) for block in said) <= 1


@given(answers=sheets(ENGLISH), language=languages)
def test_no_danger_is_left_out_and_of_the_rest_at_most_what_is_no_danger(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    text = flat(plain(page_of(kb, result)))
    for notice in result.notices:
        if notice.folded or notice.family or notice.call_911 or notice.id == DISCLAIMER:
            whole = notice.severity in GRAVE and not notice.folded
            said = without_signs(kb.interface, notice) if whole else in_short(kb.interface, notice)
            assert flat(said) in text


@given(answers=sheets(ENGLISH), language=languages)
def test_a_suggestion_takes_eight_lines_unless_what_is_never_cut_takes_more(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    for one in told_in(kb, with_list(kb, answers)):
        lines = fitting(kb.interface, one)
        shortest = tuple(short_lines(kb.interface, one, FORMS[-1]))
        assert height(lines) <= max(MOST_LINES, height(shortest))
        assert height(shortest) <= height(tuple(short_lines(kb.interface, one, FORMS[0])))


@given(answers=sheets(ENGLISH), language=languages, form=st.sampled_from([*FORMS, NAMED]))
def test_a_suggestion_says_its_need_what_it_is_every_caution_and_how_to_begin(
    answers: Answers, language: str, form: Detail
) -> None:
    kb = KNOWLEDGE[language]
    for one in told_in(kb, with_list(kb, answers)):
        suggestion = one.suggestion
        text = flat(plain(short_lines(kb.interface, one, form)))
        assert text.startswith(
            flat(f"{suggestion.rank}. {suggestion.need.text}: {suggestion.name}")
        )
        assert not form.says_what or flat(suggestion.in_short) in text
        for caution in one.cautions:
            assert flat(caution) in text
        assert flat(suggestion.first_step).startswith(
            flat(text.partition(f"{kb.interface.first_step}: ")[2].partition(". ")[0])[:40]
        )
        assert one.now is None or flat(one.now) in text


@given(answers=sheets(ENGLISH), language=languages)
def test_a_caution_is_said_once_on_a_page_there_or_by_the_notice_above(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    text = flat(plain(page_of(kb, result)))
    notices = {notice.id for notice in result.notices}
    for suggestion in limited(result, SHOWN).suggestions:
        for caution in suggestion.cautions:
            if notices.isdisjoint(caution.said_by):
                assert text.count(flat(caution.text)) == 1


@given(answers=sheets(ENGLISH), language=languages)
def test_what_a_support_is_goes_unsaid_only_where_it_would_make_the_page_too_long(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    text = plain(page_of(kb, result))
    unsaid = [s.in_short for s in result.suggestions[:SHOWN] if s.in_short not in flat(text)]
    if unsaid:
        others = lesser(result.notices)
        heading = len(kb.interface.good_to_know.split()) + len(others)
        words = len(" ".join((text, *unsaid)).split()) + heading
        lines = text.count("\n") + 2 * len(unsaid) + 2 * len(others) + SHOWN
        assert words > MOST_WORDS or lines > MOST_LINES_OF_PAGE


@given(answers=sheets(ENGLISH), language=languages)
def test_the_first_number_of_a_suggestion_is_on_the_page_and_not_beside_a_name_that_says_it(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    text = flat(plain(page_of(kb, result)))
    for suggestion in result.suggestions[:SHOWN]:
        ways = [c for c in suggestion.contacts if c.phone != EMERGENCY_NUMBER]
        for contact in ways[:1]:
            assert (contact.phone or "") in text
            assert f"{contact.label}, {contact.phone}" not in text or (
                contact.phone not in contact.label.split()
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_done_at_any_hour_says_the_number_to_call(language: str) -> None:
    kb = KNOWLEDGE[language]
    phone_by_id = {contact.id: contact.phone for contact in kb.contacts}
    for need in kb.needs:
        if need.now is not None:
            said = {in_voice(need.now, voice) for voice in get_args(Voice)}
            assert all((phone_by_id[id_] or "") in text for id_ in need.contacts for text in said)


@given(answers=sheets(ENGLISH), language=languages)
def test_details_open_each_danger_with_its_heading(answers: Answers, language: str) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    text = flat(plain(whole_page(kb, result, found=len(result.suggestions), more={})))
    for notice in result.notices:
        if notice.severity in GRAVE:
            assert flat(f"{notice.heading}. {notice.text}") in text


@given(answers=sheets(ENGLISH), language=languages)
def test_details_give_the_first_four_reasons_for_each_suggestion(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    told = [line.text for line in whole_page(kb, result, found=len(result.suggestions), more={})]
    for suggestion in result.suggestions:
        reasons = [reason.text for reason in suggestion.reasons if reason.weight > 0]
        assert set(reasons[:4]) <= set(told)
    speaking = [[r.text for r in s.reasons if r.weight > 0] for s in result.suggestions]
    most = sum(len(reasons[:4]) for reasons in speaking)
    against = {r.text for s in result.suggestions for r in s.reasons if r.weight <= 0}
    every = {text for reasons in speaking for text in reasons} - {kb.interface.plan} - against
    assert sum(text in every for text in told) <= most


def test_the_longest_form_says_the_whole_first_step() -> None:
    assert FORMS[0].sentences == ALL
    for support in ENGLISH.supports:
        assert len(support.in_short.split()) <= 15


@given(answers=sheets(ENGLISH), language=languages)
def test_the_card_stands_last_with_the_dangers_the_numbers_and_the_names(
    answers: Answers, language: str
) -> None:
    kb = KNOWLEDGE[language]
    result = with_list(kb, answers)
    for page in (
        page_of(kb, result),
        [*whole_page(kb, limited(result, 5), found=len(result.suggestions), more={})],
    ):
        card = plain(card_lines(kb.interface, limited(result, SHOWN)))
        assert card.count("\n") <= 24
        assert plain(page).endswith(card)
        assert flat(kb.interface.danger) in flat(card)
        for danger in dangers(result.notices):
            if any(notice.id != EMERGENCY for notice in danger.whole):
                assert flat(danger.heading) in flat(card)
            for contact in danger.contacts:
                assert contact.phone is None or contact.phone in flat(card)
        for suggestion in result.suggestions[:SHOWN]:
            assert flat(suggestion.name) in flat(card)


def emergencies() -> list[Answers]:
    """Every way to say that someone is dying, for each who may ask."""
    crisis = next(q for q in ENGLISH.questions if q.id == CRISIS)
    halting = [o.id for o in crisis.options if o.halts]
    others = [o.id for o in crisis.options if not o.halts and o.id != "none"]
    found: list[Answers] = []
    for some in itertools.chain.from_iterable(
        itertools.combinations(halting, n) for n in range(1, len(halting) + 1)
    ):
        for more in itertools.chain.from_iterable(
            itertools.combinations(others, n) for n in range(len(others) + 1)
        ):
            for whom, age in itertools.product(("self", "loved_one"), ("under_18", "age_26_64")):
                found.append(
                    {
                        CRISIS: (*some, *more),
                        QuestionId("for_whom"): (OptionId(whom),),
                        QuestionId("age_group"): (OptionId(age),),
                        QuestionId("substances"): (OptionId("opioids"), OptionId("alcohol")),
                        QuestionId("communities"): (OptionId("lgbtq"),),
                    }
                )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_stands_alone_and_short_and_begins_with_911(language: str) -> None:
    kb = KNOWLEDGE[language]
    for answers in emergencies():
        result = suggest(kb, answers)
        page = page_of(kb, result)
        assert page == [*emergency_page(kb.interface, result.notices)], answers
        assert plain(page, 80).count("\n") <= 12
        assert plain(page, 40).count("\n") <= 20
        assert EMERGENCY_NUMBER in plain(page, 40).partition("\n")[0]
        assert "988" in plain(page)
        for phone in phones_of(result.notices):
            assert phone in plain(page, 40)


def phones_of(notices: Sequence[NoticeShown]) -> set[str]:
    return {
        contact.phone
        for notice in notices
        if notice.severity == "emergency"
        for contact in notice.contacts
        if contact.phone
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_crisis_page_is_one_screen_with_every_number_and_sign(language: str) -> None:
    kb = KNOWLEDGE[language]
    notices = crisis_notices(kb)
    text = plain(crisis_page(kb.interface, notices))
    assert text.count("\n") <= 20
    for phone in phones_of(notices):
        assert phone in text
    for notice in notices:
        if notice.call_911 and not any(
            notice.call_911 in (other.call_911 or "") for other in notices if other is not notice
        ):
            assert notice.call_911 in flat(text)


@given(answers=sheets(ENGLISH), language=languages, width=widths)
def test_a_drawn_page_has_weight_no_colour_and_no_broken_word(
    answers: Answers, language: str, width: int
) -> None:
    kb = KNOWLEDGE[language]
    page = page_of(kb, suggest(kb, answers))
    words = {word for line in page for word in f"{line.label}{line.text}".split()}
    drawn = as_text(page, width)
    assert set(CODE.findall(drawn)) <= WEIGHTS
    bare = CODE.sub("", drawn).replace("─", " ")
    assert all(word in words or word == "-" for word in bare.split())
    assert not [line for line in bare.split("\n") if len(line) > width and " " in line.strip("- ")]
    lower = {word.lower() for word in words}
    assert all(word.lower() in lower or word == "-" for word in plain(page, width).split())
