"""The interview at a real pseudo-terminal: what is shown, what keys do, what is left behind."""

import functools
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pathfinder import load_knowledge
from pathfinder.engine.undecided import grave_questions
from pathfinder.knowledge.compiled import compiled_path
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.interface import Interface
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

ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-B]")
# What may be the beginning of an escape code whose end is still to come.
PARTIAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[()])?\Z")
# prompt_toolkit goes to the last column anew before it writes there.
LAST_COLUMN = re.compile(r"\r\x1b\[\d+C")
CLEARING = "\x1b[2J\x1b[3J\x1b[H"
ENTER, UP, DOWN, CTRL_C, CTRL_D = "\r", "\x1b[A", "\x1b[B", "\x03", "\x04"
WIDE, LOW, NARROW = (40, 100), (24, 120), (24, 40)
LONGEST_WAIT = 20
"""Seconds without a sign of life after which a test fails; none that passes waits for it."""

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


class Choice(Enum):
    """A choice that is no question of the interview, by the field of its words."""

    GO_ON = "go_on_question"
    NEXT = "what_next"
    WHICH = "change_which"


GOES_ON, STOPS = 0, 1
FINISHES, CHANGES, ASKS_ALL, SHOWS_COMMAND = range(4)


@functools.cache
def shipped(language: str = "en") -> KnowledgeBase:
    return load_knowledge(language)


def words(language: str = "en") -> Interface:
    return shipped(language).interface


def question_of(id_: str, language: str = "en") -> Question:
    return next(question for question in shipped(language).questions if question.id == id_)


def squeezed(text: str) -> str:
    """Fold away escape codes and white space: what is left does not depend on the width."""
    return "".join(ESCAPE.sub("", text).split())


@functools.cache
def what_is_put(language: str) -> Mapping[str, Question | Choice]:
    """Return all that can be put to a person, by what is shown of it, squeezed.

    A question shows its prompt and why it is asked. A choice shows its message, then its first
    label or, where it is drawn, the sign in front of the keys.
    """
    interface = words(language)
    questions = {
        squeezed(
            f"{in_voice(q.prompt, voice)} {interface.why_we_ask}: {in_voice(q.help, voice)}"
        ): q
        for q in shipped(language).questions
        for voice in Voice
    }
    choices = {
        squeezed(f"{getattr(interface, choice.value)}{sign}"): choice
        for choice in Choice
        for sign in ("1.", ">")
    }
    return {**questions, **choices}


@functools.cache
def invites(language: str) -> Sequence[str]:
    """Return what stands last before a person can type, squeezed."""
    interface = words(language)
    to_answer = (
        interface.choose_one,
        interface.choose_many,
        interface.one_number,
        interface.many_numbers,
        interface.typed_names,
        interface.number,
        interface.pick_one,
    )
    return [f"{squeezed(invite)}:" for invite in to_answer]


def make_ready() -> None:
    """Undo what a process would have from whoever runs the tests."""
    # A runner started in the background has Ctrl-C switched off, and would hand that on.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What is kept from others must be so by itself.
    os.umask(0)


def make_ready_without_errors() -> None:
    make_ready()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


class Terminal:
    """`pathfinder` at a pseudo-terminal of (rows, columns), and what it has written so far.

    `language`: of the words that are waited for. `put`: what was put to the person last, a question
    or a choice. `before`: what came before what was waited for last, squeezed.
    """

    def __init__(  # noqa: PLR0913 - all that a process can start with
        self,
        arguments: Sequence[str],
        *,
        plain: bool,
        size: tuple[int, int],
        language: str,
        environment: Mapping[str, str],
        folder: Path | None,
        errors: bool,
    ) -> None:
        self.plain = plain
        self.language = language
        self.before = ""
        self.put: Question | Choice | None = None
        self._written = io.StringIO()
        self._partial = ""
        self._fresh = ""
        self._ended = False
        self._answered = True
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "pathfinder", *arguments],
            dimensions=size,
            encoding="utf-8",
            codec_errors="replace",
            env={**bare_environment(), "TERM": "xterm-256color", **environment},
            cwd=folder,
            timeout=LONGEST_WAIT,
            preexec_fn=make_ready if errors else make_ready_without_errors,
        )
        self.child.delaybeforesend = None
        self.child.logfile_read = self._written
        self.modes_before = termios.tcgetattr(self.child.child_fd)

    @property
    def text(self) -> str:
        """All that was written, with line ends as in a file."""
        return self._written.getvalue().replace("\r\n", "\n")

    def send(self, keys: str) -> None:
        self._answered = True
        self.child.send(keys)

    def until(self, *marks: str) -> str | None:
        """Wait for the first of `marks`, squeezed, that comes; return it, or nothing at the end."""
        while True:
            found = [(self._fresh.find(mark), -len(mark), mark) for mark in marks]
            if come := [each for each in found if each[0] >= 0]:
                place, _, mark = min(come)
                self.before = self._fresh[:place]
                self._fresh = self._fresh[place + len(mark) :]
                return mark
            if self._ended:
                self.before, self._fresh = self._fresh, ""
                return None
            if not self._reads(LONGEST_WAIT):
                pytest.fail(f"none of {marks[:5]} came after {self.text[-2000:]!r}")

    def _reads(self, seconds: int) -> bool:
        """Read what is there; return whether there was something, or the end, in that time."""
        try:
            self._partial += self.child.read_nonblocking(65536, seconds)
        except pexpect.EOF:
            self._ended = True
        except pexpect.TIMEOUT:
            return False
        partial = PARTIAL.search(self._partial)
        whole = partial.start() if partial else len(self._partial)
        self._fresh += squeezed(self._partial[:whole])
        self._partial = self._partial[whole:]
        return True

    def coming(self) -> Question | Choice | None:
        """Wait for what is put to the person, ready for keys; nothing comes at the end."""
        if not self._answered:
            return self.put
        mark = self.until(*what_is_put(self.language))
        self.put = None if mark is None else what_is_put(self.language)[mark]
        if self.put:
            said = self.before
            assert self.until(*invites(self.language)), self.text
            self.options, self.before = self.before, said
            self._answered = False
        return self.put

    def question(self) -> Question:
        """Wait for what is put to the person, which is a question."""
        put = self.coming()
        assert isinstance(put, Question), self.text
        return put

    def press(self, letter: str) -> None:
        """Give a command instead of an answer."""
        typed = isinstance(self.put, Question) and len(self.put.options) > MOST_LISTED
        self.send(f"{letter}{ENTER}" if self.plain or typed else letter)

    def answer(self, options: Sequence[str] = (), *, before: Sequence[str] = ()) -> None:
        """Give `options` to the question; none skips it. `before`: what was said to it already."""
        assert isinstance(self.put, Question), self.text
        self.send(keys_for(self.put, options, before, plain=self.plain))

    def choose(self, choice: int) -> None:
        """Choose from what is no question, counted from 0."""
        assert isinstance(self.put, Choice), self.text
        self.send(f"{choice + 1}{ENTER}" if self.plain else f"{DOWN * choice}{ENTER}")

    def end(self) -> int | None:
        """Wait for the process to end; return its exit code, or nothing where a signal ended it."""
        while not self._ended:
            if not self._reads(LONGEST_WAIT):
                pytest.fail(f"it does not end: {self.text[-2000:]!r}")
        self.child.wait()
        code: int | None = self.child.exitstatus
        return code

    def stop(self) -> int | None:
        """Press Ctrl-C and wait for the process to end; return its exit code.

        Python overhears one that comes in the moment before it waits for a line: then once more.
        """
        self.send(CTRL_C)
        while not self._ended:
            if not self._reads(LONGEST_WAIT // 10):
                self.send(CTRL_C)
        return self.end()

    def close(self) -> None:
        """End the process, if it has not ended, without the pauses that pexpect makes."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.ptyproc.delayafterclose = 0
        self.child.close()


Open = Callable[..., Terminal]


@pytest.fixture(name="terminal")
def opened_terminals() -> Iterator[Open]:
    """Open terminals, and close them after the test."""
    yield from terminals()


def terminals() -> Iterator[Open]:
    """Yield what opens terminals, and close them."""
    opened: list[Terminal] = []

    def open_(  # noqa: PLR0913 - all that a process can start with
        *arguments: str,
        plain: bool = False,
        says_plain: bool = True,
        size: tuple[int, int] = WIDE,
        language: str = "en",
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        errors: bool = True,
    ) -> Terminal:
        flag = ["--plain"] if plain and says_plain else []
        at = Terminal(
            [*arguments, *flag],
            plain=plain,
            size=size,
            language=language,
            environment=environment or {},
            folder=folder,
            errors=errors,
        )
        opened.append(at)
        return at

    yield open_
    for each in opened:
        each.close()


def bare_environment() -> dict[str, str]:
    """The environment without what changes how pathfinder draws, and in which language it speaks."""
    ours = {"COLUMNS", "LINES", "NO_COLOR", "PATHFINDER_PLAIN", "PYTHONIOENCODING", "LANGUAGE"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("LC_")
    }
    # Without it, prompt_toolkit waits two seconds for an answer that a pseudo-terminal never gives.
    return {**kept, "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONUTF8": "1", "LANG": "C.UTF-8"}


def keys_for(
    question: Question, options: Sequence[str], before: Sequence[str] = (), *, plain: bool
) -> str:
    """Return the keys that give `options` to `question`; none of them skips it.

    Where it is drawn, what was said `before` is marked already.
    """
    if len(question.options) > MOST_LISTED:
        return ",".join(options) + ENTER
    ids = [option.id for option in question.options]
    if plain:
        return ", ".join(str(i + 1) for i, id_ in enumerate(ids) if id_ in options) + ENTER
    if question.type is QuestionType.MANY:
        places = [i for i, id_ in enumerate(ids) if (id_ in options) != (id_ in before)]
        return "".join(f"{DOWN * (b - a)} " for a, b in pairwise([0, *places])) + ENTER
    skip_first = ["", *ids]
    here, there = (skip_first.index(next(iter(said), "")) for said in (before, options))
    return DOWN * ((there - here) % len(skip_first)) + ENTER


class Walked(NamedTuple):
    """Which questions were asked, in this order, and the exit code."""

    asked: Sequence[str]
    code: int | None


def walk(
    at: Terminal, said: Said, *, everything: bool = False, show_command: bool = False
) -> Walked:
    """Say `said`, skip everything else, go on after alarms, and finish.

    `everything`: have all asked that applies. `show_command`: have that shown before the end.
    """
    asked: list[str] = []
    while put := at.coming():
        match put:
            case Question() if everything:
                at.press("a")
                everything = False
            case Question():
                asked.append(put.id)
                at.answer(said.get(put.id, ()))
            case Choice.NEXT:
                at.choose(SHOWS_COMMAND if show_command else FINISHES)
                show_command = False
            case _:
                at.choose(GOES_ON)
    return Walked(asked, at.end())


def walk_until(at: Terminal, place: str | Choice, said: Said | None = None) -> Terminal:
    """Say `said`, skip everything else that is asked, until a question or a choice is put."""
    while put := at.coming():
        if put is place or (isinstance(put, Question) and put.id == place):
            return at
        if isinstance(put, Question):
            at.answer((said or {}).get(put.id, ()))
        else:
            at.choose(GOES_ON)
    pytest.fail(f"{place} did not come: {at.text[-2000:]!r}")


@pytest.fixture
def at_the_question(terminal: Open, tmp_path: Path) -> Open:
    """Open a terminal that waits for the answer to a question, everything before it skipped."""

    def at_(id_: str, *, plain: bool) -> Terminal:
        first, *others = (question.id for question in shipped().questions)
        skipped = tmp_path / "skipped.yaml"
        before = others[: others.index(QuestionId(id_))] if id_ != first else []
        skipped.write_text(json.dumps(dict.fromkeys(before)), encoding="utf-8")
        at = terminal("interview", "--resume", str(skipped), plain=plain)
        assert at.question().id == first
        at.press("a")
        return walk_until(at, id_)

    return at_


def stop_here(at: Terminal, *, show_command: bool = False) -> int | None:
    """Have the list shown instead of an answer, and finish; return the exit code."""
    at.press("s")
    assert at.coming() is Choice.GO_ON
    at.choose(STOPS)
    return walk(at, {}, show_command=show_command).code


def summary(at: Terminal) -> str:
    """Return the answers that are offered to be changed, squeezed."""
    assert at.put is Choice.WHICH, at.text
    if at.plain:
        # The first number belongs to what a choice is known by.
        return f"1.{at.options}"
    assert at.until(squeezed(words(at.language).leave_as_is))
    return at.before.removeprefix("»")


def listed(*answers: tuple[str, Sequence[str]], language: str = "en") -> str:
    """Return how the `answers` stand in the summary, squeezed."""
    lines: list[str] = []
    for number, (id_, options) in enumerate(answers, start=1):
        question = question_of(id_, language)
        labels = [in_voice(o.label, Voice.SELF) for o in question.options if o.id in options]
        said = "; ".join(labels) or words(language).skipped
        lines.append(f"{number}. {question.name}: {said} ")
    return squeezed("".join(lines))


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


def drawn_or_plain(terminal: Open, *arguments: str, like: Terminal, size: tuple[int, int]) -> str:
    """Return what `pathfinder` with `arguments` shows at a terminal such as `like`."""
    at = terminal(*arguments, plain=like.plain, size=size, errors=False)
    assert at.end() == 0
    assert at.text
    return at.text


def suggested(
    terminal: Open, said: Said, *before: str, like: Terminal, size: tuple[int, int] = WIDE
) -> str:
    """Return what `suggest` shows for what was `said`, at a terminal such as `like`."""
    return drawn_or_plain(terminal, *before, "suggest", *flags(said), like=like, size=size)


def flags(said: Said) -> list[str]:
    return [
        word
        for question, options in said.items()
        for word in (f"--{question.replace('_', '-')}", ",".join(options))
    ]


def commands_shown(at: Terminal) -> Sequence[str]:
    """Return the commands that were shown to give the list again."""
    lines = ESCAPE.sub("", at.text).split("\n")
    return [line for line in lines if line.startswith("pathfinder suggest")]


def plain_and_drawn() -> Sequence[Any]:
    return [pytest.param(True, id="plain"), pytest.param(False, id="drawn")]


def sizes() -> Sequence[Any]:
    return [pytest.param(WIDE, id="40x100"), pytest.param(NARROW, id="24x40")]


def kinds_of_question() -> Sequence[Any]:
    return [
        pytest.param("crisis", id="many"),
        pytest.param("for_whom", id="one"),
        pytest.param("tried_and_liked", id="typed"),
    ]


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(WIDE, id="40x100"),
        pytest.param(LOW, id="24x120"),
        pytest.param(NARROW, id="24x40"),
    ],
)
def test_enter_alone_leads_to_the_list_that_needs_no_answers(
    terminal: Open, size: tuple[int, int], *, plain: bool
) -> None:
    at = terminal(plain=plain, size=size)
    asked, code = walk(at, {})
    pinned = [question.id for question in shipped().questions if question.pinned]
    assert asked[: len(pinned)] == pinned
    assert len(set(asked)) == len(asked)
    assert code == 0
    assert suggested(terminal, {}, like=at, size=size) in at.text


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
        pytest.param(ALONE, WIDE, id="alone-40x100"),
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
    assert suggested(terminal, said, like=at, size=size) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-40x100"),
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
    counted = {id_: said[id_] for id_ in said if id_ in asked}
    assert [program, *arguments] == ["pathfinder", "suggest", *flags(counted)]
    assert drawn_or_plain(terminal, *arguments, like=at, size=size) in at.text


def test_what_a_plain_interview_shows_is_what_suggest_writes_to_a_pipe(terminal: Open) -> None:
    at = terminal(plain=True)
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
def test_after_going_back_the_question_comes_again_and_only_the_new_answer_counts(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    at.press("b")
    assert at.question().id == "for_whom"
    at.answer(["loved_one"])
    assert at.question().id == "substances"
    at.answer(["opioids"])
    at.question()
    at.press("b")
    assert at.question().id == "substances"
    at.answer(["alcohol"])
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
    at.coming()
    at.choose(STOPS)
    assert at.coming() is Choice.NEXT
    at.choose(CHANGES)
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
    assert at.coming() is Choice.GO_ON
    closed = {"for_whom": ["self"], "substances": ["nicotine"]}
    assert suggested(terminal, closed, like=at) in at.text
    at.choose(GOES_ON)
    at.question()
    change_substances(at, ["nicotine"], ["alcohol"])
    at.press("s")
    assert at.coming() is Choice.GO_ON
    assert suggested(terminal, said, like=at) in at.text
    at.choose(GOES_ON)
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
    effects: list[bool] = []
    said: dict[QuestionId, tuple[OptionId, ...]] = {}
    while not effects or effects[-1]:
        question = at.put
        assert isinstance(question, Question)
        at.press("w")
        assert at.question() is question
        grave = question.id in grave_questions(shipped(), said)
        effect = words().why_grave if grave else words().why_list
        shown = f"{words().why_we_ask}: {in_voice(question.help, Voice.SELF)} {effect}"
        assert squeezed(shown) in at.before
        effects.append(grave)
        said[question.id] = ()
        at.answer()
        at.question()
    assert effects[0]


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_the_keys_are_shown_at_the_first_question_and_wherever_they_are_asked_for(
    terminal: Open, id_: str, *, plain: bool
) -> None:
    named = "; ".join(f"{letter} {what}" for letter, what in words().commands.items())
    keys = squeezed(f"{words().keys}: {named}.")
    at = terminal(plain=plain)
    at.question()
    assert keys in at.options
    at.press("a")
    at.question()
    assert keys not in at.options
    if id_ != "crisis":
        at.answer()
        walk_until(at, id_)
    at.press("?")
    assert at.question().id == id_
    assert keys in at.options
    at.answer()
    at.question()
    assert keys not in at.options


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_a_command_at_any_kind_of_question_gives_no_answer_to_it(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    for letter in "wh?a":
        at.press(letter)
        assert at.question().id == id_
    at.press("s")
    assert at.coming() is Choice.GO_ON
    at.choose(GOES_ON)
    assert at.question().id == id_
    at.press("c")
    assert at.coming() is Choice.WHICH
    assert squeezed(question_of(id_).name) not in summary(at)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_the_list_is_shown_at_any_time_and_the_questions_go_on_where_they_were(
    terminal: Open, *, plain: bool
) -> None:
    said = {"for_whom": ["self"], "substances": ["opioids"]}
    at = walk_until(terminal(plain=plain), "substances", said)
    at.press("s")
    assert at.coming() is Choice.GO_ON
    assert suggested(terminal, {"for_whom": ["self"]}, like=at) in at.text
    at.choose(GOES_ON)
    assert at.question().id == "substances"
    at.answer(said["substances"])
    assert at.question().id not in said
    assert stop_here(at) == 0
    assert suggested(terminal, said, like=at) in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_has_seen_the_list_can_stop_there(terminal: Open, *, plain: bool) -> None:
    at = walk_until(terminal(plain=plain), "substances", {"for_whom": ["self"]})
    at.press("s")
    assert at.coming() is Choice.GO_ON
    at.choose(STOPS)
    assert at.coming() is Choice.NEXT
    at.choose(FINISHES)
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_help_now_is_shown_whole_and_the_question_comes_again(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "substances")
    at.press("h")
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


def test_the_key_that_questionary_has_for_choosing_the_rest_does_nothing(terminal: Open) -> None:
    at = walk_until(terminal(plain=False), "substances", {"for_whom": ["self"]})
    at.press("i")
    at.answer(["alcohol"])
    at.question()
    at.press("c")
    assert at.coming() is Choice.WHICH
    alcohol = next(q for q in shipped().questions if q.id == "substances").options[0]
    assert squeezed(f"Substances: {in_voice(alcohol.label, Voice.SELF)}") in summary(at)
    at.stop()


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_leaving_at_once_after_an_alarm_and_a_list_leaves_neither(
    terminal: Open, *, plain: bool
) -> None:
    at = walk_until(terminal(plain=plain), "for_whom", ALARMED)
    at.press("s")
    at.coming()
    at.choose(GOES_ON)
    at.question()
    at.press("q")
    assert at.end() == 0
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


def assert_whole(notice_ids: Sequence[str], shown: str) -> None:
    """Assert that in what was `shown`, squeezed, stands all of the notices and of their contacts."""
    contacts = {contact.id: contact for contact in shipped().contacts}
    for notice in (notice for notice in shipped().notices if notice.id in notice_ids):
        assert squeezed(in_voice(notice.text, Voice.SELF)) in shown
        for contact in (contacts[id_] for id_ in notice.contacts):
            ways = (contact.label, contact.phone, contact.text, contact.url)
            assert all(squeezed(way) in shown for way in ways if way)


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_goes_on_after_an_alarm_is_asked_on_and_does_not_see_it_again_before_the_list(
    terminal: Open, *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    at.choose(GOES_ON)
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
    at.choose(GOES_ON)
    assert at.question().id == "substances"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_stopping_at_an_alarm_ends_with_the_list(terminal: Open, *, plain: bool) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    at.choose(STOPS)
    assert at.coming() is Choice.NEXT
    assert suggested(terminal, {"crisis": ["suicidal_thoughts"]}, like=at) in at.text
    at.choose(FINISHES)
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["overdose_now"], id="overdose"),
        pytest.param(["withdrawal_now"], id="withdrawal"),
        pytest.param(["withdrawal_now", "partner_violence"], id="and-more"),
    ],
)
def test_after_an_emergency_that_can_not_wait_nothing_more_is_asked(
    terminal: Open, options: Sequence[str], *, plain: bool
) -> None:
    at = terminal(plain=plain)
    at.question()
    at.answer(options)
    assert at.coming() is None
    assert at.end() == 0
    assert_whole(["emergency_911"], at.before)
    assert squeezed(words().best_first).lower() not in at.before.lower()
    assert at.text.endswith(suggested(terminal, {"crisis": options}, like=at))


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_emergency_that_can_not_wait_ends_the_questions_wherever_it_is_said(
    terminal: Open, *, plain: bool
) -> None:
    said = {"for_whom": ["self"], "substances": ["opioids"]}
    at = walk_until(terminal(plain=plain), "stage", said)
    at.press("c")
    at.coming()
    at.choose(0)
    at.question()
    at.answer(["overdose_now"])
    assert at.coming() is None
    assert at.end() == 0
    now = {"crisis": ["overdose_now"], **said}
    assert at.text.endswith(suggested(terminal, now, like=at))


def assert_told(at: Terminal) -> None:
    """Assert that who stopped was told what is lost and where help is."""
    interface = words(at.language)
    assert at.text.endswith(f"\n{interface.stopped} {interface.stopped_help}\n")
    assert "Traceback" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("id_", kinds_of_question())
def test_ctrl_c_stops_at_once_and_says_what_is_lost_and_where_help_is(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    assert at.stop() == 130
    assert_told(at)


@pytest.mark.parametrize(
    ("id_", "plain"),
    [
        pytest.param("crisis", True, id="plain-many"),
        pytest.param("for_whom", True, id="plain-one"),
        pytest.param("tried_and_liked", True, id="plain-typed"),
        pytest.param("tried_and_liked", False, id="drawn-typed"),
    ],
)
def test_the_end_of_the_input_stops_and_says_what_is_lost_and_where_help_is(
    at_the_question: Open, id_: str, *, plain: bool
) -> None:
    at = at_the_question(id_, plain=plain)
    at.send(CTRL_D)
    assert at.end() == 130
    assert_told(at)


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
    else:
        at.answer(["suicidal_thoughts"])
    if place is Choice.NEXT:
        at.coming()
        at.choose(STOPS)
    assert at.coming() is place
    assert at.stop() == 130
    assert_told(at)


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
    walk_until(at, "stage", {"crisis": ["none"], "for_whom": ["self"]})
    if way == "stops":
        at.stop()
    elif way == "leaves":
        at.press("q")
        at.end()
    else:
        at.press("s")
        at.coming()
        at.choose(STOPS)
        walk(at, {})
    assert termios.tcgetattr(at.child.child_fd) == at.modes_before
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
    for letter in "bwh?":
        at.press(letter)
        at.question()
    walk(at, said, everything=True, show_command=True)
    assert all(line.isprintable() for line in at.text.split("\n"))


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TERM": "dumb"}, id="TERM=dumb"),
        pytest.param({"PATHFINDER_PLAIN": "1"}, id="PATHFINDER_PLAIN"),
    ],
)
def test_a_terminal_that_can_not_be_drawn_on_is_plain(
    terminal: Open, environment: Mapping[str, str]
) -> None:
    plain = terminal(plain=True)
    at = terminal(plain=True, says_plain=False, environment=environment)
    assert walk(plain, ALARMED) == walk(at, ALARMED)
    assert at.text == plain.text


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, id="encoding"),
        pytest.param({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, id="locale"),
    ],
)
def test_a_terminal_without_utf_8_is_plain_and_shows_all_but_letters_it_lacks(
    terminal: Open, environment: Mapping[str, str]
) -> None:
    plain = terminal(plain=True)
    at = terminal(plain=True, says_plain=False, environment=environment)
    assert walk(plain, ALARMED) == walk(at, ALARMED)
    shown, whole = (re.sub("[^\\x00-\\x7f]", "?", each.text) for each in (at, plain))
    assert shown == whole


def test_without_colour_nothing_is_coloured(terminal: Open) -> None:
    at = terminal(environment={"NO_COLOR": "1"})
    walk(at, ALARMED)
    styles = {
        part for style in re.findall(r"\x1b\[([\d;]*)m", at.text) for part in style.split(";")
    }
    assert styles <= {"", "0", "1", "3", "4", "7"}


@pytest.mark.parametrize(
    ("id_", "keys", "options"),
    [
        pytest.param("crisis", "6 ", ["none"], id="many"),
        pytest.param("crisis", "5 3 ", ["suicidal_thoughts", "abuse_at_home"], id="many-twice"),
        pytest.param("crisis", f"6{UP} ", ["abuse_at_home"], id="many-then-arrow"),
        pytest.param("crisis", "6 6 ", [], id="many-taken-back"),
        pytest.param("crisis", "69 ", ["none"], id="many-too-high"),
        pytest.param("crisis", "6", [], id="many-not-chosen"),
        pytest.param("for_whom", "2", ["loved_one"], id="one"),
        pytest.param("for_whom", "42", ["loved_one"], id="one-twice"),
        pytest.param("for_whom", f"2{DOWN}", ["client"], id="one-then-arrow"),
        pytest.param("for_whom", f"{DOWN}{DOWN}{UP}", ["self"], id="arrows"),
        pytest.param("for_whom", "29", ["loved_one"], id="one-too-high"),
    ],
)
def test_in_a_drawn_list_a_number_leads_to_the_option_that_has_it(
    terminal: Open, id_: str, keys: str, options: Sequence[str]
) -> None:
    at = walk_until(terminal(), id_)
    at.send(f"{keys}{ENTER}")
    if at.coming() is Choice.GO_ON:
        at.choose(GOES_ON)
        at.coming()
    at.press("c")
    at.coming()
    answers = [("crisis", []), (id_, options)] if id_ == "for_whom" else [(id_, options)]
    assert summary(at) == listed(*answers) + f"{len(answers) + 1}."


def test_in_a_drawn_choice_a_number_leads_to_the_label_that_has_it(terminal: Open) -> None:
    at = terminal()
    at.question()
    at.answer(["partner_violence"])
    assert at.coming() is Choice.GO_ON
    at.send(f"2{ENTER}")
    assert at.coming() is Choice.NEXT
    at.send(f"4{ENTER}")
    assert at.coming() is Choice.NEXT
    assert commands_shown(at) == ["pathfinder suggest --crisis partner_violence"]


@pytest.mark.parametrize(
    ("id_", "typed"),
    [
        pytest.param("crisis", "0", id="zero"),
        pytest.param("crisis", "7", id="too-high"),
        pytest.param("crisis", "1,7", id="one-of-two"),
        pytest.param("crisis", "-1", id="negative"),
        pytest.param("crisis", "1.5", id="fraction"),
        pytest.param("crisis", "1-3", id="range"),
        pytest.param("crisis", "²", id="superscript"),
        pytest.param("crisis", "none", id="word"),
        pytest.param("crisis", "b 1", id="command-and-number"),
        pytest.param("crisis", "x", id="no-command"),
        pytest.param("crisis", "9" * 999, id="long"),
        pytest.param("for_whom", "5", id="one"),
        pytest.param("for_whom", "1,2", id="two"),
        pytest.param("tried_and_liked", "xyzzyx", id="name"),
    ],
)
def test_what_can_not_be_read_gets_a_friendly_word_and_can_be_typed_again(
    at_the_question: Open, id_: str, typed: str
) -> None:
    at = at_the_question(id_, plain=True)
    at.send(f"{typed}{ENTER}")
    assert at.until(*invites("en"))
    count = len(question_of(id_).options)
    unknown = f'{words().not_known}: "{typed}"'
    friendly = unknown if count > MOST_LISTED else f"{words().number_from} {count}."
    assert squeezed(friendly) in at.before
    at.answer()
    assert at.question().id != id_


def test_a_wrong_choice_at_an_alarm_gets_a_friendly_word_and_the_choice_again(
    terminal: Open,
) -> None:
    at = terminal(plain=True)
    at.question()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    for typed in ("", "3", "yes"):
        at.send(f"{typed}{ENTER}")
        assert at.until(*invites("en"))
        assert squeezed(f"{words().number_from} 2.") in at.before
    at.choose(GOES_ON)
    assert at.question().id == "for_whom"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_a_name_that_is_not_known_is_the_only_one_repeated(
    at_the_question: Open, *, plain: bool
) -> None:
    at = at_the_question("tried_and_left", plain=plain)
    at.send(f"celebrate_recovery, xyzzyx{ENTER}")
    assert at.until(squeezed(f"{words().not_known}:"))
    assert at.until(*invites("en"))
    assert at.before == '"xyzzyx"' if plain else at.before.startswith('"xyzzyx"')
    assert "celebrate" not in at.before
    at.answer(["celebrate_recovery"])
    assert walk(at, {}, show_command=True).code == 0
    assert commands_shown(at) == ["pathfinder suggest --tried-and-left celebrate_recovery"]


def test_a_name_that_is_nearly_known_gets_the_name_that_is(at_the_question: Open) -> None:
    at = at_the_question("tried_and_left", plain=True)
    at.send(f"celebrate_recoverry{ENTER}")
    assert at.until(*invites("en"))
    assert squeezed(f'{words().did_you_mean} "celebrate_recovery"?') in at.before


# Standard input decodes strictly in any locale but C and C.UTF-8.
def test_bytes_that_are_no_text_get_a_friendly_word_and_can_be_typed_again(terminal: Open) -> None:
    at = terminal(plain=True, environment={"PYTHONIOENCODING": "utf-8:strict"})
    at.question()
    os.write(at.child.child_fd, b"\xe9\r")
    assert at.until(*invites("en"))
    assert squeezed(words().number_from) in at.before


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
    at = terminal(plain=plain, size=(60, 40))
    asked, _ = walk(at, {}, everything=True)
    shown = set(ESCAPE.sub(" ", LAST_COLUMN.sub("", at.text)).split())
    for question in (question for question in shipped().questions if question.id in asked):
        options = question.options if len(question.options) <= MOST_LISTED else ()
        for wording in (question.prompt, question.help, *(option.label for option in options)):
            assert set(in_voice(wording, Voice.SELF).split()) <= shown


spanish = pytest.mark.skipif(
    not compiled_path("es").exists(), reason="the knowledge base is not there in Spanish"
)


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("said", "size"),
    [
        pytest.param(ALONE, WIDE, id="alone-40x100"),
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
    assert suggested(terminal, said, "--lang", "es", like=at, size=size) in at.text


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
    at.press("b")
    assert at.question().id == "for_whom"
    at.answer(["self"])
    at.question()
    at.press("c")
    at.coming()
    answers = (("crisis", ["none"]), ("for_whom", ["self"]))
    assert listed(*answers, language="es") in summary(at)
    at.choose(len(answers))
    at.question()
    at.press("w")
    at.question()
    assert squeezed(words("es").why_grave) in at.before
    at.press("?")
    at.question()
    assert squeezed(words("es").commands["q"]) in at.options
    at.press("h")
    at.question()
    assert piped("--lang", "es", "help-now") in at.text
    at.press("s")
    assert at.coming() is Choice.GO_ON
    said = {"crisis": ["none"], "for_whom": ["self"]}
    assert piped("--lang", "es", "suggest", *flags(said)) in at.text
    at.choose(GOES_ON)
    at.question()
    at.press("a")
    at.question()
    assert squeezed(words("es").asking_all) in at.before
    at.press("q")
    assert at.end() == 0
    assert at.text.partition(CLEARING)[2] == f"{words('es').left}\n"


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
    assert at.coming() is Choice.GO_ON
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
    ],
)
def test_the_language_is_that_of_the_locale_where_it_is_spoken_here(
    terminal: Open, environment: Mapping[str, str], language: str
) -> None:
    at = terminal(plain=True, language=language, environment=environment)
    asked, code = walk(at, FAMILY)
    said = {id_: FAMILY[id_] for id_ in FAMILY if id_ in asked}
    assert code == 0
    assert squeezed(words(language).welcome) in squeezed(at.text)
    assert piped("--lang", language, "suggest", *flags(said)) in at.text


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
