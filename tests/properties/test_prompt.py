"""The answer under construction: whatever is pressed or typed, nothing chosen is lost unasked."""

import functools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.interview.checklist import checklist_question
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.prompts.finding import called, command_meant, found
from pathfinder.prompts.keys import MOVES, pressed
from pathfinder.prompts.lines import line_typed
from pathfinder.prompts.picture import Head, picture
from pathfinder.prompts.prompt import Asks, Draft, Left, Prompt, opened
from pathfinder.prompts.putting import MOST_NUMBERED, Command, put_menu, put_question

OURS = load_knowledge()
SPANISH = load_knowledge("es")
WORDS = OURS.interface


@functools.cache
def questions() -> Sequence[Question]:
    lists = (checklist_question(OURS, checklist, lambda _: True) for checklist in OURS.checklists)
    return (*OURS.questions, *(question for question in lists if question))


def prompt_of(id_: str, *ticked: str) -> Prompt:
    question = next(question for question in questions() if question.id == id_)
    return opened(put_question(WORDS, question, "self"), Draft(tuple(ticked)))


def after(prompt: Prompt, *keys: str) -> Prompt:
    """Return `prompt` after keys: names, or text that is typed letter by letter."""
    for key in keys:
        for each in [key] if key in NAMED else key:
            if prompt.done is None:
                prompt = pressed(prompt, each)
    return prompt


NAMED = {*MOVES, "enter", "escape", "backspace", "interrupt"}


@pytest.mark.parametrize(
    ("id_", "keys", "answer"),
    [
        pytest.param("crisis", ["1", "enter"], ["overdose_now"], id="digit"),
        pytest.param("crisis", ["down", "enter"], ["withdrawal_now"], id="arrow"),
        pytest.param("crisis", ["down", " ", "enter"], ["withdrawal_now"], id="arrow-space"),
        pytest.param("crisis", ["6 ", "enter"], ["body_now"], id="digit-space"),
        pytest.param("crisis", ["5 3", "enter"], ["suicidal_thoughts", "abuse_at_home"], id="two"),
        pytest.param("crisis", ["53", "enter"], ["suicidal_thoughts", "abuse_at_home"], id="53"),
        pytest.param("crisis", ["69", "enter"], ["body_now"], id="too-high-after-right"),
        pytest.param("crisis", ["71", "enter"], ["overdose_now"], id="none-then-danger"),
        pytest.param("crisis", ["17", "enter"], ["overdose_now"], id="danger-then-none"),
        pytest.param("crisis", ["suicide", "enter", "enter"], ["suicidal_thoughts"], id="word"),
        pytest.param("crisis", ["not breathing", "enter", "enter"], ["overdose_now"], id="words"),
        pytest.param("crisis", ["shaking", "enter", "enter"], ["withdrawal_now"], id="alias"),
        pytest.param("crisis", ["skip", "enter"], [], id="skip"),
        pytest.param("substances", ["12", "enter"], ["nicotine"], id="12"),
        pytest.param("substances", ["1 2", "enter"], ["alcohol", "opioids"], id="1-and-2"),
        pytest.param("substances", ["1,2", "enter"], ["alcohol", "opioids"], id="1-comma-2"),
        pytest.param("substances", ["12", "backspace", "1", "enter"], ["alcohol"], id="backspace"),
        pytest.param("substances", ["xanax,weed,", "enter"], ["benzodiazepines", "cannabis"], id="names"),
        pytest.param("substances", ["hero", "enter", "enter"], ["opioids"], id="begun"),
        pytest.param("for_whom", ["2", "enter"], ["loved_one"], id="one"),
        pytest.param("for_whom", ["42", "enter"], ["loved_one"], id="one-twice"),
        pytest.param("for_whom", ["2", "down", "enter"], ["client"], id="one-then-arrow"),
        pytest.param("for_whom", ["down", "enter"], ["loved_one"], id="one-arrow"),
        pytest.param("for_whom", ["family", "enter"], ["loved_one"], id="one-word"),
        pytest.param("for_whom", ["enter", "enter"], [], id="skipped"),
        pytest.param("goal", ["quit", "enter"], ["abstinence"], id="a-word-of-an-answer-first"),
        pytest.param("tried_and_liked", ["rehab, suboxone, 12 steps,", "enter"], ["residential_treatment", "moud", "aa"], id="everyday"),
        pytest.param("tried_and_liked", ["na", "enter", "church", "enter", "enter"], ["na", "faith_based"], id="na"),
    ],
)  # fmt: skip
def test_keys_give_the_answer_that_they_show(
    id_: str, keys: Sequence[str], answer: Sequence[str]
) -> None:
    done = after(prompt_of(id_), *keys).done
    assert isinstance(done, tuple)
    assert set(done) == set(answer)


@pytest.mark.parametrize(
    ("id_", "line", "answer"),
    [
        pytest.param("crisis", "3", ["suicidal_thoughts"], id="number"),
        pytest.param("crisis", "1,7", ["overdose_now"], id="danger-and-none"),
        pytest.param("crisis", "7 3", ["suicidal_thoughts"], id="none-and-danger"),
        pytest.param("crisis", "Overdose", ["overdose_now"], id="word"),
        pytest.param("crisis", "not breathing", ["overdose_now"], id="two-words"),
        pytest.param("crisis", "suicidio", ["suicidal_thoughts"], id="spanish"),
        pytest.param("crisis", "None of these.", ["none"], id="label"),
        pytest.param("substances", "1 and 12", ["alcohol", "nicotine"], id="and"),
        pytest.param("substances", "alcohol, weed", ["alcohol", "cannabis"], id="names"),
        pytest.param("needs", "work, none", ["work"], id="none-beside-another"),
        pytest.param("for_whom", "2", ["loved_one"], id="one"),
        pytest.param("tried_and_left", "detox, therapy, 12 steps", ["withdrawal_care", "counseling", "aa"], id="everyday"),
    ],
)  # fmt: skip
def test_a_line_gives_the_answer(id_: str, line: str, answer: Sequence[str]) -> None:
    done = line_typed(prompt_of(id_), line).done
    assert isinstance(done, tuple)
    assert set(done) == set(answer)


@pytest.mark.parametrize(
    "line",
    ["my son is on the floor", "911", "xyzzy", "0", "-1", "1-3", "²", "", "   ", "no", "9" * 999],
)
def test_a_line_that_is_not_understood_where_danger_is_asked_is_answered_with_911(
    line: str,
) -> None:
    prompt = line_typed(prompt_of("crisis"), line)
    assert prompt.done is None
    assert WORDS.danger_answer in prompt.note
    assert "911" in prompt.note


def test_enter_alone_is_no_answer_to_danger() -> None:
    for _ in range(3):
        assert after(prompt_of("crisis"), "enter", "enter", "enter").done is None


def test_what_was_right_of_a_line_is_kept_and_enter_alone_gives_it() -> None:
    for line in ("1, 99", "alcohol, xyzzy", "1, pills"):
        prompt = line_typed(prompt_of("substances"), line)
        assert prompt.done is None
        assert prompt.ticked == ("alcohol",)
        assert WORDS.chosen_now in prompt.note
        assert line_typed(prompt, "").done == ("alcohol",)


def test_where_one_is_wanted_two_are_not_taken() -> None:
    prompt = line_typed(prompt_of("for_whom"), "1,2")
    assert prompt.done is None
    assert prompt.note == WORDS.one_only


def test_a_line_adds_to_what_was_chosen_and_takes_away() -> None:
    prompt = line_typed(prompt_of("substances", "alcohol", "cannabis"), "1, 2")
    assert prompt.done is None
    assert prompt.ticked == ("opioids", "cannabis")
    assert line_typed(prompt, "").done == ("opioids", "cannabis")
    emptied = line_typed(prompt_of("substances", "alcohol"), "1")
    assert emptied.note == WORDS.taken_away.format(named="Alcohol")


def test_none_clears_what_is_no_danger_in_sight_and_says_so() -> None:
    prompt = after(prompt_of("needs", "work", "legal_help"), "11")
    assert prompt.ticked == (NONE,)
    assert prompt.note.startswith(WORDS.taken_away.partition(":")[0])
    assert after(prompt, " ", "1 ").ticked == ("work",)


def test_danger_stands_beside_none_and_the_person_is_told() -> None:
    prompt = after(prompt_of("crisis"), "17")
    assert prompt.ticked == ("overdose_now",)
    assert "None of these" in prompt.note


@pytest.mark.parametrize("key", ["?", "q", "escape", "h", "w", "e", "c", "s", "a", "b", "p"])
def test_a_command_keeps_what_is_ticked(key: str) -> None:
    keys = [key] if key in {"?", "q", "escape"} else [key, "enter"]
    prompt = after(prompt_of("substances"), "1 2 ", *keys)
    assert isinstance(prompt.done, Command)
    assert prompt.draft == Draft(("alcohol", "opioids"))
    assert opened(prompt.put, prompt.draft).ticked == ("alcohol", "opioids")


@pytest.mark.parametrize(
    ("word", "command"),
    [("help", Command.HELP), ("back", Command.BACK), ("why", Command.WHY), ("quit", Command.LEAVE),
     ("hel", Command.HELP), ("emergency", Command.HELP), ("español", Command.LANGUAGE)],
)  # fmt: skip
def test_words_name_commands_and_letters_alone_wait_for_enter(word: str, command: Command) -> None:
    assert line_typed(prompt_of("stage"), "help" if word == "hel" else word).done is command
    if word != "quit":  # its first letter leaves at once
        typed = after(prompt_of("stage"), word)
        assert typed.done is None
        assert after(typed, "enter").done is command


@pytest.mark.parametrize("kb", [OURS, SPANISH], ids=["en", "es"])
@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_word_for_a_command_names_it_unless_a_choice_is_called_so(
    question: Question, kb: KnowledgeBase
) -> None:
    there = next((q for q in kb.questions if q.id == question.id), None)
    put = put_question(kb.interface, there or question, "self")
    for word, command in put.command_words().items():
        meant = called(put, word) if command is not Command.LEAVE else found(put, word)
        if len(word) > 1 and len(meant) != 1:
            assert command_meant(put, word) is command, word
        elif len(word) > 1:
            assert command_meant(put, word) is None, word


def test_back_goes_back_where_somebody_went_back_to_using_and_who_would_quit_is_not_sent_away() -> (
    None
):
    assert after(prompt_of("recent"), "back", "enter").done == Command.BACK
    assert line_typed(prompt_of("recent"), "back").done == Command.BACK
    assert line_typed(prompt_of("for_whom"), "help").done == Command.HELP
    assert line_typed(prompt_of("goal"), "quit").done != Command.LEAVE
    goal = next(question for question in SPANISH.questions if question.id == "goal")
    asked = opened(put_question(SPANISH.interface, goal, "self"), Draft(()))
    assert line_typed(asked, "dejar").done == ("abstinence",)


def test_the_letter_that_leaves_waits_where_it_begins_an_answer() -> None:
    assert after(prompt_of("stage"), "q").done is Command.LEAVE
    assert after(prompt_of("goal"), "q").done is None
    assert after(prompt_of("goal"), "q", "enter").done is Command.LEAVE


def test_unknown_words_say_what_is_known() -> None:
    prompt = after(prompt_of("stage"), "xyzzy", "enter")
    assert prompt.done is None
    assert WORDS.not_known.format(typed="xyzzy") in prompt.note
    assert "help" in prompt.note


def test_a_word_that_fits_several_says_which_and_takes_the_one_pointed_at() -> None:
    prompt = after(prompt_of("substances"), "pills", "enter")
    assert prompt.done is None
    assert prompt.ticked == ()
    assert "Pain pills taken as prescribed" in prompt.note
    chosen = after(prompt, "down", "enter")
    assert len(chosen.ticked) == 1


def test_ctrl_c_asks_once_and_enter_goes_on() -> None:
    prompt = after(prompt_of("substances"), "1", "interrupt")
    assert prompt.note == WORDS.leave_question
    goes_on = after(prompt, "enter")
    assert goes_on.done is None
    assert goes_on.ticked == ("alcohol",)
    with pytest.raises(Left):
        pressed(prompt, "interrupt")


def test_skipping_is_asked_first_and_a_key_between_takes_it_back() -> None:
    prompt = after(prompt_of("stage"), "enter")
    assert prompt.asks is Asks.SKIP
    assert prompt.note == WORDS.skip_question
    assert after(prompt, "2", "enter").done == ("just_stopped",)


def test_a_menu_takes_its_default_on_enter_and_else_asks() -> None:
    assert after(opened(put_menu(WORDS, ["one", "two"], 1), Draft()), "enter").done == ("1",)
    without = after(opened(put_menu(WORDS, ["one", "two"], None), Draft()), "enter")
    assert without.done is None
    assert without.note == WORDS.choose_first
    assert after(without, "2", "enter").done == ("1",)


TYPED = st.one_of(
    st.sampled_from(sorted(NAMED - {"interrupt"})),
    st.sampled_from("0123456789 ,;?abcdefghijklmnopqrstuvwxyzñé'"),
    st.sampled_from(["help", "skip", "12", "1,2", "rehab", "none", "overdose", "pills", "1 2"]),
    st.text(max_size=3),
)
"""A key, a letter, or something pasted."""


@settings(max_examples=500)
@for_any(
    id_=st.sampled_from([question.id for question in questions()]),
    keys=st.lists(TYPED, max_size=40),
    size=st.tuples(st.integers(24, 120), st.integers(3, 60)),
)
def test_no_key_loses_what_is_ticked(id_: str, keys: Sequence[str], size: tuple[int, int]) -> None:
    prompt = prompt_of(id_)
    head = Head("What is it?", "Now", "Question 1.", "Why", "Keys")
    for key in keys:
        for each in [key] if key in NAMED else key:
            was, prompt = prompt, pressed(prompt, each)
            assert_fits(prompt, head, size)
            gone = set(was.ticked) - set(prompt.ticked)
            if gone:
                assert takes_away(was, each, gone, prompt)
            if prompt.done is not None:
                if prompt.done == () and was.ticked:
                    pytest.fail("skipped, and something was ticked")
                if isinstance(prompt.done, tuple):
                    assert set(was.ticked) <= set(prompt.done) or not was.put.many
                return


def takes_away(was: Prompt, key: str, gone: set[str], now: Prompt) -> bool:
    """Return whether `key` says that `gone` is to go."""
    put = was.put
    if not put.many:
        return True  # another is chosen, or the same once more
    if key.isdecimal() or key == "backspace":
        return bool(now.number or was.number) or now.ticked == (NONE,)
    risky = any(put.choice(id_).risk for id_ in gone)
    pointed = put.choices[was.pointed].id
    return gone in ({pointed}, {NONE}) or (now.ticked == (NONE,) and not risky)


def assert_fits(prompt: Prompt, head: Head, size: tuple[int, int]) -> None:
    """Assert that the question, the choice pointed at and its mark stand on the screen."""
    columns, rows = size
    lines = picture(prompt, head, columns, rows)
    assert len(lines) <= rows
    assert all(len(line.text) < columns for line in lines)
    if rows >= 20 and columns >= 50:
        assert sum(line.is_bold for line in lines)
        assert any(line.text.startswith(">") for line in lines)
        mark = "x" if prompt.put.choices[prompt.pointed].id in prompt.ticked else " "
        pointed = next(line.text for line in lines if line.text.startswith(">"))
        assert re.match(rf"> [\[(]{mark}[\])]", pointed)


@settings(max_examples=200)
@for_any(
    id_=st.sampled_from([question.id for question in questions()]),
    lines=st.lists(st.one_of(TYPED, st.text(max_size=20)), max_size=8),
)
def test_no_line_loses_what_is_chosen(id_: str, lines: Sequence[str]) -> None:
    prompt = prompt_of(id_)
    for line in lines:
        was, prompt = prompt, line_typed(prompt, line)
        if prompt.done is not None:
            if isinstance(prompt.done, tuple) and was.put.many and not line.strip():
                assert set(was.ticked) == set(prompt.done)
            return
        gone = set(was.ticked) - set(prompt.ticked)
        risky = {id_ for id_ in gone if was.put.choice(id_).risk}
        assert not (risky and NONE in prompt.ticked)


def test_every_screen_shows_more_below_where_there_is_more() -> None:
    long = max(questions(), key=lambda question: len(question.options))
    prompt = opened(put_question(WORDS, long, "self"), Draft())
    assert len(long.options) > MOST_NUMBERED
    shown = [line.text for line in picture(prompt, Head("What?"), 80, 24)]
    assert any(WORDS.more_below in line for line in shown)
    at_end = after(prompt, "end")
    shown = [line.text for line in picture(at_end, Head("What?"), 80, 24)]
    assert any(WORDS.more_above in line for line in shown)
    assert not any(WORDS.more_below in line for line in shown)


def test_in_spanish_words_of_answers_and_commands_are_known() -> None:
    question = next(question for question in SPANISH.questions if question.asks_of_danger)
    prompt = opened(put_question(SPANISH.interface, question, "self"), Draft())
    assert line_typed(prompt, "no respira").done == ("overdose_now",)
    assert line_typed(prompt, "ayuda").done is Command.HELP
    assert line_typed(prompt, "skip").done == ()


@pytest.mark.parametrize(
    ("id_", "typed", "answer"),
    [
        pytest.param("for_whom", "my brother", ["loved_one"], id="my brother"),
        pytest.param("substances", "too much wine, and heroin", ["alcohol", "opioids"], id="two"),
        pytest.param("crisis", "he is not breathing", ["overdose_now"], id="not breathing"),
        pytest.param("crisis", "mi hijo no despierta", ["overdose_now"], id="no despierta"),
        pytest.param("for_whom", "the brotherhood", [], id="a word holds whole words only"),
    ],
)
def test_a_sentence_with_a_word_for_an_answer_is_understood(
    id_: str, typed: str, answer: Sequence[str]
) -> None:
    assert list(line_typed(prompt_of(id_), typed).ticked) == answer
