"""What shells and terminals do to the program: closed pipes, other encodings, full disks, Windows."""

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.e2e.test_cli import each_in_a_process

HERE = Path(__file__).parent
COMMAND = [sys.executable, "-m", "pathfinder"]
BATCH = HERE / "batch-same-file--append.jsonl"

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")


READ_BY_PROGRAMS = (
    "suggest --format json", "suggest --format markdown", "why aa --json", "supports show aa --json",
    "supports list --json", "needs --json", "questions --template", "questions --template redcap",
)  # fmt: skip


@on_posix
def test_what_is_kept_or_read_by_a_program_is_in_utf8_whatever_the_console_is() -> None:
    commands = [["--lang", "es", *command.split()] for command in READ_BY_PROGRAMS]
    console = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    for command, ran in zip(
        commands, each_in_a_process(commands, environment=console), strict=True
    ):
        assert (ran.code, ran.err) == (0, "")
        assert "ó" in ran.out, command


def test_a_template_is_read_back_though_a_shell_writes_it_in_utf16(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    text = run("--lang", "es", "questions", "--template").out
    path.write_bytes(text.replace("goal:", "goal: quit").encode("utf-16"))
    ran = run("suggest", "--answers", str(path), "--json", "--include-answers")
    assert json.loads(ran.out)["answers"] == {"goal": ["abstinence"]}


@pytest.mark.parametrize("form", ["utf-16", "utf-16-be", "utf-32"])
def test_a_batch_in_another_unicode_is_read(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(("\ufeff" if form == "utf-16-be" else "").encode(form))
    with path.open("ab") as file:
        file.write('{"id": 1, "goal": "quit"}\n{"id": 2}\n'.encode(form))
    ran = run("batch", str(path), "-", "--fields", "knowledge.version")
    assert (ran.code, [json.loads(line)["id"] for line in ran.out.splitlines()]) == (0, [1, 2])


def test_the_batch_that_powershell_writes_is_read(run: Run) -> None:
    ran = run("batch", str(HERE / "batch-utf16--powershell.jsonl"), "-", "--fields", "choosing")
    assert (ran.code, json.loads(ran.out)["id"]) == (0, 1)


def test_true_and_false_of_a_spreadsheet_are_yes_and_no(run: Run) -> None:
    source = str(HERE / "batch-bool--csvkit.jsonl")
    ran = run("batch", source, "-", "--fields", "answers", "--include-answers")
    said = json.loads(ran.out)["answers"]
    assert (said["pregnant"], said["student"]) == (["no_not_pregnant"], ["none"])


def test_a_list_over_many_lines_is_told_what_a_batch_is(run: Run) -> None:
    ran = run("batch", str(HERE / "batch-pretty--array.json"), "-")
    first = json.loads(ran.out.splitlines()[0])["problems"][0]
    assert first["hint"].startswith("batch  reads one whole object a line")


@on_posix
@pytest.mark.parametrize("command", ["batch {} -", "suggest --json", "suggest", "help-now"])
def test_closed_output_is_a_fault(command: str) -> None:
    words = command.format(BATCH)
    ran = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m pathfinder {words} >&-', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "standard output: can't be written" in ran.stderr
    assert "Traceback" not in ran.stderr


@on_posix
@pytest.mark.parametrize("words", ["batch {0} - >> {0}", "batch - - < {0} >> {0}"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "would read what it writes: IN and OUT are one; name a new file"),
        (
            "es",
            "leería lo mismo que escribe: IN y OUT son el mismo archivo; elija un archivo nuevo",
        ),
    ],
)
def test_a_batch_never_reads_what_it_writes(
    tmp_path: Path, words: str, language: str, said: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(BATCH.read_bytes())
    line = f'"$0" -m pathfinder {words.format(path)} --lang {language}'
    ran = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"pathfinder: batch: {said}")
    assert path.read_bytes() == BATCH.read_bytes()


@pytest.mark.usefixtures("full_disk")
def test_a_batch_that_finds_no_room_leaves_whole_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1}\n' * 40)
    ran = run("batch", str(source), str(path), "--fields", "knowledge.version")
    assert ran.code == 1
    assert "can't be written" in ran.err
    kept = path.read_bytes()
    assert kept.endswith(b"\n")
    assert {json.loads(line)["id"] for line in kept.splitlines()} == {1}


@pytest.mark.usefixtures("full_disk")
def test_an_old_sheet_stays_where_there_is_no_room_for_a_new_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "keep.html"
    path.write_text("mine")
    ran = run("suggest", "--format", "html", "--output", str(path), "--force")
    assert ran.code == 1
    assert [file.name for file in tmp_path.iterdir()] == ["keep.html"]
    assert path.read_text() == "mine"


def test_a_dash_is_a_pipe(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("suggest", "--json", "--output", "-") == run("suggest", "--json")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["suggest", "--output=~/new", "--json"], id="output"),
        pytest.param(["batch", "~/in.jsonl", "~/new"], id="batch"),
        pytest.param(["kb", "new", "~/new"], id="kb"),
    ],
)
def test_the_home_folder_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "in.jsonl").write_text("{}\n")
    assert run(*words).code == 0
    assert (tmp_path / "new").exists()


def test_the_home_folder_is_found_for_local_files(
    run: Run, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "county.yaml").write_bytes(county.read_bytes())
    flagged = run("supports", "list", "--local=~/county.yaml")
    monkeypatch.setenv("PATHFINDER_LOCAL", "~/county.yaml")
    assert run("supports", "list") == flagged
    assert "fencepost_center" in flagged.out


def test_a_forgotten_flag_is_named(run: Run, county: Path) -> None:
    ran = run("kb", "check", str(county))
    assert ran.code == 1
    assert "a file for a county goes with --local" in ran.out


def test_what_is_checked_steers_no_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text('place: "\\e[31mRed\\e[2J County"\nverified_on: 2026-11-20\n')
    ran = run("kb", "check", "--local", str(path))
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err


def test_one_word_asks_for_json(run: Run) -> None:
    for words in (["suggest"], ["why", "aa"], ["supports", "show", "aa"], ["needs"]):
        assert run(*words, "--json") == run(*words, "--format", "json")
    listed = json.loads(run("supports", "list", "--kind", "faith", "--format", "json").out)
    assert listed["format"] == "pathfinder.supports/1"
    assert {support["kind"] for support in listed["supports"]} == {"faith"}
    both = run("suggest", "--json", "--format", "html")
    assert (both.code, both.out) == (2, "")


def test_fields_are_those_of_a_batch(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"goal": "quit"}\n')
    words = ("--fields", "notices.id,suggestions.id", "--top", "2")
    one = run("suggest", "--goal", "quit", *words)
    assert one.out == run("batch", str(tmp_path / "in.jsonl"), "-", *words).out
    wrong = run("suggest", "--fields", "nothing")
    assert (wrong.code, wrong.out) == (2, "")
    assert "there is no field" in wrong.err


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("suboxone", "MEDICINE FOR OPIOID USE"),
        ("narcan", "NALOXONE"),
        ("rehab", "RESIDENTIAL TREATMENT"),
        ("detox", "WITHDRAWAL CARE"),
        ("therapy", "COUNSELING"),
    ],
)
def test_everyday_words_name_what_people_mean(run: Run, word: str, title: str) -> None:
    assert run("supports", "show", word).out.startswith(title)


@on_posix
@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_at_any_early_moment_is_quiet() -> None:
    for hundredths in range(1, 16):
        started = subprocess.Popen(
            [*COMMAND, "suggest"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        time.sleep(hundredths / 100)
        started.send_signal(signal.SIGINT)
        said = started.communicate()[1]
        assert f"{os.sep}pathfinder{os.sep}" not in said, hundredths  # what is before us may speak


def test_the_other_name_of_the_command_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"][project["name"]] == project["scripts"]["pathfinder"]
