"""Each file beside this one has one planted defect; its first line is the message it must bring.

A file stands in for the sound one that is named before its `--`.
"""

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

from pathfinder.knowledge.report import KNOWN, check_files

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 22)
MAX_AGE = 365
SOUND = HERE / "sound"
BROKEN = sorted(HERE.glob("*--*.yaml"))


def messages(folder: Path) -> list[str]:
    """Return every problem of the knowledge base in `folder`, its files named without it."""
    problems = check_files(folder, {}, TODAY, MAX_AGE).problems
    return [str(problem).removeprefix(f"{folder}{os.sep}") for problem in problems]


def stands_in_for(broken: Path) -> str:
    """Return the name of the file that `broken` is a broken form of."""
    return broken.name.partition("--")[0]


def test_the_sound_knowledge_base_has_no_problem() -> None:
    assert messages(SOUND) == []


@pytest.mark.parametrize("broken", [pytest.param(path, id=path.stem) for path in BROKEN])
def test_a_defect_brings_one_message_with_its_place_and_what_would_be_right(
    tmp_path: Path, broken: Path
) -> None:
    expected = broken.read_text().partition("\n")[0].removeprefix("# ")
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    shutil.copy(broken, tmp_path / f"{stands_in_for(broken)}.yaml")

    assert messages(tmp_path) == [expected]


def test_every_file_of_a_knowledge_base_has_a_broken_form() -> None:
    assert {stands_in_for(broken) for broken in BROKEN} == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(None, "No such file or directory", id="missing"),
        pytest.param(b"\xff\xfd\x00", "not text in UTF-8 (byte 1); save it as UTF-8", id="binary"),
        pytest.param(b"#" * (4 * 1024 * 1024 + 1), "larger than 4096 KiB", id="too_large"),
    ],
)
def test_a_file_that_can_not_be_read_brings_one_message(
    tmp_path: Path, name: str, data: bytes | None, reason: str
) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{name}.yaml"
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)

    assert messages(tmp_path) == [f"{name}.yaml: can't be read: {reason}"]


def test_defects_of_several_files_are_named_in_one_run(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    expected = []
    for name in (
        "contacts--bad_date",
        "notices--wrong_value",
        "rules--unknown_trait_value",
        "sources--duplicate_id",
        "supports--speaks_to_you",
    ):
        broken = HERE / f"{name}.yaml"
        expected.append(broken.read_text().partition("\n")[0].removeprefix("# "))
        shutil.copy(broken, tmp_path / f"{stands_in_for(broken)}.yaml")

    assert sorted(messages(tmp_path)) == sorted(expected)


@pytest.mark.parametrize(
    "trait",
    [
        pytest.param("kind: [peer]", id="word"),
        pytest.param("twelve_step: ['true']", id="true_or_false"),
    ],
)
def test_a_shared_rule_may_speak_of_a_trait_that_no_support_has_yet(
    tmp_path: Path, trait: str
) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "rules.yaml"
    rules.write_text(rules.read_text().replace("formats: [online]", trait))

    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("days", "warned"),
    [pytest.param(1, [], id="fresh"), pytest.param(0, ["contacts", "supports"], id="old")],
)
def test_what_was_checked_too_long_ago_is_a_warning_and_no_problem(
    days: int, warned: list[str]
) -> None:
    report = check_files(SOUND, {}, TODAY, days)

    assert report.problems == ()
    assert sorted({Path(w.where.partition(":")[0]).stem for w in report.warnings}) == warned
    for warning in report.warnings:
        line = int(warning.where.split(":")[-2])
        path = Path(warning.where.rpartition(":")[0].rpartition(":")[0])
        assert "read_on: 2026-11-21" in path.read_text().splitlines()[line - 1]
        assert warning.message == "last checked 1 days ago"


def test_without_the_library_that_counts_syllables_a_warning_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    report = check_files(SOUND, {}, TODAY, MAX_AGE)

    assert report.problems == ()
    assert [w.message for w in report.warnings] == [
        "the grade of school of sentences was not looked at"
    ]
