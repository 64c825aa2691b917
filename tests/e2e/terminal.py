"""A pseudo-terminal with `pathfinder` at it, for the tests that press keys and read the screen."""

import atexit
import functools
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from pathfinder import load_knowledge
from pathfinder.interview.checklist import checklist_question
from pathfinder.knowledge.compiled import compiled_path
from pathfinder.model.condition import OptionId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.prompts.finding import leaves_at_once
from pathfinder.prompts.putting import MOST_NUMBERED, put_question

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal", allow_module_level=True)

import termios

import pyte
from pyte.screens import Char

from tests.e2e.forked import Process, Source

Row = Sequence[Char]

ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-B]")
# What may be the beginning of an escape code whose end is still to come.
PARTIAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[()])?\Z")
# prompt_toolkit goes to the last column anew before it writes there.
LAST_COLUMN = re.compile(r"\r\x1b\[\d+C")
CLEARING = "\x1b[2J\x1b[3J\x1b[H"
ENTER, ESC, UP, DOWN, CTRL_C = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x03"
WIDE, LOW, NARROW = (100, 100), (24, 120), (24, 40)
"""In the first of these sizes a page of three suggestions needs no pager."""

LONGEST_WAIT = 20
"""Seconds without a sign of life after which a test fails; none that passes waits for it."""
OVERHEARD = 0.5
"""Seconds without a sign of life after which Ctrl-C was overheard."""

Said = Mapping[str, Sequence[str]]

DRINKS_DAILY: Said = {
    "crisis": ["none"],
    "for_whom": ["self"],
    "substances": ["alcohol"],
    "now": ["using", "abstinence"],
    "drinking": ["daily_heavy"],
    "signs": ["shakes_or_sweats", "lost_control"],
    "wishes": ["secular"],
}
LAST = "wishes"
"""The question before the list."""

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
    READ = "which_one"
    KIND = "sheet_kind"


NOTHING_FITS: Said = {
    "approach": ["no_preference"],
    "twelve_step": ["open"],
    "student": ["none"],
    "communities": ["none"],
}
"""What is said by who ticks no line of a checklist: matters of taste, no more."""

NARROWEST, LOWEST = 50, 14
"""In a terminal smaller than this nothing is drawn."""


@functools.cache
def shipped(language: str = "en") -> KnowledgeBase:
    return load_knowledge(language)


def words(language: str = "en") -> Interface:
    return shipped(language).interface


def question_of(id_: str, language: str = "en") -> Question:
    return next(question for question in all_questions(language) if question.id == id_)


@functools.cache
def all_questions(language: str = "en") -> Sequence[Question]:
    """Return every question there is, and the checklists."""
    kb = shipped(language)
    lists = (checklist_question(kb, checklist, lambda _: True) for checklist in kb.checklists)
    return (*kb.questions, *(question for question in lists if question))


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
        for q in all_questions(language)
        for voice in get_args(Voice)
    }
    choices = {
        squeezed(f"{getattr(interface, choice.value)}{sign}"): choice
        for choice in Choice
        for sign in ("1.", ">", "()")
    }
    return {**questions, **choices}


def invites(language: str = "en", *, numbered: bool = True) -> Sequence[str]:
    """Return what stands last before a person can type, squeezed."""
    interface = words(language)
    hints = (interface.leaves_clean, interface.leaves_list, interface.leaves_enter)
    return [squeezed(text) for text in ((f"{interface.answer}:",) if numbered else hints)]


def said_in(row: Row) -> str:
    """Return the text of a row of the screen."""
    return "".join(char.data for char in row).rstrip()


@functools.cache
def source() -> Source:
    """Return the process from which those at terminals are forked, which ends with this one."""
    started = Source(bare_environment())
    atexit.register(started.close)
    return started


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
        anew: bool,
    ) -> None:
        self.plain = plain
        self.size = size
        # What is not drawn is numbered.
        self.numbered = plain or size[1] < NARROWEST or size[0] < LOWEST
        self.language = language
        self.before = ""
        self.put: Question | Choice | None = None
        self._written = io.StringIO()
        self._partial = ""
        self._fresh = ""
        self._ended = False
        self._answered = True
        self.process = Process(
            source(),
            arguments,
            size=size,
            environment={**bare_environment(), "TERM": "xterm-256color", **environment},
            folder=folder,
            errors=errors,
            anew=anew or any(name.startswith("PYTHON") for name in environment),
        )
        self.modes_before = self.modes()

    def modes(self) -> object:
        """Return how the terminal is set."""
        return termios.tcgetattr(self.process.terminal)

    @property
    def text(self) -> str:
        """All that was written, with line ends as in a file."""
        return self._written.getvalue().replace("\r\n", "\n")

    def screen(self) -> list[Row]:
        """Return the rows that stand on the screen, down to the last that is not empty."""
        rows, columns = self.size
        screen = pyte.Screen(columns, rows)
        pyte.Stream(screen).feed(self.text.replace("\n", "\r\n"))
        shown: list[Row] = [[screen.buffer[y][x] for x in range(columns)] for y in range(rows)]
        while shown and not said_in(shown[-1]):
            shown.pop()
        return shown

    def lines(self) -> list[str]:
        """Return the text of what stands on the screen."""
        return [said_in(row) for row in self.screen()]

    def send(self, keys: str) -> None:
        self._answered = True
        self.process.send(keys)

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

    def _reads(self, seconds: float) -> bool:
        """Read what is there; return whether there was something, or the end, in that time."""
        try:
            read = self.process.read(seconds)
        except EOFError:
            read, self._ended = "", True
        if read is None:
            return False
        self._written.write(read)
        self._partial += read
        partial = PARTIAL.search(self._partial)
        whole = partial.start() if partial else len(self._partial)
        self._fresh += squeezed(self._partial[:whole])
        self._partial = self._partial[whole:]
        return True

    def coming(self) -> Question | Choice | None:
        """Wait for what is put to the person, ready for keys; nothing comes at the end."""
        if not self._answered:
            return self.put
        interface = words(self.language)
        more = {squeezed(interface.pager_keys): "q", squeezed(interface.by_page_keys): ENTER}
        said = ""
        while (mark := self.until(*what_is_put(self.language), *more)) in more:
            said += self.before
            self.process.send(more[mark])
        self.before = said + self.before
        self.put = None if mark is None else what_is_put(self.language)[mark]
        if self.put:
            said, self.options = self.before, ""
            goes_on = squeezed(interface.list_goes_on)
            while self.until(*invites(self.language, numbered=self.numbered)):
                self.options += self.before.removesuffix(goes_on)
                if not self.before.endswith(goes_on):
                    break
                self.process.send(ENTER)
            assert not self._ended, self.text
            self.before = said
            self._answered = False
        return self.put

    def question(self) -> Question:
        """Wait for what is put to the person, which is a question."""
        put = self.coming()
        assert isinstance(put, Question), self.text
        return put

    def press(self, letter: str) -> None:
        """Give a command instead of an answer."""
        at_once = not self.numbered and letter in {"?", "q", "Q"}
        if isinstance(self.put, Question) and letter in {"q", "Q"}:
            put = put_question(words(self.language), self.put, "self")
            at_once = at_once and leaves_at_once(put)
        self.send(letter if at_once else f"{letter}{ENTER}")

    def answer(
        self, options: Sequence[str] = (), *, before: Sequence[str] = (), ahead: str = ""
    ) -> None:
        """Give `options` to the question; none skips it. `before`: what was said to it already.

        `ahead`: what is typed in the same breath, before anything else is put.
        """
        assert isinstance(self.put, Question), self.text
        self.send(keys_for(self.put, options, before, numbered=self.numbered) + ahead)

    def choose(self, choice: int) -> None:
        """Choose from what is no question, counted from 0."""
        assert isinstance(self.put, Choice), self.text
        self.send(f"{choice + 1}{ENTER}")

    def pick(self, field: str) -> None:
        """Choose the label that stands in this field of the words."""
        assert isinstance(self.put, Choice), self.text
        label = re.escape(squeezed(getattr(words(self.language), field)))
        number = re.findall(rf"(\d+)\.{label}", f"1.{self.options}")[-1]
        self.send(f"{number}{ENTER}")

    def end(self) -> int | None:
        """Wait for the process to end; return its exit code, or nothing where a signal ended it."""
        while not self._ended:
            if not self._reads(LONGEST_WAIT):
                pytest.fail(f"it does not end: {self.text[-2000:]!r}")
        return self.process.wait()

    def stop(self) -> int | None:
        """Press Ctrl-C, and again where that is asked for; return the exit code of the process."""
        asked = squeezed(words(self.language).leave_question)
        ready = invites(self.language)[0] if self.numbered else ""

        def is_asked() -> bool:
            _, found, then = self._fresh.partition(asked)
            return bool(found) and then.endswith(ready)

        self._interrupt(is_asked)
        self._interrupt(lambda: False)
        return self.end()

    def _interrupt(self, is_heeded: Callable[[], bool]) -> None:
        """Press Ctrl-C until it is heeded, or the process ends.

        Python overhears one that comes in the moment before it waits for a line: then once more.
        """
        self.send(CTRL_C)
        while not (self._ended or is_heeded()):
            if not self._reads(OVERHEARD):
                self.send(CTRL_C)


Open = Callable[..., Terminal]


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
        anew: bool = False,
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
            anew=anew,
        )
        opened.append(at)
        return at

    yield open_
    for each in opened:
        each.process.close()


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
    question: Question, options: Sequence[str], before: Sequence[str] = (), *, numbered: bool
) -> str:
    """Return the keys that give `options` to `question`; none of them skips it.

    What was said `before` is marked already: numbers take it away.
    """
    ids = [option.id for option in question.options]
    if len(ids) > MOST_NUMBERED:
        comma = ", " if numbered else ","
        ends = "" if numbered else ENTER
        return f"{comma.join(options)}{ENTER}{ends}" if options else ENTER * 2
    gone = [] if question.type == "one" and options else [o for o in before if o not in options]
    new = [option for option in options if option not in before]
    numbers = " ".join(str(ids.index(OptionId(option)) + 1) for option in (*gone, *new))
    if not options and not gone:
        return f"k{ENTER}" if question.asks_of_danger else ENTER * 2
    if numbered and before:  # a line adds and takes away, and Enter alone goes on
        is_one = question.type == "one" and options
        return f"{numbers}{ENTER}{'' if is_one and numbers else ENTER}{'' if options else ENTER}"
    return f"{numbers}{ENTER}{'' if options else ENTER}"


class Walked(NamedTuple):
    """Which questions were asked, in this order, and the exit code."""

    asked: Sequence[str]
    code: int | None


def walk(
    at: Terminal, said: Said, *, everything: bool = False, show_command: bool = False
) -> Walked:
    """Say `said`, skip everything else, go on after alarms, and finish at the first list.

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
                at.pick("sheet" if show_command else "finish")
            case Choice.KIND:
                at.pick("show_command")
                show_command = False
            case _:
                at.pick("go_on")
    return Walked(asked, at.end())


def walk_until(at: Terminal, place: str | Choice, said: Said | None = None) -> Terminal:
    """Say `said`, skip everything else that is asked, until a question or a choice is put."""
    while put := at.coming():
        if put is place or (isinstance(put, Question) and put.id == place):
            return at
        if isinstance(put, Question):
            at.answer((said or {}).get(put.id, ()))
        else:
            at.pick("go_on")
    pytest.fail(f"{place} did not come: {at.text[-2000:]!r}")


def stop_here(at: Terminal, *, show_command: bool = False) -> int | None:
    """Have the list shown instead of an answer, and finish; return the exit code."""
    at.press("s")
    return walk(at, {}, show_command=show_command).code


def summary(at: Terminal) -> str:
    """Return the answers that are offered to be changed, squeezed."""
    assert at.put is Choice.WHICH, at.text
    return re.sub(r">?\(\)", "", f"1.{at.options.lstrip('>()1.')}")


def listed(*answers: tuple[str, Sequence[str]], language: str = "en") -> str:
    """Return how the `answers` stand in the summary, squeezed."""
    lines: list[str] = []
    for number, (id_, options) in enumerate(answers, start=1):
        question = question_of(id_, language)
        labels = [in_voice(o.label, "self") for o in question.options if o.id in options]
        said = "; ".join(labels) or words(language).skipped
        lines.append(f"{number}. {question.name}: {said} ")
    return squeezed("".join(lines))


@functools.cache
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
    # So many rows that no pager comes between.
    at = terminal(*arguments, plain=like.plain, size=(1000, size[1]), errors=False)
    assert at.end() == 0
    assert at.text
    return at.text


def suggested(
    terminal: Open, said: Said, *before: str, like: Terminal, size: tuple[int, int] = WIDE
) -> str:
    """Return what `suggest` shows for what was `said`, at a terminal such as `like`."""
    return drawn_or_plain(terminal, *before, "suggest", *flags(said), like=like, size=size)


def assert_shown(page: str, at: Terminal, size: tuple[int, int] = WIDE) -> None:
    """Assert that `at` shows `page`: one longer than its screen from its top, and then its end."""
    rows, lines = size[0], page.splitlines(keepends=True)
    if at.plain or len(lines) < rows:
        assert page in at.text
    else:
        assert squeezed("".join(lines[: rows - 1])) in squeezed(at.text)
        assert "".join(lines[1 - rows :]) in at.text


def flags(said: Said) -> list[str]:
    return [
        word
        for question, options in said.items()
        for word in (f"--{question.replace('_', '-')}", ",".join(options))
    ]


def commands_shown(at: Terminal) -> Sequence[str]:
    """Return the commands that were shown to give the list again."""
    parts = re.split(rf"{ESCAPE.pattern}|[\r\n]", at.text)
    return [part for part in parts if part.startswith("pathfinder suggest")]


def plain_and_drawn() -> Sequence[Any]:
    return [pytest.param(True, id="plain"), pytest.param(False, id="drawn")]


def sizes() -> Sequence[Any]:
    return [pytest.param(WIDE, id="100x100"), pytest.param(NARROW, id="24x40")]


def kinds_of_question() -> Sequence[Any]:
    return [
        pytest.param("crisis", id="many"),
        pytest.param("for_whom", id="one"),
        pytest.param("tried_and_liked", id="typed"),
    ]


spanish = pytest.mark.skipif(
    not compiled_path("es").exists(), reason="the knowledge base is not there in Spanish"
)


def assert_whole(notice_ids: Sequence[str], shown: str) -> None:
    """Assert that what was `shown`, squeezed, says each notice, or what it adds beside a graver one.

    So too the numbers to call.
    """
    contacts = {contact.id: contact for contact in shipped().contacts}
    for notice in (notice for notice in shipped().notices if notice.id in notice_ids):
        said = (notice.text, notice.adds, notice.heading)
        forms = [squeezed(in_voice(each, "self")) for each in said if each]
        assert any(form in shown for form in forms), notice.id
        phones = [contacts[id_].phone for id_ in notice.contacts]
        assert all(squeezed(phone) in shown for phone in phones if phone)


def assert_told(at: Terminal, *, is_saved: bool = False) -> None:
    """Assert that who stopped was told what is lost and where help is."""
    interface = words(at.language)
    stopped = interface.stopped_saved if is_saved else interface.stopped
    told = f"{stopped} {interface.stopped_help}".split()
    assert at.text.split()[-len(told) :] == told
    assert "Traceback" not in at.text
