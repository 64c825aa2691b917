"""The interview at a real pseudo-terminal: what is shown, what keys do, what is left behind."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pathfinder import load_knowledge
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question, QuestionType
from pathfinder.model.wording import Voice, in_voice
from pathfinder.prompts import MOST_LISTED

if sys.platform == "win32":
    pytest.skip("pexpect has no pseudo-terminal on Windows", allow_module_level=True)

import termios

import pexpect

# Python 3.12 warns of a fork beside threads, and pytest-xdist has one. The child only executes.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

WHY = "Why we ask:"
INVITE = r"Enter skips:|Enter goes on:|Arrows, Enter:"
GO_ON = r"Go\s+on\s+with\s+the\s+questions\?"
OFFER = r"Show\s+the\s+command\s+that\s+gives\s+this\s+list\s+again\?"
PICK = r"Number:|Arrows, Enter:"
ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-B]")
# prompt_toolkit goes to the last column anew before it writes there.
LAST_COLUMN = re.compile(r"\r\x1b\[\d+C")
ENTER, DOWN, CTRL_C, CTRL_D = "\r", "\x1b[B", "\x03", "\x04"
WIDE, LOW, NARROW = (40, 100), (24, 120), (24, 40)

Said = Mapping[str, Sequence[str]]

ALONE: Said = {
    "crisis": ["none"],
    "for_whom": ["self"],
    "substances": ["alcohol", "behaviors"],
    "stage": ["using"],
    "drinking": ["daily_heavy"],
    "signs": ["shakes_or_sweats", "lost_control"],
    "goal": ["moderation"],
    "approach": ["secular"],
    "twelve_step": ["avoid"],
    "age_group": ["age_26_64"],
    "access": ["online"],
    "tried_and_left": ["aa", "smart"],
}
FAMILY: Said = {
    "for_whom": ["loved_one"],
    "substances": ["opioids", "unknown_pills"],
    "recent": ["overdose"],
    "age_group": ["under_18"],
    "needs": ["family_skills", "sober_friends"],
}
ALARMED: Said = {
    "crisis": ["suicidal_thoughts", "partner_violence"],
    "for_whom": ["self"],
    "communities": ["veteran", "lgbtq"],
    "language": ["spanish"],
}


def hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`pathfinder` at a pseudo-terminal of (rows, columns), and what it has written so far."""

    def __init__(
        self, arguments: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]
    ) -> None:
        self.written = io.StringIO()
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "pathfinder", *arguments],
            dimensions=size,
            encoding="utf-8",
            codec_errors="replace",
            env={**bare_environment(), "TERM": "xterm-256color", **environment},
            timeout=20,
            # A runner started in the background has Ctrl-C switched off, and would hand that on.
            preexec_fn=hear_ctrl_c,
        )
        self.child.delaybeforesend = None
        self.child.logfile_read = self.written

    @property
    def text(self) -> str:
        """All that was written, with line ends as in a file."""
        return self.written.getvalue().replace("\r\n", "\n")

    def until(self, *patterns: object) -> int:
        """Wait for the first of `patterns` that comes; return which it was."""
        return int(self.child.expect(list(patterns)))

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def question(self, kb: KnowledgeBase) -> Question:
        """Wait for the prompt of the question whose "why we ask" just came; return which it is."""
        self.until(INVITE)
        shown = squeezed(self.child.before)
        helps = ((q, squeezed(in_voice(q.help, voice))) for q in kb.questions for voice in Voice)
        return next(question for question, help_ in helps if shown.startswith(help_))

    def choose(self, choice: int, *, plain: bool) -> None:
        """Choose from a list that is no question, counted from 0."""
        self.until(PICK)
        self.send(f"{choice + 1}{ENTER}" if plain else f"{DOWN * choice}{ENTER}")

    def end(self) -> int | None:
        """Wait for the process to end; return its exit code, or nothing where a signal ended it."""
        self.until(pexpect.EOF)
        self.child.wait()
        code: int | None = self.child.exitstatus
        return code


Open = Callable[..., Terminal]


@pytest.fixture
def terminal() -> Iterator[Open]:
    """Open terminals, and close them after the test."""
    opened: list[Terminal] = []

    def open_(
        *arguments: str, size: tuple[int, int] = WIDE, environment: Mapping[str, str] | None = None
    ) -> Terminal:
        opened.append(Terminal(arguments, size, environment or {}))
        return opened[-1]

    yield open_
    for each in opened:
        each.child.close(force=True)


def bare_environment() -> dict[str, str]:
    """The environment without what changes how pathfinder draws."""
    ours = {"COLUMNS", "LINES", "NO_COLOR", "PATHFINDER_PLAIN", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    # Without it, prompt_toolkit waits two seconds for an answer that a pseudo-terminal never gives.
    return {**kept, "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONUTF8": "1"}


def squeezed(text: str) -> str:
    """Fold away escape codes and white space: what is left does not depend on the width."""
    return "".join(ESCAPE.sub("", text).split())


def keys_for(question: Question, options: Sequence[str], *, plain: bool) -> str:
    """Return the keys that give `options` to `question`; none of them skips it."""
    if len(question.options) > MOST_LISTED:
        return ",".join(options) + ENTER
    places = [i for i, option in enumerate(question.options) if option.id in options]
    if plain:
        return ", ".join(str(place + 1) for place in places) + ENTER
    if question.type is QuestionType.MANY:
        return "".join(f"{DOWN * (b - a)} " for a, b in pairwise([0, *places])) + ENTER
    return "".join(DOWN * (place + 1) for place in places) + ENTER


def walk(
    at: Terminal, said: Said, *, plain: bool, show_command: bool = False
) -> tuple[Sequence[str], int | None]:
    """Say `said`, skip everything else, go on after alarms; return what was asked, and the code."""
    kb = load_knowledge()
    asked: list[str] = []
    while True:
        match at.until(WHY, GO_ON, OFFER, pexpect.EOF):
            case 0:
                question = at.question(kb)
                asked.append(question.id)
                at.send(keys_for(question, said.get(question.id, ()), plain=plain))
            case 1:
                at.choose(0, plain=plain)
            case 2:
                at.choose(int(show_command), plain=plain)
            case _:
                return asked, at.end()


def piped(*arguments: str, columns: int = 100) -> str:
    """Return what `pathfinder` with `arguments` writes to a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "pathfinder", *arguments],
        env={**bare_environment(), "COLUMNS": str(columns)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


def flags(said: Said) -> list[str]:
    return [
        word
        for question, options in said.items()
        for word in (f"--{question.replace('_', '-')}", ",".join(options))
    ]


def plain_and_drawn() -> Sequence[Any]:
    return [pytest.param(True, id="plain"), pytest.param(False, id="drawn")]


def mode(*, plain: bool) -> list[str]:
    return ["--plain"] if plain else []


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(WIDE, id="40x100"),
        pytest.param(LOW, id="24x120"),
        pytest.param(NARROW, id="24x40"),
    ],
)
def test_enter_alone_leads_through_every_question_to_the_result(
    terminal: Open, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(*mode(plain=plain), size=size)
    asked, code = walk(at, {}, plain=plain)
    always = [question.id for question in load_knowledge().questions if not question.ask_when]
    assert [id_ for id_ in asked if id_ in always] == always
    assert "whatmayfit" in squeezed(at.text).lower()
    assert code == 0


@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-40x100"),
        pytest.param(ALONE, NARROW, id="alone-24x40"),
        pytest.param(FAMILY, LOW, id="family-24x120"),
        pytest.param(ALARMED, WIDE, id="alarmed-40x100"),
    ],
)
def test_keys_in_a_drawn_interview_give_what_suggest_draws_for_the_same_answers(
    terminal: Open, tmp_path: Path, said: Said, size: tuple[int, int]
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(said), encoding="utf-8")
    suggested = terminal("suggest", "--answers", str(answers), size=size)
    assert suggested.end() == 0
    at = terminal(size=size)
    asked, code = walk(at, said, plain=False)
    assert set(said) <= set(asked)
    assert code == 0
    assert suggested.text in at.text


@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-40x100"),
        pytest.param(ALONE, NARROW, id="alone-24x40"),
        pytest.param(FAMILY, LOW, id="family-24x120"),
        pytest.param(ALARMED, WIDE, id="alarmed-40x100"),
    ],
)
def test_numbers_in_a_plain_interview_give_what_suggest_prints_for_the_same_answers(
    terminal: Open, said: Said, size: tuple[int, int]
) -> None:
    at = terminal("--plain", size=size)
    asked, code = walk(at, said, plain=True)
    assert set(said) <= set(asked)
    assert code == 0
    assert piped("suggest", "--plain", *flags(said), columns=size[1]) in at.text


@pytest.mark.parametrize(
    "size", [pytest.param(WIDE, id="40x100"), pytest.param(NARROW, id="24x40")]
)
def test_skipping_everything_gives_what_suggest_prints_without_answers(
    terminal: Open, size: tuple[int, int]
) -> None:
    at = terminal("--plain", size=size)
    walk(at, {}, plain=True)
    assert at.text.endswith(f"\n\n{piped('suggest', '--plain', columns=size[1])}")


def test_pathfinder_alone_is_pathfinder_interview(terminal: Open) -> None:
    alone, named = terminal("--plain"), terminal("interview", "--plain")
    assert walk(alone, FAMILY, plain=True) == walk(named, FAMILY, plain=True)
    assert alone.text == named.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "said", [pytest.param(ALONE, id="alone"), pytest.param(ALARMED, id="alarmed")]
)
def test_the_command_that_is_offered_gives_the_same_page(
    terminal: Open, said: Said, *, plain: bool
) -> None:
    at = terminal(*mode(plain=plain))
    walk(at, said, plain=plain, show_command=True)
    last = ESCAPE.sub("", at.text).rstrip("\n").rpartition("\n")[2]
    program, *arguments = shlex.split(last)
    assert program == "pathfinder"
    page = piped(*arguments, "--plain")
    assert page == piped("suggest", "--plain", *flags(said))
    if plain:
        assert page in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_the_command_shows_no_answer_unless_it_is_asked_for(terminal: Open, *, plain: bool) -> None:
    at = terminal(*mode(plain=plain))
    walk(at, ALARMED, plain=plain)
    assert "--crisis" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_no_command_is_offered_where_nothing_was_answered(terminal: Open, *, plain: bool) -> None:
    at = terminal(*mode(plain=plain))
    walk(at, {}, plain=plain)
    assert not re.search(OFFER, at.text)


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "size", [pytest.param(WIDE, id="40x100"), pytest.param(NARROW, id="24x40")]
)
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
    kb = load_knowledge()
    at = terminal(*mode(plain=plain), size=size)
    at.until(WHY)
    at.send(keys_for(at.question(kb), [option], plain=plain))
    assert at.until(GO_ON, WHY, pexpect.EOF) == 0
    shown = squeezed(at.child.before)
    contacts = {contact.id: contact for contact in kb.contacts}
    for notice in (notice for notice in kb.notices if notice.id in notice_ids):
        assert squeezed(in_voice(notice.text, Voice.SELF)) in shown
        for contact in (contacts[id_] for id_ in notice.contacts):
            ways = (contact.label, contact.phone, contact.text, contact.url)
            assert all(squeezed(way) in shown for way in ways if way)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_stopping_at_an_alarm_ends_with_the_list(
    terminal: Open, tmp_path: Path, *, plain: bool
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"crisis": ["suicidal_thoughts"]}), encoding="utf-8")
    suggested = terminal("suggest", *mode(plain=plain), "--answers", str(answers))
    assert suggested.end() == 0
    at = terminal(*mode(plain=plain))
    at.until(WHY)
    at.send(keys_for(at.question(load_knowledge()), ["suicidal_thoughts"], plain=plain))
    at.until(GO_ON)
    at.choose(1, plain=plain)
    assert at.until(OFFER, WHY, pexpect.EOF) == 0
    assert suggested.text in at.text
    at.choose(0, plain=plain)
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "option",
    [
        pytest.param("overdose_now", id="overdose"),
        pytest.param("withdrawal_now", id="withdrawal"),
    ],
)
def test_after_an_emergency_that_can_not_wait_nothing_more_is_asked(
    terminal: Open, tmp_path: Path, option: str, *, plain: bool
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"crisis": [option]}), encoding="utf-8")
    suggested = terminal("suggest", *mode(plain=plain), "--answers", str(answers))
    assert suggested.end() == 0
    at = terminal(*mode(plain=plain))
    at.until(WHY)
    at.send(keys_for(at.question(load_knowledge()), [option], plain=plain))
    assert at.until(WHY, GO_ON, OFFER, pexpect.EOF) == 3
    assert at.end() == 0
    assert "call911" in squeezed(at.text)
    assert at.text.endswith(suggested.text)


def at_the_question(terminal: Open, id_: str, *, plain: bool) -> Terminal:
    """Return a terminal that waits for the answer to `id_`, everything before it skipped."""
    kb = load_knowledge()
    at = terminal(*mode(plain=plain))
    while True:
        at.until(WHY)
        question = at.question(kb)
        if question.id == id_:
            return at
        at.send(keys_for(question, [], plain=plain))


def asked_where() -> Sequence[Any]:
    return [
        pytest.param("crisis", False, id="drawn-many"),
        pytest.param("for_whom", False, id="drawn-one"),
        pytest.param("tried_and_liked", False, id="drawn-typed"),
        pytest.param("crisis", True, id="plain-many"),
        pytest.param("for_whom", True, id="plain-one"),
        pytest.param("tried_and_liked", True, id="plain-typed"),
    ]


@pytest.mark.parametrize(("id_", "plain"), asked_where())
def test_ctrl_c_stops_at_once_and_says_where_help_is(
    terminal: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(terminal, id_, plain=plain)
    at.send(CTRL_C)
    assert at.end() == 130
    after = at.text.rpartition(WHY)[2]
    assert "911" in after
    assert "988" in after
    assert "Nothing was saved" in after
    assert "Traceback" not in at.text


@pytest.mark.parametrize(
    ("id_", "plain"),
    [
        pytest.param("crisis", True, id="plain-many"),
        pytest.param("for_whom", True, id="plain-one"),
        pytest.param("tried_and_liked", True, id="plain-typed"),
        pytest.param("tried_and_liked", False, id="drawn-typed"),
    ],
)
def test_the_end_of_the_input_stops_and_says_where_help_is(
    terminal: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(terminal, id_, plain=plain)
    at.send(CTRL_D)
    assert at.end() == 130
    after = at.text.rpartition(WHY)[2]
    assert "911" in after
    assert "988" in after
    assert "Traceback" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "place", [pytest.param(GO_ON, id="alarm"), pytest.param(OFFER, id="offer")]
)
def test_ctrl_c_stops_at_a_choice_that_is_no_question_too(
    terminal: Open, place: str, *, plain: bool
) -> None:
    kb = load_knowledge()
    at = terminal(*mode(plain=plain))
    at.until(WHY)
    at.send(keys_for(at.question(kb), ["suicidal_thoughts"], plain=plain))
    if place == OFFER:
        at.until(GO_ON)
        at.choose(1, plain=plain)
    at.until(place)
    at.until(PICK)
    at.send(CTRL_C)
    assert at.end() == 130
    assert "Traceback" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "stop", [pytest.param(True, id="stopped"), pytest.param(False, id="finished")]
)
def test_the_terminal_is_left_as_a_shell_needs_it(
    terminal: Open, *, stop: bool, plain: bool
) -> None:
    at = terminal(*mode(plain=plain))
    if stop:
        at.until(WHY)
        at.until(INVITE)
        at.send(CTRL_C)
        at.end()
    else:
        walk(at, ALONE, plain=plain)
    inputs, outputs, _, local, *_ = termios.tcgetattr(at.child.child_fd)
    assert inputs & termios.ICRNL
    assert outputs & termios.OPOST
    for wanted in (termios.ECHO, termios.ICANON, termios.ISIG):
        assert local & wanted
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
    at = terminal("--plain")
    walk(at, said, plain=True, show_command=True)
    assert all(line.isprintable() for line in at.text.split("\n"))


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TERM": "dumb"}, id="TERM=dumb"),
        pytest.param({"PATHFINDER_PLAIN": "1"}, id="PATHFINDER_PLAIN"),
        pytest.param({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, id="ascii"),
    ],
)
def test_a_terminal_that_can_not_be_drawn_on_is_plain(
    terminal: Open, environment: Mapping[str, str]
) -> None:
    plain, at = terminal("--plain"), terminal(environment=environment)
    assert walk(plain, ALARMED, plain=True) == walk(at, ALARMED, plain=True)
    assert at.text == plain.text


def test_without_colour_nothing_is_coloured(terminal: Open) -> None:
    at = terminal(environment={"NO_COLOR": "1"})
    walk(at, ALARMED, plain=False)
    styles = {
        part for style in re.findall(r"\x1b\[([\d;]*)m", at.text) for part in style.split(";")
    }
    assert styles <= {"", "0", "1", "3", "4", "7"}


@pytest.mark.parametrize(
    ("id_", "typed", "answer"),
    [
        pytest.param("crisis", "0", "Type numbers from 1 to 6, or press Enter.", id="zero"),
        pytest.param("crisis", "7", "Type numbers from 1 to 6, or press Enter.", id="too-high"),
        pytest.param("crisis", "1,7", "Type numbers from 1 to 6, or press Enter.", id="one-of-two"),
        pytest.param("crisis", "-1", "Type numbers from 1 to 6, or press Enter.", id="negative"),
        pytest.param("crisis", "1.5", "Type numbers from 1 to 6, or press Enter.", id="fraction"),
        pytest.param("crisis", "1-3", "Type numbers from 1 to 6, or press Enter.", id="range"),
        pytest.param("crisis", "²", "Type numbers from 1 to 6, or press Enter.", id="superscript"),
        pytest.param("crisis", "none", "Type numbers from 1 to 6, or press Enter.", id="word"),
        pytest.param("crisis", "9" * 999, "Type numbers from 1 to 6, or press Enter.", id="long"),
        pytest.param("for_whom", "5", "Type one number from 1 to 4, or press Enter.", id="one"),
        pytest.param("for_whom", "1,2", "Type one number from 1 to 4, or press Enter.", id="two"),
        pytest.param(
            "tried_and_liked", "xyzzyx", '"xyzzyx" is no option of "tried_and_liked"', id="name"
        ),
    ],
)
def test_what_can_not_be_read_gets_a_friendly_word_and_the_question_again(
    terminal: Open, id_: str, typed: str, answer: str
) -> None:
    at = at_the_question(terminal, id_, plain=True)
    at.send(f"{typed}{ENTER}")
    at.until(INVITE)
    assert squeezed(answer) in squeezed(at.child.before)
    at.send(ENTER)
    at.until(WHY)
    assert at.question(load_knowledge()).id != id_


def test_a_wrong_choice_at_an_alarm_gets_a_friendly_word_and_the_choice_again(
    terminal: Open,
) -> None:
    at = terminal("--plain")
    at.until(WHY)
    at.send(keys_for(at.question(load_knowledge()), ["suicidal_thoughts"], plain=True))
    at.until(GO_ON)
    for typed in ("", "3", "yes"):
        at.until(PICK)
        at.send(f"{typed}{ENTER}")
        at.until("Type a number from 1 to 2.")
    at.choose(0, plain=True)
    at.until(WHY)
    assert at.question(load_knowledge()).id == "for_whom"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_a_name_that_is_not_known_is_the_only_one_repeated(terminal: Open, *, plain: bool) -> None:
    at = at_the_question(terminal, "tried_and_left", plain=plain)
    at.send(f"celebrate_recovery, xyzzyx{ENTER}")
    at.until("is no option of")
    at.until(INVITE)
    assert "xyzzyx" in at.text
    assert "celebrate" not in at.child.before
    at.send(f"celebrate_recovery{ENTER}")
    assert at.until(OFFER, WHY) == 0
    at.choose(1, plain=plain)
    assert at.end() == 0
    assert at.text.endswith("pathfinder suggest --tried-and-left celebrate_recovery\n")


# Standard input decodes strictly in any locale but C and C.UTF-8.
def test_bytes_that_are_no_text_get_a_friendly_word_and_the_question_again(
    terminal: Open,
) -> None:
    at = terminal("--plain", environment={"PYTHONIOENCODING": "utf-8:strict"})
    at.until(WHY)
    at.until(INVITE)
    os.write(at.child.child_fd, b"\xe9\r")
    assert at.until(INVITE, "Traceback", pexpect.EOF) == 0


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
    assert at.text.count("\n") == 1
    assert at.text.rstrip("\n").isprintable()


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_every_question_and_label_is_whole_between_words_at_forty_columns(
    terminal: Open, *, plain: bool
) -> None:
    kb = load_knowledge()
    at = terminal(*mode(plain=plain), size=(60, 40))
    asked, _ = walk(at, {}, plain=plain)
    words = set(ESCAPE.sub(" ", LAST_COLUMN.sub("", at.text)).split())
    for question in (question for question in kb.questions if question.id in asked):
        listed = question.options if len(question.options) <= MOST_LISTED else ()
        for wording in (question.prompt, question.help, *(option.label for option in listed)):
            assert set(in_voice(wording, Voice.SELF).split()) <= words
