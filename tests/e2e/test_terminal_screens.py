"""What stands on the screen, in sizes that people have: nothing that matters has scrolled away."""

import shutil

import pytest

from pathfinder.model.knowledge.wording import in_voice
from tests.e2e.terminal import (
    ALONE,
    DRINKS_DAILY,
    ENTER,
    LAST,
    Choice,
    Open,
    Terminal,
    assert_whole,
    invites,
    question_of,
    spanish,
    squeezed,
    walk_until,
    words,
)

USUAL, LOW, TINY = (24, 80), (20, 60), (16, 40)
NO_PAGER = {"PATH": "/nowhere"}
needs_less = pytest.mark.skipif(not shutil.which("less"), reason="needs less")


def assert_ends_with_the_card(at: Terminal) -> None:
    """Assert that the card stands on the screen, and below it nothing but the menu."""
    shown = at.lines()
    starts = [line.startswith(words(at.language).keep_in_sight) for line in shown]
    assert any(starts), shown
    below = squeezed("".join(shown[starts.index(True) :]))
    assert squeezed(words(at.language).danger) in below
    assert squeezed(words(at.language).what_next) in below


@needs_less
@pytest.mark.parametrize("size", [USUAL, LOW], ids=["24x80", "20x60"])
def test_a_list_in_the_interview_begins_at_its_top_and_leaves_the_card_above_the_menu(
    terminal: Open, size: tuple[int, int]
) -> None:
    at = walk_until(terminal(size=size), LAST, DRINKS_DAILY)
    at.answer()
    assert at.until(squeezed(words().pager_keys))
    assert at.lines()[0].startswith(words().call_911_for)
    at.send("q")
    assert at.coming() is Choice.NEXT
    assert_ends_with_the_card(at)


@pytest.mark.parametrize("field", ["read_one", "show_every"])
def test_what_is_read_from_the_menu_comes_in_pages_and_leaves_the_card(
    terminal: Open, field: str
) -> None:
    at = terminal(size=USUAL, environment=NO_PAGER)
    walk_until(at, Choice.NEXT, DRINKS_DAILY)
    at.pick(field)
    if field == "read_one":
        assert at.coming() is Choice.READ
        at.choose(0)
    assert at.until(squeezed(words().by_page_keys))
    assert len(at.lines()) <= USUAL[0]
    at.send(f"q{ENTER}")
    assert at.coming() is Choice.NEXT
    assert_ends_with_the_card(at)


def test_a_plain_interview_is_never_held_up(terminal: Open) -> None:
    at = walk_until(terminal(plain=True, size=TINY), Choice.NEXT, DRINKS_DAILY)
    at.pick("read_one")
    assert at.coming() is Choice.READ
    at.choose(0)
    assert at.coming() is Choice.NEXT
    at.pick("show_every")
    assert at.coming() is Choice.NEXT
    shown = squeezed(at.text)
    for field in ("pager_keys", "by_page_keys", "list_goes_on"):
        assert squeezed(getattr(words(), field)) not in shown


@spanish
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("option", ["overdose_now", "withdrawal_now"])
def test_an_emergency_stands_on_a_tiny_screen_from_its_first_line_to_the_choices(
    terminal: Open, option: str, language: str
) -> None:
    at = terminal("--lang", language, size=TINY, language=language)
    at.question()
    at.answer([option])
    assert at.coming() is Choice.NEXT
    shown = squeezed("".join(at.lines()))
    for field in ("call_911_now", "crisis_988", "mistake", "stop_here"):
        assert squeezed(getattr(words(language), field)) in shown


@spanish
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [USUAL, TINY], ids=["24x80", "16x40"])
def test_an_alarm_longer_than_the_screen_waits_before_its_top_is_gone(
    terminal: Open, language: str, size: tuple[int, int]
) -> None:
    at = terminal("--lang", language, size=size, language=language)
    at.question()
    at.answer(["suicidal_thoughts", "partner_violence", "abuse_at_home", "body_now"])
    assert at.until(squeezed(words(language).by_page_keys))
    assert squeezed(words(language).call_911_for) in squeezed("".join(at.lines()))
    said = at.before
    at.send(ENTER)
    assert at.coming() is Choice.GO_ON
    if language == "en":
        assert_whole(["emergency_911", "crisis_988", "partner_violence"], said + at.before)


def test_help_on_a_tiny_screen_waits_before_its_top_is_gone(terminal: Open) -> None:
    at = terminal(size=TINY)
    at.question()
    at.press("h")
    assert at.until(squeezed(words().by_page_keys))
    assert squeezed(words().danger) in squeezed("".join(at.lines()))
    at.send(ENTER)
    assert at.until(squeezed(words().press_enter))
    at.send(ENTER)
    assert at.question().id == "crisis"


def test_a_list_longer_than_a_tiny_screen_comes_in_pages_and_can_be_answered_from_the_first(
    terminal: Open,
) -> None:
    at = walk_until(terminal(size=TINY), "for_whom", DRINKS_DAILY)
    at.answer(["self"])
    substances = question_of("substances")
    first, *_, last = (in_voice(option.label, "self") for option in substances.options)
    pages, shown = 0, ""
    while at.until(*invites()):
        shown = squeezed("".join(at.lines()))
        if squeezed(last) in shown:
            break
        assert squeezed(words().list_goes_on) in shown
        pages += 1
        at.send(ENTER)
    assert pages > 1
    assert squeezed(in_voice(substances.prompt, "self")) in shown
    at.send(f"1{ENTER}")
    assert at.question().id == "now"
    at.press("b")
    assert at.until(squeezed(words().list_goes_on))
    at.send(f"2{ENTER}{ENTER}")
    assert at.until(squeezed(f"{words().recorded}: {first}; "))


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "drawn"])
def test_what_is_typed_ahead_of_a_list_chooses_nothing_below_it(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), LAST, ALONE)
    at.send(f"{ENTER * 2}{'1' if plain else ''}{ENTER * 3}")
    assert at.coming() is Choice.NEXT
    assert squeezed(words().which_one) not in squeezed(at.text)
    at.pick("finish")
    assert at.end() == 0


def test_a_menu_names_only_the_keys_that_do_something_there(terminal: Open) -> None:
    at = walk_until(terminal(), Choice.NEXT, ALONE)
    at.press("?")
    assert at.coming() is Choice.NEXT
    said = at.before
    assert squeezed(f"h {words().commands['h']}") in said
    assert squeezed(f"w {words().commands['w']}") not in said


def test_on_a_tiny_screen_911_stands_above_the_choices_that_come_again(terminal: Open) -> None:
    at = terminal(size=TINY)
    at.question()
    at.send(f"my son is on the floor{ENTER}")
    assert at.until(squeezed(words().danger_answer))
    assert at.until(*invites())
    shown = squeezed("".join(at.lines()))
    assert squeezed(words().danger_answer) in shown
    assert squeezed(words().list_goes_on) in shown


def test_on_a_tiny_screen_the_card_stands_alone_before_the_menu(terminal: Open) -> None:
    at = terminal(size=TINY, environment=NO_PAGER)
    walk_until(at, LAST, DRINKS_DAILY)
    at.answer()
    pages = 0
    while squeezed(words().keep_in_sight).lower() not in at.before.lower():
        assert at.until(squeezed(words().by_page_keys))
        at.send(ENTER)
        pages += 1
    assert pages > 2
    shown = squeezed("".join(at.lines()))
    assert squeezed(words().what_next) not in shown
    assert at.coming() is Choice.NEXT


def test_danger_is_not_said_to_be_skipped_by_enter_and_the_next_question_is(terminal: Open) -> None:
    at = terminal(plain=True)
    at.question()
    assert squeezed(words().hint_danger) in squeezed(at.text)
    assert squeezed(words().hint_numbers) not in squeezed(at.text)
    at.answer(["none"])
    assert at.question().id == "for_whom"
    assert squeezed(words().hint_numbers) in squeezed(at.text)
    at.answer(["self"])
    at.question()
    at.press("b")
    assert at.question().id == "for_whom"
    assert squeezed(f"For me. {words().keeps_one}") in squeezed(at.text)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("\x1bOP", id="F1"),
        pytest.param("\x1b[15~", id="F5"),
        pytest.param("\x1b[1;2A", id="shift-up"),
        pytest.param("\x1b[2~", id="insert"),
        pytest.param("\x01", id="ctrl-a"),
        pytest.param("\x00", id="ctrl-space"),
    ],
)
def test_a_key_that_means_nothing_types_nothing(terminal: Open, key: str) -> None:
    at = terminal(size=USUAL)
    at.question()
    at.send(f"{key}3{ENTER}")
    assert at.coming() is Choice.GO_ON
    assert squeezed(f"{words().typed}:") not in squeezed(at.text)


def test_what_is_pasted_ticks_and_never_goes_on(terminal: Open) -> None:
    at = terminal(size=USUAL)
    at.question()
    at.send("\x1b[200~3\n4\n\x1b[201~")
    at.press("?")
    assert at.question().id == "crisis"
    shown = [line for line in at.lines() if "[x]" in line]
    assert ["3." in shown[0], "4." in shown[1], len(shown)] == [True, True, 2]


def test_help_waits_for_a_key_where_the_terminal_tells_where_its_cursor_is(terminal: Open) -> None:
    at = terminal(size=USUAL, environment={"PROMPT_TOOLKIT_NO_CPR": ""})
    told = 0

    def tell() -> None:
        nonlocal told
        asked = at.text.count("\x1b[6n")
        at.send("\x1b[1;1R" * (asked - told))
        told = asked

    at.question()
    tell()
    at.answer(["none"])
    assert at.question().id == "for_whom"
    tell()
    at.send(f"h{ENTER}")
    assert at.until(squeezed(words().press_key))
    tell()
    at.send("x")  # a key goes back, and is no part of an answer
    assert at.question().id == "for_whom"
    tell()
    at.press("?")
    assert at.question().id == "for_whom"
    assert told > 3
    assert f"{words().typed}:" not in at.text
