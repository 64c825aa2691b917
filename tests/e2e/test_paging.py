"""A page that is longer than the screen: nothing of it is missed, and its end stays."""

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pathfinder import load_knowledge
from pathfinder.knowledge.languages import LANGUAGES
from tests.e2e.test_cli import SHEETS, in_a_process

if sys.platform == "win32":
    pytest.skip("pexpect has no pseudo-terminal on Windows", allow_module_level=True)

import pexpect

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

WORDS = load_knowledge("en").interface
CODE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\([B0]|\x07")
ROWS, COLUMNS = 24, 80


@pytest.fixture
def answers(tmp_path: Path) -> str:
    """A file of answers whose page is longer than a screen."""
    path = tmp_path / "answers"
    path.write_text(json.dumps(SHEETS["drinks_daily"]))
    return str(path)


def opened(
    *arguments: str, rows: int = ROWS, columns: int = COLUMNS, **environment: str
) -> "pexpect.spawn[str]":
    unset = {"COLUMNS", "LINES", "LESS", "NO_COLOR", "PATHFINDER_PLAIN", "LC_ALL"}
    inherited: Mapping[str, str] = {k: v for k, v in os.environ.items() if k not in unset}
    at: pexpect.spawn[str] = pexpect.spawn(
        sys.executable,
        ["-m", "pathfinder", *arguments],
        env={**inherited, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
        dimensions=(rows, columns),
        encoding="utf-8",
        timeout=20,
    )
    at.delaybeforesend = None
    at.ptyproc.delayafterclose = at.ptyproc.delayafterterminate = 0
    return at


def lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in CODE.sub("", text).replace("\r", "").split("\n")]


def last_of_plain(answers: str) -> str:
    return in_a_process("suggest", "--answers", answers).out.rstrip("\n").split("\n")[-1]


@pytest.mark.skipif(not Path("/usr/bin/less").exists(), reason="needs less")
def test_a_long_page_begins_at_its_top_and_its_end_stays_after_the_pager(answers: str) -> None:
    at = opened("suggest", "--answers", answers)
    at.expect_exact(WORDS.pager_keys)
    shown = lines_of(at.before or "")
    first = in_a_process("suggest", "--answers", answers).out.split("\n")[0]
    assert any(
        first.split(" ", maxsplit=4)[:4] == line.split(" ", maxsplit=4)[:4] for line in shown
    )
    at.send("q")
    at.expect(pexpect.EOF)
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)
    assert any(WORDS.keep_in_sight in line for line in lines_of(at.before or "")[-ROWS:])


def test_without_a_pager_it_comes_page_by_page(answers: str, tmp_path: Path) -> None:
    at = opened("suggest", "--answers", answers, PATH=str(tmp_path))
    pages = 0
    while at.expect_exact([WORDS.by_page_keys, pexpect.EOF]) == 0:
        assert len(lines_of(at.before or "")) - 1 <= ROWS  # its first line ends that of the keys
        at.send("\r")
        pages += 1
    assert pages >= 1
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)


def test_without_a_pager_who_has_seen_enough_still_sees_the_end(
    answers: str, tmp_path: Path
) -> None:
    at = opened("suggest", "--answers", answers, PATH=str(tmp_path))
    at.expect_exact(WORDS.by_page_keys)
    at.send("q\r")
    at.expect(pexpect.EOF)
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        pytest.param(["--plain"], ROWS, id="plain"),
        pytest.param([], 200, id="high_screen"),
        pytest.param(["--format", "json"], ROWS, id="json"),
    ],
)
def test_nothing_else_is_held_up(answers: str, arguments: list[str], rows: int) -> None:
    at = opened("suggest", "--answers", answers, *arguments, rows=rows)
    at.expect(pexpect.EOF)
    assert WORDS.pager_keys not in (at.before or "")


def test_an_emergency_is_seen_from_its_first_line_on_a_small_screen(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    path.write_text(json.dumps({"crisis": ["overdose_now"], "for_whom": ["self"]}))
    at = opened("suggest", "--answers", str(path), rows=16, columns=40)
    at.expect(pexpect.EOF)
    assert len(lines_of(at.before or "")) <= 16
    assert "911" in lines_of(at.before or "")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_less_can_show_the_keys_of_the_pager_on_a_small_screen(language: str) -> None:
    """Less 590 breaks letters with accents in its prompt, reads signs as orders, and cuts at 40 columns."""
    assert re.fullmatch("[A-Za-z ,]{1,39}", load_knowledge(language).interface.pager_keys)


@pytest.mark.usefixtures("heeds_ctrl_c")
@pytest.mark.skipif(not Path("/usr/bin/less").exists(), reason="needs less")
def test_ctrl_c_in_the_pager_stops_nothing_and_the_end_still_stays(answers: str) -> None:
    at = opened("suggest", "--answers", answers)
    at.expect_exact(WORDS.pager_keys)
    at.sendintr()
    at.expect_exact(WORDS.pager_keys)
    at.send("q")
    at.expect(pexpect.EOF)
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)
    at.wait()
    assert at.exitstatus == 0


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_between_pages_goes_on_to_the_end(answers: str, tmp_path: Path) -> None:
    at = opened("suggest", "--answers", answers, PATH=str(tmp_path))
    at.expect_exact(WORDS.by_page_keys)
    at.sendintr()
    while at.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=0.5):
        at.sendintr()  # Python overhears one that comes in the moment before it waits for a line
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)


@pytest.mark.skipif(not Path("/usr/bin/less").exists(), reason="needs less")
def test_who_goes_on_at_the_end_leaves_the_pager(answers: str) -> None:
    at = opened("suggest", "--answers", answers)
    while at.expect_exact([WORDS.pager_keys, pexpect.EOF]) == 0:
        at.send(" ")
    assert lines_of(at.before or "")[-2] == last_of_plain(answers)
