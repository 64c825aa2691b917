"""The interview at a real pseudo-terminal: what is shown, what keys do, what is left behind."""

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from pathfinder.interview.grave_questions import grave_questions
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.prompts.putting import MOST_NUMBERED
from tests.e2e.terminal import (
    ALARMED,
    ALONE,
    CLEARING,
    CTRL_C,
    ENTER,
    ESC,
    ESCAPE,
    FAMILY,
    LAST_COLUMN,
    LOW,
    NARROW,
    NOTHING_FITS,
    WIDE,
    Choice,
    Open,
    Said,
    Terminal,
    Walked,
    assert_shown,
    assert_told,
    assert_whole,
    commands_shown,
    drawn_or_plain,
    flags,
    invites,
    kinds_of_question,
    listed,
    piped,
    plain_and_drawn,
    question_of,
    shipped,
    sizes,
    spanish,
    squeezed,
    stop_here,
    suggested,
    summary,
    terminals,
    walk,
    walk_until,
    words,
)


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("size", sizes())
def test_who_skips_everything_is_led_to_the_list_that_needs_no_answers(
    terminal: Open, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(plain=plain, size=size)
    asked, code = walk(at, {})
    core = [question.id for question in shipped().questions if question.core]
    assert asked[:3] == core[:3]
    assert {checklist.id for checklist in shipped().checklists} <= set(asked)
    assert len(set(asked)) == len(asked)
    assert code == 0
    assert_shown(suggested(terminal, NOTHING_FITS, like=at, size=size), at, size)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_wants_everything_asked_is_asked_it_in_the_order_of_the_questions(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    asked, code = walk(at, {}, everything=True)
    in_order = [question.id for question in shipped().questions]
    assert asked == [id_ for id_ in in_order if id_ in asked]
    assert {question.id for question in shipped().questions if not question.ask_when} <= set(asked)
    assert squeezed(words().asking_all) in squeezed(at.text)
    assert code == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-100x100"),
        pytest.param(ALONE, NARROW, id="alone-24x40"),
        pytest.param(FAMILY, LOW, id="family-24x120"),
    ],
)
def test_keys_give_what_suggest_shows_for_the_same_answers(
    terminal: Open, said: Said, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(plain=plain, size=size)
    asked, code = walk(at, said, everything=True)
    assert set(said) <= set(asked)
    assert code == 0
    assert_shown(suggested(terminal, said, like=at, size=size), at, size)


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-100x100"),
        pytest.param(FAMILY, NARROW, id="family-24x40"),
        pytest.param(ALARMED, LOW, id="alarmed-24x120"),
    ],
)
def test_the_command_that_is_offered_gives_the_same_page(
    terminal: Open, said: Said, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(plain=plain, size=size)
    asked, code = walk(at, said, show_command=True)
    assert code == 0
    (command,) = commands_shown(at)
    program, *arguments = shlex.split(command)
    counted = {**{id_: said[id_] for id_ in said if id_ in asked}, **NOTHING_FITS}
    in_order = {str(q.id): counted[q.id] for q in shipped().questions if q.id in counted}
    assert [program, *arguments] == ["pathfinder", "suggest", *flags(in_order)]
    assert_shown(drawn_or_plain(terminal, *arguments, like=at, size=size), at, size)


def test_what_a_plain_interview_shows_is_what_suggest_writes_to_a_pipe(terminal: Open) -> None:
    at = terminal(plain=True, anew=True)
    walk(at, ALONE, everything=True)
    assert piped("suggest", *flags(ALONE)) in at.text


def test_pathfinder_alone_is_pathfinder_interview(terminal: Open) -> None:
    alone, named = terminal(plain=True), terminal("interview", plain=True)
    assert walk(alone, FAMILY) == walk(named, FAMILY)
    assert alone.text == named.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_the_command_shows_no_answer_unless_it_is_asked_for(terminal: Open, *, plain: bool) -> None:
    at = terminal(plain=plain)
    walk(at, ALARMED)
    assert commands_shown(at) == []
    assert "--crisis" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("key", ["b", "back", "escape"])
def test_after_going_back_the_question_comes_again_and_only_the_new_answer_counts(
    terminal: Open, key: str, *, plain: bool
) -> None:
    if plain and key == "escape":
        return

    def goes_back() -> None:
        at.send(ESC if key == "escape" else f"{key}{ENTER}")

    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    goes_back()
    assert at.question().id == "for_whom"
    at.answer(["loved_one"], before=["self"])
    assert at.question().id == "substances"
    at.answer(["opioids"])
    at.question()
    goes_back()
    assert at.question().id == "substances"
    at.answer(["alcohol"], before=["opioids"])
    at.question()
    assert stop_here(at, show_command=True) == 0
    said = {"for_whom": ["loved_one"], "substances": ["alcohol"]}
    assert commands_shown(at) == [shlex.join(["pathfinder", "suggest", *flags(said)])]
    assert suggested(terminal, said, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_going_back_as_often_as_one_has_answered_leads_to_the_first_question(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["client"]})
    for id_ in ("for_whom", "crisis"):
        at.press("b")
        assert at.question().id == id_
        assert squeezed(words().nothing_before) not in at.before
    at.press("b")
    assert at.question().id == "crisis"
    assert squeezed(words().nothing_before) in at.before
    assert stop_here(at) == 0
    assert suggested(terminal, {}, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_answer_is_changed_from_the_summary(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"crisis": ["none"]})
    at.press("c")
    at.coming()
    assert listed(("crisis", ["none"]), ("for_whom", [])) in summary(at)
    at.choose(1)
    assert at.question().id == "for_whom"
    at.answer(["self"])
    assert at.question().id == "substances"
    at.answer(["alcohol", "nicotine"])
    at.question()
    at.press("c")
    at.coming()
    answers = (
        ("crisis", ["none"]),
        ("for_whom", ["self"]),
        ("substances", ["alcohol", "nicotine"]),
    )
    assert listed(*answers) in summary(at)
    at.choose(2)
    assert at.question().id == "substances"
    at.answer(["alcohol", "cannabis"], before=["alcohol", "nicotine"])
    at.question()
    assert stop_here(at, show_command=True) == 0
    said = {"crisis": ["none"], "for_whom": ["self"], "substances": ["alcohol", "cannabis"]}
    assert commands_shown(at) == [shlex.join(["pathfinder", "suggest", *flags(said)])]
    assert suggested(terminal, said, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "answers", [pytest.param(0, id="without-answers"), pytest.param(2, id="with-answers")]
)
def test_looking_at_the_answers_changes_none(terminal: Open, answers: int, *, plain: bool) -> None:
    place = shipped().questions[answers].id
    at = walk_until(terminal(plain=plain), place, {"for_whom": ["self"]})
    at.press("c")
    assert at.coming() is Choice.WHICH
    at.choose(answers)
    assert at.question().id == place
    at.press("c")
    at.coming()
    said = [("crisis", []), ("for_whom", ["self"])]
    assert summary(at).startswith(listed(*said[:answers]))


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_takes_back_a_change_has_the_earlier_answer_and_the_question_before_them(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    at.press("c")
    at.coming()
    at.choose(1)
    assert at.question().id == "for_whom"
    at.press("b")
    assert at.question().id == "substances"
    at.press("c")
    at.coming()
    assert listed(("crisis", []), ("for_whom", ["self"])) in summary(at)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_answer_is_changed_after_the_list_too(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    at.press("s")
    assert at.coming() is Choice.NEXT
    at.pick("change_an_answer")
    assert at.coming() is Choice.WHICH
    at.choose(1)
    assert at.question().id == "for_whom"
    at.answer(["bereaved"], before=["self"])
    assert at.question().id == "substances"
    assert stop_here(at) == 0
    earlier, later = (suggested(terminal, {"for_whom": [o]}, like=at) for o in ("self", "bereaved"))
    assert at.text.find(earlier) < at.text.find(later)
    assert earlier in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_answer_in_a_branch_counts_while_the_branch_is_open_and_is_kept_while_it_is_not(
    terminal: Open, *, plain: bool
) -> None:
    said = {"for_whom": ["self"], "substances": ["alcohol"], "drinking": ["daily_heavy"]}
    at = terminal(plain=plain)
    walk_until(at, "drinking", said)
    at.answer(said["drinking"])
    at.question()
    change_substances(at, ["alcohol"], ["nicotine"])
    at.press("s")
    assert at.coming() is Choice.NEXT
    closed = {"for_whom": ["self"], "substances": ["nicotine"]}
    assert suggested(terminal, closed, like=at) in at.text
    at.pick("go_on_asking")
    at.question()
    change_substances(at, ["nicotine"], ["alcohol"])
    at.press("s")
    assert at.coming() is Choice.NEXT
    assert suggested(terminal, said, like=at) in at.text
    at.pick("go_on_asking")
    asked, code = walk(at, {})
    assert "drinking" not in asked
    assert code == 0


def change_substances(at: Terminal, before: Sequence[str], options: Sequence[str]) -> None:
    """Change what was said of substances, and wait for the next question."""
    at.press("c")
    at.coming()
    summary(at)
    at.choose([question.id for question in shipped().questions].index(QuestionId("substances")))
    assert at.question().id == "substances"
    at.answer(options, before=before)
    at.question()


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_why_says_what_an_answer_can_do_and_puts_the_question_again(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    effects: set[bool] = set()
    said: dict[QuestionId, tuple[OptionId, ...]] = {}
    while isinstance(question := at.put, Question):
        at.press("w")
        assert at.question() is question
        grave = question.id in grave_questions(shipped(), said)
        effect = words().why_grave if grave else words().why_list
        shown = f"{words().why_we_ask}: {in_voice(question.help, 'self')} {effect}"
        assert squeezed(shown) in at.before
        effects.add(grave)
        said[question.id] = ()
        at.answer()
        at.coming()
    assert effects == {True, False}


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_the_keys_are_shown_wherever_they_are_asked_for(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    named = "; ".join(f"{letter} {what}" for letter, what in words().commands.items())
    at = at_the_question(id_, plain=plain)
    at.press("?")
    assert at.question().id == id_
    assert squeezed(f"{words().keys}: {named}.") in at.before


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_a_command_at_any_kind_of_question_gives_no_answer_to_it(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    for letter in "w?a":
        at.press(letter)
        assert at.question().id == id_
    at.press("s")
    assert at.coming() is Choice.NEXT
    at.press("?")
    assert at.coming() is Choice.NEXT
    at.pick("change_an_answer")
    assert at.coming() is Choice.WHICH
    assert squeezed(f"{question_of(id_).name}: {words().not_asked}") in summary(at)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_the_list_is_shown_at_any_time_and_the_questions_go_on_where_they_were(
    terminal: Open, *, plain: bool
) -> None:
    said = {"for_whom": ["self"], "substances": ["opioids"]}
    at = walk_until(terminal(plain=plain), "substances", said)
    at.press("s")
    assert at.coming() is Choice.NEXT
    assert suggested(terminal, {"for_whom": ["self"]}, like=at) in at.text
    at.send(ENTER)  # goes on
    assert at.question().id == "substances"
    at.answer(said["substances"])
    assert at.question().id not in said
    assert stop_here(at) == 0
    assert suggested(terminal, said, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("word", ["h", "help"])
def test_help_now_is_shown_whole_and_the_question_comes_after_a_key(
    terminal: Open, word: str, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances")
    at.send(f"{word}{ENTER}")
    assert at.until(squeezed(words().press_enter if plain else words().press_key))
    at.send(ENTER)
    assert at.question().id == "substances"
    assert drawn_or_plain(terminal, "help-now", like=at, size=WIDE) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_leaving_at_once_clears_the_screen_and_says_nothing_of_the_answers(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    at.press("q")
    assert at.end() == 0
    assert at.text.count(CLEARING) == 1
    assert at.text.partition(CLEARING)[2] == f"{words().left}\n"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("key", ["q", "Q"])
def test_one_can_leave_at_once_where_an_alarm_asks_whether_to_go_on(
    terminal: Open, key: str, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(["partner_violence"])
    assert at.coming() is Choice.GO_ON
    at.press(key)
    assert at.end() == 0
    assert at.text.partition(CLEARING)[2] == f"{words().left}\n"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_after_a_list_leaving_leaves_it_and_leaving_without_a_trace_does_not(
    terminal: Open, *, plain: bool
) -> None:
    for wipes in (False, True):
        at = walk_until(terminal(plain=plain), "for_whom", ALARMED)
        at.press("s")
        assert at.coming() is Choice.NEXT
        if wipes:
            at.pick("leave_no_trace")
        else:
            at.press("q")
        assert at.end() == 0
        assert at.text.count(CLEARING) == wipes
        if wipes:
            assert at.text.partition(CLEARING)[2] == f"{words().left}\n"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("size", sizes())
@pytest.mark.parametrize(
    ("option", "notice_ids"),
    [
        pytest.param("suicidal_thoughts", ["emergency_911", "crisis_988"], id="suicidal_thoughts"),
        pytest.param("partner_violence", ["emergency_911", "partner_violence"], id="violence"),
        pytest.param(
            "abuse_at_home", ["emergency_911", "child_safety", "partner_violence"], id="abuse"
        ),
    ],
)
def test_an_alarm_shows_whole_before_anything_more_is_asked(
    terminal: Open, option: str, notice_ids: Sequence[str], size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(plain=plain, size=size)
    at.question()
    at.answer([option])
    assert at.coming() is Choice.GO_ON
    assert_whole(notice_ids, at.before)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_goes_on_after_an_alarm_is_asked_on_and_does_not_see_it_again_before_the_list(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    at.pick("go_on")
    assert at.question().id == "for_whom"
    at.answer(["self"])
    assert at.question().id == "substances"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_answer_changed_to_an_alarm_shows_it_at_once(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"crisis": ["none"]})
    at.press("c")
    at.coming()
    at.choose(0)
    assert at.question().id == "crisis"
    at.answer(["partner_violence"], before=["none"])
    assert at.coming() is Choice.GO_ON
    assert_whole(["emergency_911", "partner_violence"], at.before)
    at.pick("go_on")
    assert at.question().id == "substances"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_stopping_at_an_alarm_ends_under_the_alarm(terminal: Open, *, plain: bool) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    assert_whole(["crisis_988"], at.before)
    at.pick("stop_here")
    assert at.end() == 0
    assert CLEARING not in at.text
    assert squeezed(words().best_first).lower() not in squeezed(at.text).lower()


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["overdose_now"], id="overdose"),
        pytest.param(["withdrawal_now"], id="withdrawal"),
        pytest.param(["withdrawal_now", "partner_violence"], id="and-more"),
    ],
)
def test_after_an_emergency_that_can_not_wait_one_stops_or_takes_it_back(
    terminal: Open, options: Sequence[str], *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(options)
    assert at.coming() is Choice.NEXT
    assert_whole(["emergency_911"], at.before)
    assert squeezed(words().best_first).lower() not in at.before.lower()
    assert suggested(terminal, {"crisis": options}, like=at) in at.text
    at.pick("mistake")
    assert at.question().id == "crisis"
    at.answer(["none"])
    assert at.question().id == "for_whom"
    at.press("b")
    assert at.question().id == "crisis"
    at.answer(options, before=["none"])
    assert at.coming() is Choice.NEXT
    at.pick("stop_here")
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_emergency_that_can_not_wait_ends_the_questions_wherever_it_is_said(
    terminal: Open, *, plain: bool
) -> None:
    said = {"for_whom": ["self"], "substances": ["opioids"]}
    at = walk_until(terminal(plain=plain), "now", said)
    at.press("c")
    at.coming()
    at.choose(0)
    at.question()
    at.answer(["overdose_now"])
    assert at.coming() is Choice.NEXT
    now = {"crisis": ["overdose_now"], **said}
    assert suggested(terminal, now, like=at) in at.text
    at.pick("stop_here")
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_ctrl_c_asks_once_and_then_says_what_is_lost_and_where_help_is(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    assert at.stop() == 130
    assert_told(at, is_saved=True)  # it goes on from a file


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "place",
    [
        pytest.param(Choice.GO_ON, id="alarm"),
        pytest.param(Choice.WHICH, id="summary"),
        pytest.param(Choice.NEXT, id="after-the-list"),
    ],
)
def test_ctrl_c_stops_at_a_choice_that_is_no_question_too(
    terminal: Open, place: Choice, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    if place is Choice.WHICH:
        at.press("c")
    elif place is Choice.NEXT:
        at.press("s")
    else:
        at.answer(["suicidal_thoughts"])
    assert at.coming() is place
    assert at.stop() == 130
    assert_told(at)


def test_what_is_lost_is_told_with_no_word_broken(terminal: Open) -> None:
    at = terminal(plain=True, size=NARROW)
    at.question()
    assert at.stop() == 130
    told = f"{words().stopped} {words().stopped_help}".split()
    assert " ".join(at.lines()).split()[-len(told) :] == told


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "way",
    [
        pytest.param("finishes", id="finished"),
        pytest.param("stops", id="stopped"),
        pytest.param("leaves", id="left"),
    ],
)
def test_the_terminal_is_left_as_it_was(terminal: Open, way: str, *, plain: bool) -> None:
    at = terminal(plain=plain)
    walk_until(at, "now", {"crisis": ["none"], "for_whom": ["self"]})
    if way == "stops":
        at.stop()
    elif way == "leaves":
        at.press("q")
        at.end()
    else:
        at.press("s")
        walk(at, {})
    assert at.modes() == at.modes_before
    # Cursor shown, lines wrapped, pasted text not bracketed, no other screen, no colour left on.
    for off, on in (("?25l", "?25h"), ("?7l", "?7h"), ("?2004h", "?2004l"), ("?1049h", "?1049l")):
        assert at.text.rfind(f"\x1b[{off}") <= at.text.rfind(f"\x1b[{on}")
    styles = re.findall(r"\x1b\[([\d;]*)m", at.text)
    assert not styles or styles[-1] in {"", "0"}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="skipped"),
        pytest.param(ALONE, id="alone"),
        pytest.param(ALARMED, id="alarmed"),
    ],
)
def test_plain_output_is_printable_lines_only(terminal: Open, said: Said) -> None:
    at = terminal(plain=True)
    at.question()
    for letter in "bw?":
        at.press(letter)
        at.question()
    walk(at, said, everything=True, show_command=True)
    assert all(line.isprintable() for line in at.text.split("\n"))


@pytest.fixture(scope="module")
def alarmed_in_plain() -> Iterator[tuple[Walked, str]]:
    """A whole interview with `--plain`: what was asked, and all that was written."""
    for open_ in terminals():
        at = open_(plain=True)
        yield walk(at, ALARMED), at.text


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TERM": "dumb"}, id="TERM=dumb"),
        pytest.param({"PATHFINDER_PLAIN": "1"}, id="PATHFINDER_PLAIN"),
        pytest.param({"ACCESSIBLE": "1"}, id="ACCESSIBLE"),
    ],
)
def test_a_terminal_that_can_not_be_drawn_on_is_plain(
    terminal: Open, alarmed_in_plain: tuple[Walked, str], environment: Mapping[str, str]
) -> None:
    at = terminal(plain=True, says_plain=False, environment=environment)
    assert (walk(at, ALARMED), at.text) == alarmed_in_plain


@pytest.mark.parametrize("name", ["PATHFINDER_PLAIN", "ACCESSIBLE"])
def test_zero_means_off(terminal: Open, name: str) -> None:
    at = terminal(environment={name: "0"})
    at.question()
    assert "[ ]" in at.text


def test_a_key_changes_to_numbers_only(terminal: Open) -> None:
    at = walk_until(terminal(), "substances", {"crisis": ["none"], "for_whom": ["self"]})
    at.press("p")
    assert at.question().id == "substances"
    at.plain = at.numbered = True
    at.answer(["alcohol"])
    assert at.question().id == "now"
    assert squeezed(f"{words().recorded}: Alcohol.") in at.before


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, id="encoding"),
        pytest.param({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, id="locale"),
    ],
)
def test_a_terminal_without_utf_8_is_plain_and_shows_all_but_letters_it_lacks(
    terminal: Open, alarmed_in_plain: tuple[Walked, str], environment: Mapping[str, str]
) -> None:
    at = terminal(plain=True, says_plain=False, environment=environment)
    walked, whole = alarmed_in_plain
    assert walk(at, ALARMED) == walked
    assert re.sub("[^\\x00-\\x7f]", "?", at.text) == re.sub("[^\\x00-\\x7f]", "?", whole)


def test_without_colour_nothing_is_coloured(terminal: Open) -> None:
    at = terminal(environment={"NO_COLOR": "1"})
    walk(at, ALARMED)
    styles = {
        part for style in re.findall(r"\x1b\[([\d;]*)m", at.text) for part in style.split(";")
    }
    assert styles <= {"", "0", "1", "3", "4", "7"}


def test_a_wrong_choice_at_an_alarm_gets_a_friendly_word_and_the_choice_again(
    terminal: Open,
) -> None:
    at = terminal(plain=True)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    for typed, said in (
        ("", words().choose_first),
        ("4", words().not_in_list.format(typed="4", count=3)),
        ("xyzzy", words().not_known.format(typed="xyzzy")),
    ):
        at.send(f"{typed}{ENTER}")
        assert at.until(*invites())
        assert squeezed(said) in at.before
    at.pick("go_on")
    assert at.question().id == "for_whom"


# Standard input decodes strictly in any locale but C and C.UTF-8.
def test_bytes_that_are_no_text_get_a_friendly_word_and_can_be_typed_again(terminal: Open) -> None:
    at = terminal(plain=True, environment={"PYTHONIOENCODING": "utf-8:strict"})
    at.question()
    os.write(at.process.terminal, b"\xe9\r")
    assert at.until(*invites())
    assert squeezed(words().danger_answer) in at.before


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"goal": "x\x1b[2J\x1b[31mx"}, id="option"),
        pytest.param({"x\x1b[2J\x1b[31mx": "quit"}, id="question"),
        pytest.param({"goal": "x\npathfinder: all is well"}, id="line"),
    ],
)
def test_a_word_that_is_not_valid_can_not_drive_the_terminal(
    terminal: Open, tmp_path: Path, answers: Mapping[str, str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    at = terminal("suggest", "--answers", str(file))
    assert at.end() == 1
    assert all(line.isprintable() for line in at.text.split("\n"))
    assert "\x1b" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_every_question_and_label_is_whole_between_words_at_fifty_columns(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain, size=(100, 50))
    asked, _ = walk(at, {}, everything=True)
    shown = set(ESCAPE.sub(" ", LAST_COLUMN.sub("", at.text)).split())
    for question in (question for question in shipped().questions if question.id in asked):
        options = question.options if len(question.options) <= MOST_NUMBERED else ()
        for wording in (question.prompt, question.help, *(option.label for option in options)):
            assert set(in_voice(wording, "self").split()) <= shown


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-100x100"),
        pytest.param(FAMILY, NARROW, id="family-24x40"),
    ],
)
def test_an_interview_in_spanish_gives_what_suggest_shows_in_spanish(
    terminal: Open, said: Said, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal("--lang", "es", plain=plain, size=size, language="es")
    asked, code = walk(at, said, everything=True)
    assert set(said) <= set(asked)
    assert code == 0
    assert_shown(suggested(terminal, said, "--lang", "es", like=at, size=size), at, size)


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
def test_the_command_that_is_offered_in_spanish_gives_the_same_page(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal("--lang", "es", plain=plain, language="es")
    walk(at, FAMILY, show_command=True)
    (command,) = commands_shown(at)
    _, *arguments = shlex.split(command)
    assert drawn_or_plain(terminal, *arguments, like=at, size=WIDE) in at.text


@spanish
def test_in_spanish_every_command_does_what_it_does_in_english(terminal: Open) -> None:
    at = terminal("--lang", "es", plain=True, language="es")
    walk_until(at, "for_whom", {"crisis": ["none"]})
    at.answer(["loved_one"])
    assert at.question().id == "substances"
    at.press("volver")
    assert at.question().id == "for_whom"
    at.answer(["self"], before=["loved_one"])
    at.question()
    at.press("c")
    at.coming()
    answers = (("crisis", ["none"]), ("for_whom", ["self"]))
    assert listed(*answers, language="es") in summary(at)
    at.pick("leave_as_is")
    at.question()
    at.press("por qué")
    at.question()
    assert squeezed(words("es").why_grave) in at.before
    at.press("?")
    at.question()
    assert squeezed(words("es").commands["q"]) in at.before
    at.press("ayuda")
    assert at.until(squeezed(words("es").press_enter))
    at.send(ENTER)
    at.question()
    assert piped("--lang", "es", "help-now") in at.text
    at.press("s")
    assert at.coming() is Choice.NEXT
    said = {"crisis": ["none"], "for_whom": ["self"]}
    assert piped("--lang", "es", "suggest", *flags(said)) in at.text
    at.pick("go_on_asking")
    at.question()
    at.press("a")
    at.question()
    assert squeezed(words("es").asking_all) in at.before
    at.press("q")
    assert at.end() == 0
    assert CLEARING not in at.text  # a list was shown, and stays


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("id_", "option"),
    [
        pytest.param("crisis", "none", id="many"),
        pytest.param("for_whom", "loved_one", id="one"),
        pytest.param("tried_and_liked", "smart", id="typed"),
    ],
)
def test_the_language_changes_in_the_middle(
    terminal: Open, at_the_question: Open, id_: str, option: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    for language in ("es", "en", "es"):
        at.press("e")
        at.language = language
        assert at.question().id == id_
    at.answer([option])
    assert at.question().id != id_
    at.press("s")
    assert at.coming() is Choice.NEXT
    assert suggested(terminal, {id_: [option]}, "--lang", "es", like=at) in at.text


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
def test_answers_given_in_one_language_count_in_the_other(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["loved_one"]})
    at.press("e")
    at.language = "es"
    assert at.question().id == "substances"
    at.answer(["opioids"])
    at.question()
    assert stop_here(at) == 0
    said = {"for_whom": ["loved_one"], "substances": ["opioids"]}
    assert suggested(terminal, said, "--lang", "es", like=at) in at.text


@spanish
@pytest.mark.parametrize(
    ("environment", "language"),
    [
        pytest.param({"LANG": "es_US.UTF-8"}, "es", id="LANG"),
        pytest.param({"LC_ALL": "es_MX.UTF-8"}, "es", id="LC_ALL"),
        pytest.param({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es"}, "es", id="LC_MESSAGES"),
        pytest.param({"LANG": "es_US.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en", id="LC_ALL-first"),
        pytest.param({"LANG": "fr_FR.UTF-8"}, "en", id="other"),
        pytest.param({"LANG": "es"}, "es", id="short"),
        pytest.param({"LANG": "es@euro"}, "es", id="modifier"),
        pytest.param({"LANG": "estonian"}, "en", id="estonian"),
        pytest.param({"LC_ALL": "esperanto"}, "en", id="esperanto"),
    ],
)
def test_the_language_is_that_of_the_locale_where_it_is_spoken_here(
    terminal: Open, environment: Mapping[str, str], language: str
) -> None:
    at = walk_until(
        terminal(plain=True, language=language, environment=environment), "substances", FAMILY
    )
    assert squeezed(words(language).welcome) in squeezed(at.text)
    assert stop_here(at) == 0
    said = {"for_whom": FAMILY["for_whom"]}
    assert suggested(terminal, said, "--lang", language, like=at) in at.text


@spanish
def test_what_was_asked_for_goes_before_the_locale(terminal: Open) -> None:
    at = terminal("--lang", "en", plain=True, environment={"LANG": "es_US.UTF-8"})
    assert at.question().id == "crisis"


@spanish
def test_ctrl_c_says_what_is_lost_in_spanish(terminal: Open) -> None:
    at = terminal("--lang", "es", plain=True, language="es")
    at.question()
    assert at.stop() == 130
    assert_told(at)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_goes_back_finds_the_answer_and_enter_keeps_it(terminal: Open, *, plain: bool) -> None:
    said = {"for_whom": ["self"], "substances": ["alcohol", "cannabis"]}
    at = walk_until(terminal(plain=plain), "now", said)
    at.press("b")
    assert at.question().id == "substances"
    at.press("b")
    assert at.question().id == "for_whom"
    at.send(ENTER)
    assert at.question().id == "substances"
    at.send(ENTER)
    assert at.question().id == "now"
    assert squeezed(f"{words().recorded}: Alcohol; Cannabis, weed.") in at.before
    assert stop_here(at) == 0
    assert suggested(terminal, said, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("command", ["?", "w", "h", "e", "c", "s", "b"])
def test_what_is_half_chosen_comes_back_after_a_command(
    terminal: Open, command: str, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    if plain:
        at.send(f"1, 11, xyzzy{ENTER}")
        assert at.until(*invites())
    else:
        at.send("1 11 ")
    at.press(command)
    if command == "h":
        assert at.until(squeezed(words().press_enter if plain else words().press_key))
        at.send(ENTER)
    if command == "e":
        at.language = "es"
    if at.coming() is Choice.WHICH:
        at.pick("leave_as_is")
    elif at.put is Choice.NEXT:
        at.pick("go_on_asking")
    elif command == "b":
        at.send(ENTER)
    assert at.question().id == "substances"
    at.send(ENTER)
    assert at.question().id == "now"
    question = question_of("substances", at.language)
    labels = [in_voice(question.options[place].label, "self") for place in (0, 10)]
    recorded = words(at.language).recorded
    assert squeezed(f"{recorded}: {'; '.join(labels)}.") in at.before


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_what_is_typed_ahead_answers_neither_danger_nor_the_menu_under_an_alarm(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.send(f"7{ENTER}" * 3)
    at.question()
    at.answer(["suicidal_thoughts"], ahead=f"3{ENTER}" * 3)
    assert at.coming() is Choice.GO_ON
    at.pick("go_on")
    assert at.question().id == "for_whom"


def test_words_said_to_danger_are_answered_with_911_and_the_choices(terminal: Open) -> None:
    at = terminal(plain=True)
    at.question()
    for line in ("my son is on the floor", "911", "", "dsfkj"):
        at.send(f"{line}{ENTER}")
        assert at.until(*invites())
        assert squeezed(words().danger_answer) in at.before
        assert squeezed("7. None of these") in at.before
    at.send(f"1,7{ENTER}")
    assert at.coming() is Choice.NEXT
    assert_whole(["emergency_911"], at.before)
    left_out = words().none_left_out.format(none="None of these")
    assert squeezed(left_out) in at.before


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_after_more_questions_the_menu_says_what_moved(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), Choice.NEXT, ALONE)
    at.send(ENTER)  # more questions
    assert isinstance(at.coming(), Question)
    walk_until(at, Choice.NEXT, ALONE)
    came, went = (getattr(words(), name).partition("{")[0] for name in ("came_in", "went_out"))
    assert any(squeezed(said) in at.before for said in (came, went, words().stayed))


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("kind", "sign"), [("sheet_html", "<!doctype html>"), ("sheet_text", "1.")]
)
def test_a_sheet_is_saved_where_the_person_says_for_them_alone(
    terminal: Open, tmp_path: Path, kind: str, sign: str, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain, folder=tmp_path), Choice.NEXT, ALONE)
    at.pick("sheet")
    assert at.coming() is Choice.KIND
    at.pick(kind)
    assert at.until(squeezed(words().sheet_where.partition("{")[0]))
    at.send(f"mine.txt{ENTER}")
    assert at.coming() is Choice.NEXT
    at.press("q")
    assert at.end() == 0
    text = (tmp_path / "mine.txt").read_text("utf-8")
    assert sign.lower() in text.lower()
    assert (tmp_path / "mine.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_ctrl_c_at_the_name_of_a_file_writes_none_and_goes_back_to_the_menu(
    terminal: Open, tmp_path: Path, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain, folder=tmp_path), Choice.NEXT, ALONE)
    at.pick("sheet")
    assert at.coming() is Choice.KIND
    at.pick("sheet_text")
    assert at.until(squeezed(words().sheet_where.partition("{")[0]))
    assert at.until("pathfinder.txt:")
    at.send(CTRL_C)
    assert at.coming() is Choice.NEXT
    assert not list(tmp_path.iterdir())
    assert at.stop() == 130


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_one_of_the_first_three_is_read_and_all_are_shown(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), Choice.NEXT, ALONE)
    at.pick("read_one")
    assert at.coming() is Choice.READ
    at.choose(0)
    assert at.coming() is Choice.NEXT
    assert squeezed(words().first_visit).lower() in at.before.lower()
    at.pick("show_every")
    assert at.coming() is Choice.NEXT
    heading = squeezed(words().best_first).lower()
    assert squeezed(at.text).lower().count(heading) == 2
    at.pick("start_again")
    assert at.question().id == "crisis"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("size", sizes())
def test_what_is_ticked_in_a_checklist_is_said_to_its_own_questions(
    terminal: Open, size: tuple[int, int], *, plain: bool
) -> None:
    said: Said = {"crisis": ["none"], "for_whom": ["self"], "substances": ["alcohol"]}
    at = walk_until(terminal(plain=plain, size=size), "now", said)
    at.answer(["using", "return_to_use", "moderation"])
    asked, code = walk(at, {"drinking": ["daily_light"], "signs": ["none"]}, show_command=True)
    assert code == 0
    assert not {"stage", "recent", "goal"} & set(asked)
    said = {**said, "stage": ["using"], "recent": ["return_to_use"], "drinking": ["daily_light"]}
    said = {**said, "signs": ["none"], "goal": ["moderation"], **NOTHING_FITS}
    (command,) = commands_shown(at)
    assert shlex.split(command)[2:] == flags(said)
    assert_shown(suggested(terminal, said, like=at, size=size), at, size)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_with_a_loved_one_it_is_said_about_whom_comes_next(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "for_whom")
    at.answer(["loved_one"])
    assert at.question().id == "substances"
    assert squeezed(words().about_them) in at.before
    walk_until(at, "life", {"substances": ["alcohol"]})
    assert squeezed(words().about_you) in squeezed(at.text)
