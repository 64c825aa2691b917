"""Nothing leaves the computer, nothing is kept, and no fault repeats an answer."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.meetings.made import reading_of, store_of

WATCH = """
import os, sys
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
whole = {"socket", "urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib",
         "webbrowser", "subprocess", "sqlite3", "dbm", "tempfile", "shutil", "syslog", "open"}
single = {"os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
          "os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.remove", "os.rmdir",
          "os.chmod", "os.utime", "os.mkfifo", "os.mknod", "os.setxattr"}
def watch(event, arguments):
    if event in single or event.partition(".")[0] in whole:
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        if event != "open" or not isinstance(arguments[2], int) or arguments[2] & writes:
            os.write(log, (ascii((event, *map(repr, arguments))) + "\\n").encode())
sys.addaudithook(watch)
"""
PATHFINDER = """
from pathfinder.cli.main import main
code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
"""

Run = Callable[..., tuple[int, str, str]]


class Place(NamedTuple):
    """Empty folders in which a process runs, and beside them the list of what it did."""

    root: Path

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def environment(self) -> dict[str, str]:
        """The environment without coverage, which writes files of its own, and without a size."""
        ours = ("COV", "PATHFINDER", "PYTHON", "XDG_", "LINES", "COLUMNS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        home, temporary = str(self.root / "home"), str(self.root / "tmp")
        return {
            **kept,
            "HOME": home,
            "USERPROFILE": home,
            "TMPDIR": temporary,
            "TEMP": temporary,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "TERM": "xterm-256color",
        }

    def command(self, program: str, *arguments: str) -> list[str]:
        return [sys.executable, "-c", WATCH + program, str(self.log), *arguments]

    def events(self) -> list[str]:
        """What was done that reaches a network or another program, or that may write a file."""
        lines = self.log.read_text(encoding="ascii").splitlines()
        done: list[tuple[str, ...]] = [ast.literal_eval(line) for line in lines]
        return [" ".join(event) for event in done if "__pycache__" not in " ".join(event)]

    def left_behind(self) -> list[Path]:
        folders = (self.root / name for name in ("home", "cwd", "tmp"))
        return [path for folder in folders for path in folder.rglob("*")]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name in ("home", "cwd", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "log").touch()
    return Place(tmp_path)


def watched(place: Place, program: str, *arguments: str, stdin: str = "") -> int:
    """Run `program` under the watch; return its exit code."""
    return subprocess.run(
        place.command(program, *arguments),
        input=stdin,
        env=place.environment,
        cwd=place.root / "cwd",
        capture_output=True,
        check=False,
        encoding="utf-8",
    ).returncode


ANSWERS = {"crisis": ["suicidal_thoughts"], "substances": ["alcohol"], "medication": ["moud"]}


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        pytest.param(["suggest", "--substances", "alcohol,opioids"], "", 0, id="flags"),
        pytest.param(["suggest", "--goal", "quit", "--format", "json"], "", 0, id="flags-json"),
        pytest.param(["suggest", "--goal", "quit", "--format", "html"], "", 0, id="flags-html"),
        pytest.param(["suggest", "--answers", "-"], json.dumps(ANSWERS), 0, id="json"),
        pytest.param(["suggest", "--answers", "-"], "crisis: [abuse_at_home]\n", 0, id="yaml"),
        pytest.param(["suggest", "--answers", "-"], "crisis: [nonsense]\n", 1, id="wrong-answers"),
        pytest.param(["suggest", "--answers", "nowhere.yaml"], "", 1, id="no-such-file"),
        pytest.param(["suggest", "--goal", "nonsense"], "", 2, id="wrong-flag"),
        pytest.param(["batch", "-", "-"], json.dumps(ANSWERS), 0, id="batch"),
        pytest.param(["batch", "-", "-"], "crisis", 1, id="batch-wrong-line"),
        pytest.param(["why", "mm", "--answers", "-"], json.dumps(ANSWERS), 0, id="why"),
        pytest.param(["suggest", "--explain", "--goal", "quit"], "", 0, id="explain"),
        pytest.param(["why", "nonsense"], "", 2, id="why-nothing"),
        pytest.param(["supports", "show", "smart"], "", 0, id="supports-show"),
        pytest.param(["supports", "list"], "", 0, id="supports-list"),
        pytest.param(["questions"], "", 0, id="questions"),
        pytest.param(["questions", "--template"], "", 0, id="template"),
        pytest.param(["help-now"], "", 0, id="help-now"),
        pytest.param(["schema", "result"], "", 0, id="schema"),
        pytest.param(["--help"], "", 0, id="help"),
        pytest.param(["--version"], "", 0, id="version"),
        pytest.param([], "", 2, id="no-terminal"),
    ],
)
def test_a_command_reaches_nothing_outside_and_writes_nothing(
    place: Place, arguments: Sequence[str], stdin: str, code: int
) -> None:
    assert watched(place, PATHFINDER, *arguments, stdin=stdin) == code
    assert place.events() == []
    assert place.left_behind() == []


TABLE = """\
name,day,time,zone,address,city,state,zip
Friday Group,fri,19:00,America/New_York,1 Made Up St,Columbus,OH,43215
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["meetings", "check", "made"], id="check"),
        pytest.param(["meetings", "next", "--meetings", "made", "--near", "43215"], id="next"),
        pytest.param(
            ["meetings", "next", "--meetings", "made", "--near", "Columbus", "--format", "ics"],
            id="calendar",
        ),
        pytest.param(
            ["suggest", "--goal", "quit", "--meetings", "made", "--near", "43215"], id="suggest"
        ),
        pytest.param(
            [
                "suggest",
                "--goal",
                "quit",
                "--format",
                "html",
                "--meetings",
                "made",
                "--near",
                "43215",
            ],
            id="handout",
        ),
    ],
)
def test_a_question_to_a_file_of_meetings_reads_it_and_reaches_nothing_else(
    place: Place, arguments: Sequence[str]
) -> None:
    store = store_of(place.root / "cwd" / "made", reading_of([]))
    read = ["meetings", "read", "-", "--program", "aa", "--into", "made"]
    assert watched(place, PATHFINDER, *read, stdin=TABLE) == 0
    place.log.write_text("")
    assert watched(place, PATHFINDER, *arguments) == 0
    events = place.events()
    assert events
    for event in events:
        assert event.startswith("sqlite3.connect")
        assert "?mode=ro" in event or event.startswith("sqlite3.connect/handle")
    assert place.left_behind() == [store]


def test_a_list_is_read_into_the_file_it_was_given_and_nothing_else(place: Place) -> None:
    read = ["meetings", "read", "-", "--program", "aa", "--into", "made"]
    assert watched(place, PATHFINDER, *read, stdin=TABLE) == 0
    made, *others = (event.split()[:2] for event in place.events())
    assert made == ["open", "'made'"]
    assert {event[0] for event in others} == {"sqlite3.connect", "sqlite3.connect/handle"}
    assert place.left_behind() == [place.root / "cwd" / "made"]


def test_the_one_command_that_opens_a_connection_is_seen_to(place: Place) -> None:
    pull = [
        "meetings",
        "pull",
        "--feed",
        "https://127.0.0.1:9/",
        "--program",
        "aa",
        "--into",
        "made",
    ]
    assert watched(place, PATHFINDER, *pull) == 1
    assert "socket.connect" in {event.split()[0] for event in place.events()}


def test_a_batch_writes_the_file_it_was_given_and_nothing_else(place: Place) -> None:
    source, target = place.root / "cwd" / "in", place.root / "cwd" / "out"
    source.write_text(json.dumps(ANSWERS) + "\n")
    assert watched(place, PATHFINDER, "batch", str(source), str(target)) == 0
    # A file that is open already is opened again by its number, to write through a buffer.
    (event,) = [event for event in place.events() if not event.split()[1].isdigit()]
    assert event.split()[:2] == ["open", repr(str(target))]
    assert {*place.left_behind()} == {source, target}


def test_a_hand_out_writes_the_file_it_was_given_and_nothing_else(place: Place) -> None:
    target = place.root / "cwd" / "out"
    arguments = ("suggest", "--answers", "-", "--format", "html", "--output", str(target))
    assert watched(place, PATHFINDER, *arguments, stdin=json.dumps(ANSWERS)) == 0
    (event,) = [event for event in place.events() if not event.split()[1].isdigit()]
    assert event.split()[:2] == ["open", repr(str(target))]
    assert {*place.left_behind()} == {target}


def test_a_hand_out_that_takes_the_place_of_a_file_is_written_beside_it_and_moved(
    place: Place,
) -> None:
    target = place.root / "cwd" / "out"
    target.write_text("mine")
    arguments = ("suggest", "--answers", "-", "--output", str(target), "--force")
    assert watched(place, PATHFINDER, *arguments, stdin=json.dumps(ANSWERS)) == 0
    made, moved = [event for event in place.events() if not event.split()[1].isdigit()]
    assert made.split()[1].startswith(f"'{target.parent}/.pathfinder-")
    assert moved.split()[:3] == ["os.rename", made.split()[1], repr(str(target))]
    assert {*place.left_behind()} == {target}


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect has no pseudo-terminal on Windows")
# Python 3.12 warns of a fork beside threads, and pytest-xdist has one. The child only executes.
@pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")
@pytest.mark.parametrize(
    ("arguments", "ready", "allowed"),
    [
        pytest.param(["--plain"], r"Your\s+answer:", (), id="plain"),
        # The event loop under prompt_toolkit wakes itself through a pair of sockets without a name.
        pytest.param([], r"screen\.|stays\.|leaves\.", ("socket.__new__",), id="drawn"),
    ],
)
def test_an_interview_reaches_nothing_outside_and_writes_nothing(
    place: Place, arguments: Sequence[str], ready: str, allowed: Sequence[str]
) -> None:
    import pexpect

    program, *rest = place.command(PATHFINDER, *arguments)
    child: Any = pexpect.spawn(
        program,
        rest,
        cwd=str(place.root / "cwd"),
        dimensions=(200, 100),  # so many rows that no pager is started
        encoding="utf-8",
        env=place.environment,
        timeout=20,
    )
    child.delaybeforesend = None
    asked = offered = 0
    shown = ""
    at = ["Why we ask:", r"What\s+next\?", r"What\s+kind\s+of\s+sheet\?", pexpect.EOF]
    while (step := child.expect(at)) != at.index(pexpect.EOF):
        shown += child.before
        names = "have you tried" in child.before[-300:]
        child.expect(ready)
        if step:
            leaves = "q\r" if arguments else "q"
            child.send(leaves if offered else "3\r")  # a sheet, and of those the command
            offered += step == 2
            continue
        # Everything; then danger is left open: its first option would end it all.
        first = ["a\r", "k\r"][asked : asked + 1] or ["celebrate_recovery\r" if names else "1\r"]
        child.send(first[0] + ("\r" if names and not arguments else ""))
        asked += 1
    child.close()
    assert child.exitstatus == 0
    assert asked > 10
    assert "--tried-and-left celebrate_recovery" in shown
    assert [event for event in place.events() if event.split()[0] not in allowed] == []
    assert place.left_behind() == []


@pytest.mark.parametrize(
    ("program", "event"),
    [
        pytest.param("open('kept', 'w').close()", "open", id="open"),
        pytest.param("os.close(os.open('kept', os.O_CREAT | os.O_WRONLY))", "open", id="os.open"),
        pytest.param("os.mkdir('kept')", "os.mkdir", id="mkdir"),
        pytest.param("os.system('exit')", "os.system", id="system"),
        pytest.param(
            "import subprocess; subprocess.run([sys.executable, '-c', ''])",
            "subprocess.Popen",
            id="subprocess",
        ),
        pytest.param(
            "import socket; socket.getaddrinfo('127.0.0.1', 80)", "socket.getaddrinfo", id="name"
        ),
        pytest.param(
            "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('127.0.0.1', 9))",
            "socket.connect",
            id="connect",
        ),
        pytest.param(
            "import socket; socket.socket().bind(('127.0.0.1', 0))", "socket.bind", id="bind"
        ),
        pytest.param("import sqlite3; sqlite3.connect('kept')", "sqlite3.connect", id="database"),
    ],
)
def test_the_watch_sees_what_reaches_outside_or_writes(
    place: Place, program: str, event: str
) -> None:
    assert watched(place, program) == 0
    assert event in {done.split()[0] for done in place.events()}


OTHERS = ("suicidal_thoughts", "moud", "bereaved")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '{"crisis": ["suicidal_thoughts"], "goal": "xyzzyx", "medication": "moud"}', id="json"
        ),
        pytest.param("for_whom: bereaved\ngoal: xyzzyx\nmedication: [moud]\n", id="yaml"),
        pytest.param(
            '{"for_whom": "bereaved", "xyzzyx": 1, "medication": ["moud"]}', id="question"
        ),
        pytest.param("for_whom: bereaved\nmedicaton: moud\n", id="question-misspelt"),
        pytest.param('{"for_whom": "bereaved", "medication": ["moud"', id="json-cut-off"),
        pytest.param("for_whom: [bereaved\nmedication: moud\n", id="yaml-cut-off"),
        pytest.param("for_whom: bereaved\n\tmedication: moud\n", id="yaml-tab"),
        pytest.param('for_whom: bereaved\nmedication: "moud\n', id="yaml-quote"),
        pytest.param("medication: moud\nmedication: moud\nfor_whom: bereaved\n", id="twice"),
        pytest.param('{"medication": "moud", "medication": "moud"}', id="json-twice"),
        pytest.param("for_whom: bereaved\nmedication: {moud: 1}\n", id="mapping"),
        pytest.param("for_whom: bereaved\nmedication: [[moud]]\n", id="list-in-list"),
        pytest.param("medication: &a moud\nfor_whom: *a\n", id="alias"),
        pytest.param("medication: !mine moud\nfor_whom: bereaved\n", id="tag"),
        pytest.param("for_whom: bereaved\n--- \nmedication: moud\n", id="two-documents"),
        pytest.param("- bereaved\n- moud\n", id="list"),
        pytest.param("bereaved, moud", id="words"),
        pytest.param("for_whom: bereaved\ncommunities: [veteran, none]\n", id="none-beside"),
        pytest.param("? [bereaved, moud]\n: 1\n", id="key-is-a-list"),
        pytest.param("for_whom: bereaved\n\0\nmedication: moud", id="no-text"),
    ],
)
def test_a_fault_in_answers_repeats_no_other_answer(run: Run, text: str) -> None:
    code, out, err = run("suggest", "--answers", "-", stdin=text)
    assert (code, out) == (1, "")
    assert err.startswith("pathfinder: standard input")
    # A hint may name an option as an example; it is the same whatever was answered.
    said = err.replace("for example medication: [moud]", "")
    assert not [other for other in OTHERS if other in said]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(["--goal", "xyzzyx"], id="option"),
        pytest.param(["--goal", "quit,moderation"], id="two-of-one"),
        pytest.param(["--gaol", "quit"], id="flag"),
        pytest.param(["--goal"], id="no-value"),
        pytest.param(["--format", "xyzzyx"], id="format"),
        pytest.param(["--top", "xyzzyx"], id="top"),
        pytest.param(["--answers", "nowhere.yaml"], id="no-such-file"),
        pytest.param(["--plain=xyzzyx"], id="value-of-a-switch"),
        pytest.param(["xyzzyx"], id="argument"),
    ],
)
def test_a_fault_in_flags_repeats_no_other_answer(run: Run, wrong: Sequence[str]) -> None:
    others = ["--crisis", "suicidal_thoughts", "--medication", "moud", "--for-whom", "bereaved"]
    code, out, err = run("suggest", *others, *wrong)
    assert code in {1, 2}
    assert out == ""
    assert err.startswith("pathfinder: ")
    assert not [other for other in OTHERS if other in err]


def test_words_that_no_flag_takes_are_not_all_repeated(run: Run) -> None:
    code, _, err = run("suggest", "--crisis", "suicidal_thoughts", "bereaved", "moud")
    assert code == 2
    assert len([other for other in OTHERS if other in err]) <= 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            json.dumps({"goal": "to stop for good, as I take it daily, moud"}), id="option"
        ),
        pytest.param(json.dumps({"to stop for good, as I take it daily, moud": ""}), id="question"),
    ],
)
def test_a_whole_sentence_is_not_repeated(run: Run, text: str) -> None:
    code, _, err = run("suggest", "--answers", "-", stdin=text)
    assert code == 1
    assert "moud" not in err
