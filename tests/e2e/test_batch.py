"""`pathfinder batch`, from files and pipes to files and pipes."""

import contextlib
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.answers.line import Sheet
from pathfinder.answers.text import LARGEST
from pathfinder.cli.batch import answering
from pathfinder.cli.batch.files import PIECE, WholeLines
from pathfinder.cli.batch.reading import MOST_AT_ONCE
from tests.conftest import Run
from tests.e2e.test_cli import at_a_terminal

COMMAND = [sys.executable, "-m", "pathfinder", "batch"]
LONGEST = 2 << 20
"""Bytes of a line, as long as a result may be."""
SHORT = ("--fields", "knowledge.version")
ALCOHOL = '{"substances": ["alcohol"], "goal": "abstinence"}'

not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def piped(*options: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run `batch - -` in a process of its own."""
    return subprocess.run(
        [*COMMAND, "-", "-", *options], input=stdin, capture_output=True, check=False, timeout=60
    )


def records(out: bytes) -> list[Any]:
    return [json.loads(line) for line in out.splitlines()]


def given_lines(folder: Path, *lines: str) -> str:
    """Return the path of a file with `lines`."""
    path = folder / "in"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return str(path)


def test_lines_come_out_in_order_with_their_ids_first_across_chunks() -> None:
    size = 2 * MOST_AT_ONCE + 1
    stdin = "".join(json.dumps({"goal": "quit", "id": i}) + "\n" for i in range(size))
    ran = piped(*SHORT, stdin=stdin.encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [record["id"] for record in records(ran.stdout)] == list(range(size))
    assert all(next(iter(record)) == "id" for record in records(ran.stdout))


@pytest.mark.parametrize(
    "id_",
    [
        pytest.param('"a 7"', id="text"),
        pytest.param("7", id="number"),
        pytest.param("0.5", id="fraction"),
        pytest.param(str(10**30), id="large"),
        pytest.param('""', id="empty"),
    ],
)
def test_an_id_comes_out_of_good_lines_and_bad(run: Run, tmp_path: Path, id_: str) -> None:
    good, bad = f'{{"id": {id_}}}', f'{{"id": {id_}, "goal": "xyzzyx"}}'
    ran = run("batch", given_lines(tmp_path, good, bad), "-", *SHORT)
    first, second = ran.out.splitlines()
    assert first.startswith(f'{{"id":{id_},')
    assert f'"id":{id_},' in second


NOT_ALL = "1 of 3 lines could not be answered; a record in the place of each says what is wrong"


@pytest.mark.parametrize(
    ("line", "where", "message"),
    [
        pytest.param(b"", "", "the line is empty", id="empty"),
        pytest.param(b"  \r", "", "the line is empty", id="blank"),
        pytest.param(b'{"goal": "quit"', "column 16", "this is no JSON", id="cut-off"),
        pytest.param(b"goal: quit", "column 1", "this is no JSON", id="yaml"),
        pytest.param(b'{"id": NaN}', "", "this is no JSON that can be read", id="no-number"),
        pytest.param(b'{"id": ' + b"9" * 5000 + b"}", "", "that can be read", id="long-number"),
        pytest.param(b"[" * 60_000, "", "that can be read", id="deep"),
        pytest.param(b'["alcohol"]', "", "a line is one object", id="list"),
        pytest.param(b'"alcohol"', "", "a line is one object", id="text"),
        pytest.param(b'{"gaol": "quit"}', "gaol", 'no question "gaol"', id="question"),
        pytest.param(b'{"goal": "xyzzyx"}', "goal", '"xyzzyx" is no option', id="option"),
        pytest.param(b'{"goal": 1}', "goal", '"goal" takes one option', id="number"),
        pytest.param(b'{"goal": ["quit", "moderation"]}', "goal", "one option", id="two-of-one"),
        pytest.param(b'{"goal": "quit", "goal": "quit"}', "goal", "stands here twice", id="twice"),
        pytest.param(
            b'{"crisis": ["none", "suicidal_thoughts"]}', "crisis", "does not go", id="none"
        ),
        pytest.param(b'{"id": true}', "id", "an id is a text or a number", id="id"),
        pytest.param(b'{"id": 1e999}', "id", "an id is a text or a number", id="endless-id"),
        pytest.param(b'{"id": "\\ud800"}', "id", "an id is a text", id="id-is-no-text"),
        pytest.param(b'{"\\ud800": "quit"}', "?", 'no question "?"', id="key-is-no-text"),
        pytest.param(b'{"goal": "\xff"}', "", "not text in UTF-8 (byte 11)", id="encoding"),
        pytest.param(b" " * (LARGEST + 1), "", "larger than 64 KiB", id="large"),
        pytest.param(b" " * (20 * LARGEST), "", "larger than 64 KiB", id="very-large"),
    ],
)
def test_a_wrong_line_is_told_in_its_place_and_the_rest_goes_on(
    run: Run, tmp_path: Path, line: bytes, where: str, message: str
) -> None:
    source = tmp_path / "in"
    source.write_bytes(b"\n".join([b"{}", line, b"{}"]))
    ran = run("batch", str(source), "-", *SHORT)
    first, record, last = records(ran.out.encode())
    assert first == last
    assert "knowledge" in first
    assert (record["format"], record["line"]) == ("pathfinder.error/1", 2)
    assert record["problems"][0]["where"] == where
    assert message in record["problems"][0]["message"]
    assert ran.code == 1
    assert ran.err == f"pathfinder: {source}: {NOT_ALL}\n"


def test_of_lines_that_are_piped_too_it_is_told_how_many_are_wrong() -> None:
    ran = piped(*SHORT, stdin=b"{}\n\xff\n{}")
    first, record, last = records(ran.stdout)
    assert first == last
    assert record["line"] == 2
    assert ran.returncode == 1
    assert ran.stderr.decode() == f"pathfinder: standard input: {NOT_ALL}\n"


@pytest.mark.parametrize(
    ("form", "stdin", "said"),
    [
        pytest.param("jsonl", b"{}\nx\n{}\n", "1 de 3 líneas", id="lines"),
        pytest.param("csv", b"goal\nquit\nxyzzyx\nxyzzyx\n", "2 de 3 filas", id="rows"),
    ],
)
def test_how_many_are_wrong_is_told_in_spanish_where_that_is_asked_for(
    form: str, stdin: bytes, said: str
) -> None:
    ran = piped(*SHORT, "--lang", "es", "--from", form, stdin=stdin)
    assert ran.returncode == 1
    assert ran.stderr.decode().strip() == (
        f"pathfinder: la entrada estándar: no se pudo contestar a {said}; "
        "en el lugar de cada una hay un registro que dice qué está mal"
    )


def test_a_record_of_what_is_wrong_follows_its_schema(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("schema", "error").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    source = given_lines(tmp_path, "", '{"id": "a", "goal": "xyzzyx"}', '{"id": 7, "gaol": 1}')
    lines = run("batch", source, "-").out.splitlines()
    assert len(lines) == 3
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{"medication": ["moud"], "goal": "xyzzyx"}', id="option"),
        pytest.param('{"medication": ["moud"], "gaol": "quit"}', id="question"),
        pytest.param('{"medication": ["moud"], "goal": "quit"', id="cut-off"),
        pytest.param('{"medication": "moud", "medication": "moud"}', id="twice"),
        pytest.param('{"medication": {"moud": 1}}', id="mapping"),
        pytest.param('["medication", "moud"]', id="list"),
        pytest.param('{"I take it every day at nine, and it is called moud": 1}', id="sentence"),
    ],
)
def test_a_wrong_line_repeats_no_other_answer(run: Run, tmp_path: Path, line: str) -> None:
    ran = run("batch", given_lines(tmp_path, line), "-")
    assert ran.code == 1
    # A hint may name an option as an example; it is the same whatever was answered.
    said = ran.out.replace("for example medication: [moud]", "")
    assert "moud" not in said + ran.err


def test_a_file_without_lines_gives_none(run: Run, tmp_path: Path) -> None:
    assert run("batch", given_lines(tmp_path), "-") == (0, "", "")


# Files


def test_the_results_are_for_their_owner_alone(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run("batch", given_lines(tmp_path, ALCOHOL), str(target)) == (0, "", "")
    assert len(target.read_text("utf-8").splitlines()) == 1
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", [pytest.param("out", id="other"), pytest.param("in", id="same")])
def test_a_file_that_is_there_is_never_written_over(run: Run, tmp_path: Path, name: str) -> None:
    source = given_lines(tmp_path, ALCOHOL)
    target = tmp_path / name
    if name == "out":
        target.write_text("mine", "utf-8")
    before = target.read_text("utf-8")
    code, out, err = run("batch", source, str(target))
    assert (code, out) == (1, "")
    assert f"{target}: there is one already" in err
    assert target.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("nowhere", "can't be read: No such file", id="none"),
        pytest.param(".", "can't be read", id="folder"),
    ],
)
def test_without_lines_to_read_no_file_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("batch", source, "out")
    assert (code, out) == (1, "")
    assert err.startswith(f"pathfinder: {source}: {message}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that can't be read")
def test_a_file_that_breaks_off_is_told(run: Run) -> None:
    code, out, err = run("batch", "/proc/self/mem", "-")
    assert (code, out) == (1, "")
    assert err.startswith("pathfinder: /proc/self/mem: can't be read: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "standard output: can't be written: No space"),
        ("es", "la salida estándar: no se puede escribir: No space"),  # as the system says it
    ],
)
def test_a_full_disk_is_told(tmp_path: Path, language: str, said: str) -> None:
    source = given_lines(tmp_path, ALCOHOL)
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, source, "-", "--lang", language],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith(f"pathfinder: {said}")


# Usage


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(
            ["--fields", "notice"], 'no field "notice"; did you mean "notices"?', id="near"
        ),
        pytest.param(["--fields", "xyzzyx"], "one of: format, knowledge, notices", id="unknown"),
        pytest.param(["--fields", "suggestions.nme"], '"suggestions.name"?', id="within"),
        pytest.param(["--fields", "suggestions.id.x"], "there is no field", id="deep"),
        pytest.param(["--top", "0"], '--top: "0" is no number', id="top"),
        pytest.param(["--lang", "xx"], '"xx" is no language here', id="lang"),
        pytest.param(["--format", "json"], "there is no flag --format", id="flag"),
    ],
)
def test_wrong_usage_makes_no_file(
    run: Run, tmp_path: Path, options: Sequence[str], message: str
) -> None:
    source = given_lines(tmp_path, ALCOHOL)
    code, out, err = run("batch", source, str(tmp_path / "out"), *options)
    assert (code, out) == (2, "")
    assert message in err
    assert not (tmp_path / "out").exists()


# Pipes


@not_on_windows
def test_a_line_is_answered_before_the_next_has_come() -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "-", *SHORT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(json.dumps({"id": number}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait() == 0


@not_on_windows
def test_a_reader_who_leaves_ends_it_quietly(tmp_path: Path) -> None:
    source = given_lines(tmp_path, *[ALCOHOL] * 300)
    with subprocess.Popen(
        [*COMMAND, source, "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@not_on_windows
@pytest.mark.usefixtures("heeds_ctrl_c")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Stopped. The first 2 lines are answered, in {file}."),
        ("es", "Paramos aquí. Se contestó hasta la línea 2; lo hecho está en {file}."),
    ],
)
def test_who_stops_it_is_told_what_is_there(tmp_path: Path, language: str, said: str) -> None:
    target = tmp_path / "out"
    with subprocess.Popen(
        [*COMMAND, "-", str(target), "--lang", language],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b"{}\n{}\n")
        process.stdin.flush()
        while not target.exists() or target.read_bytes().count(b"\n") < 2:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()
        assert process.wait() == 130
    assert told.strip() == said.format(file=target)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Stopped. The first 2 rows are answered, in {file}."),
        ("es", "Paramos aquí. Se contestó hasta la fila 2; lo hecho está en {file}."),
    ],
)
def test_who_stops_a_table_is_told_in_rows(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    def stopped(*_: object) -> Iterator[list[Sheet]]:
        yield [Sheet(None, {}, ())] * 2
        raise KeyboardInterrupt

    monkeypatch.setattr(answering, "sheets_from", stopped)
    source, target = given_lines(tmp_path, "goal"), tmp_path / "out"

    ran = run("batch", source, str(target), "--from", "csv", "--lang", language)

    assert (ran.code, ran.err.strip()) == (130, said.format(file=target))


@given(parts=st.lists(st.integers(0, 4), min_size=8, max_size=12), stop=st.integers(0, 20))
def test_what_waits_to_be_written_is_small_and_what_was_written_is_counted(
    parts: list[int], stop: int
) -> None:
    whole = io.BytesIO()
    out = WholeLines(whole, "out", is_file=False)
    made = 0

    def lines() -> Iterator[bytes]:
        nonlocal made
        for i, part in enumerate(parts):
            if i == stop:
                raise KeyboardInterrupt
            assert made - whole.tell() < PIECE
            line = b"x" * (part * LONGEST // 4) + b"\n"
            made += len(line)
            yield line

    with contextlib.suppress(KeyboardInterrupt):
        out.write(lines())
    assert out.written == whole.getvalue().count(b"\n")
    if stop >= len(parts):
        assert out.written == len(parts)


@not_on_windows
def test_a_bar_is_drawn_on_a_terminal_only_and_never_among_results(tmp_path: Path) -> None:
    source = given_lines(tmp_path, *["{}"] * 3)
    to_a_file = at_a_terminal("batch", source, str(tmp_path / "out"))
    to_the_terminal = at_a_terminal("batch", source, "-", *SHORT)

    assert "100%" in to_a_file
    assert "%" not in to_the_terminal
    assert len(to_the_terminal.splitlines()) == 3
