"""Laws of `batch`: whatever is in the lines, and however they come, each is answered as if alone."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder.answers.line import LineReader, read_sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.cli.batch import reading
from pathfinder.cli.batch.line_reader import chunks
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.line_error import BadLine
from pathfinder.model.results.result import Result
from tests.conftest import Run
from tests.properties.crowds import chances, person
from tests.properties.strategies import sheets

NO_SHEET = ["", "{", "[]", "goal: quit"]
WRONG_SHEET = ['{"goal": "xyzzyx"}', '{"xyzzyx": null}', '{"goal": ["quit", "moderation"]}']
OPTIONS = st.sampled_from(
    [[], ["--top", "2"], ["--private"], ["--include-answers"], ["--lang", "es"]]
)


FIELDS = [
    *Result.__struct_fields__, "knowledge.version", "notices.id", "notices.text", "suggestions.id",
    "suggestions.score", "suggestions.reasons", "suggestions.moved_up", "withheld.safety",
]  # fmt: skip


def numbered(path: Path) -> Path:
    """Return a path in the folder `path` at which there is no file."""
    return path / f"out{len(list(path.iterdir()))}"


def in_batch(run: Run, folder: Path, lines: list[str], *options: str) -> tuple[int, list[str]]:
    """Return the exit code of `batch` on `lines`, and the lines that came out."""
    source, target = folder / "in", numbered(folder)
    source.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    code = run("batch", str(source), str(target), *options).code
    return code, target.read_text("utf-8").splitlines()


@pytest.mark.long
@settings(max_examples=20)
@given(data=st.data())
def test_a_line_comes_out_as_suggest_prints_it(
    kb: KnowledgeBase,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    data: st.DataObject,
) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 3)
    options = data.draw(OPTIONS)
    wrong = st.sampled_from([*NO_SHEET, *WRONG_SHEET])
    lines = data.draw(st.lists(sheets(kb).map(json.dumps) | wrong, max_size=8))
    code, out = in_batch(run, tmp_path, lines, *options)
    assert len(out) == len(lines)
    assert code == any(line in {*NO_SHEET, *WRONG_SHEET} for line in lines)
    for number, (line, came) in enumerate(zip(lines, out, strict=True), start=1):
        if line in {*NO_SHEET, *WRONG_SHEET}:
            assert msgspec.json.decode(came, type=BadLine).line == number
        if line not in NO_SHEET:
            alone = run("suggest", "--answers", "-", "--format", "json", *options, stdin=line)
            assert alone.out == ("" if line in WRONG_SHEET else came + "\n")


ODD = [
    '{"id": 1.0, "goal": "quit"}', '{"id": 1e400}', '{"id": true}', '{"id": "a\\"b", "goal": "quit"}',
    '{"id": "a", "id": "b"}', '{"goal": "quit", "goal": "quit"}', '{"goal": "quit", "goal": null}',
    '{"goal": 0}', '{"goal": false}', '{"goal": [null]}', '{"goal": [["quit"]]}', '{"goal": ""}',
    '{"goal": " Quit "}', '{"substances": ["none", "alcohol"]}', '{"crisis": ["none", "suicide"]}',
    '{"id": 123456789012345678901234567890}', '{"id": "\u00e9", "goal": []}', "\\", " ", "{}x",
]  # fmt: skip
"""Lines with something to be said of them, or that only just have nothing."""


@given(data=st.data())
def test_a_line_is_read_alone_as_after_others_that_were_like_it(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    wrong = st.sampled_from([*NO_SHEET, *WRONG_SHEET, *ODD])
    lines = data.draw(st.lists(sheets(kb).map(json.dumps) | wrong, max_size=8))
    reader, index = (
        LineReader(QuestionIndex(kb)),
        QuestionIndex(kb),
    )
    for line in map(str.encode, [*lines, *lines]):
        assert reader.read(line) == read_sheet(line, index)


@pytest.mark.parametrize("line", ODD)
def test_an_odd_line_is_read_with_care(kb: KnowledgeBase, line: str) -> None:
    careful = read_sheet(line.encode(), QuestionIndex(kb))
    assert LineReader(QuestionIndex(kb)).read(line.encode()) == careful


def test_only_the_fields_that_are_named_come_out(
    kb: KnowledgeBase, run: Run, tmp_path: Path
) -> None:
    lines = [json.dumps(person(kb.questions, {}, chance)) for chance in chances(30)]
    _, wholes = in_batch(run, tmp_path, lines)
    for chance in chances(8):
        wanted = chance.sample(FIELDS, chance.randint(1, len(FIELDS)))
        _, somes = in_batch(run, tmp_path, lines, "--fields", ",".join(wanted))
        for line, *came in zip(lines, wholes, somes, strict=True):
            whole, some = map(json.loads, came)
            assert some == expected(whole, wanted), (line, wanted)
            assert list(some) == [name for name in whole if name in some], (line, wanted)


def expected(whole: Mapping[str, Any], wanted: list[str]) -> dict[str, Any]:
    """Return what is `wanted` of the `whole` result."""
    found: dict[str, Any] = {}
    for name, value in whole.items():
        keys = [path.partition(".")[2] for path in wanted if path.startswith(f"{name}.")]
        if name in wanted:
            found[name] = value
        elif keys and isinstance(value, list):
            found[name] = [{k: v for k, v in item.items() if k in keys} for item in value]
        elif keys:
            found[name] = {k: v for k, v in value.items() if k in keys}
    return found


@given(
    text=st.binary(max_size=300) | st.text("a\n", max_size=60).map(str.encode),
    size=st.integers(1, 50),
)
def test_lines_are_those_of_the_stream_however_it_comes(text: bytes, size: int) -> None:
    class Slow(io.BytesIO):
        def read1(self, size_: int | None = -1, /) -> bytes:
            del size_
            return super().read1(size)

    came = list(chunks(Slow(text), most_lines=3, most_bytes=1000))
    assert [line for chunk in came for line in chunk] == text.removesuffix(b"\n").split(b"\n")[
        : None if text else 0
    ]
    assert all(len(chunk) <= 3 for chunk in came)


@given(
    text=st.lists(st.integers(0, 90).map(lambda length: b"a" * length)).map(b"\n".join),
    size=st.integers(1, 9),
    most=st.integers(1, 30),
)
def test_of_a_line_that_is_too_long_no_more_is_kept_than_tells(
    text: bytes, size: int, most: int
) -> None:
    class Slow(io.BytesIO):
        def read1(self, size_: int | None = -1, /) -> bytes:
            del size_
            return super().read1(size)

    came = [line for some in chunks(Slow(text), most_lines=3, most_bytes=most) for line in some]
    for line, whole in zip(came, text.split(b"\n"), strict=False):
        assert line[: most + 1] == whole[: most + 1]
        assert len(line) <= most + 1 + size


@given(line=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_no_line_breaks_the_reader(kb: KnowledgeBase, line: bytes) -> None:
    sheet = read_sheet(line, QuestionIndex(kb))
    assert sheet.problems or isinstance(json.loads(line), dict)


@given(id_=st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_an_id_comes_out_as_it_went_in(kb: KnowledgeBase, id_: str | float) -> None:
    sheet = read_sheet(json.dumps({"id": id_}).encode(), QuestionIndex(kb))
    assert (sheet.id, sheet.problems) == (id_, ())
    assert msgspec.json.decode(msgspec.json.encode(sheet.id)) == id_
