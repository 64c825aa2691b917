"""Each file beside this one is a local file with one defect; its first line is the message it brings."""

import os
from pathlib import Path

import pytest

from pathfinder.engine.suggest import suggest
from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled, joined
from pathfinder.knowledge.overlay.apply_files import apply_files, with_local
from pathfinder.model.condition import OptionId, QuestionId

HERE = Path(__file__).parent
BROKEN = sorted(HERE.glob("*.yaml"))
SOUND = "place: Juniper County\nverified_on: 2026-11-01\n"


def messages(compiled: Compiled, foundation: Foundation, *paths: Path) -> list[str]:
    """Return every problem of the local files at `paths`, named without their folder."""
    problems = apply_files(compiled, foundation, paths).problems
    return [str(problem).removeprefix(f"{paths[0].parent}{os.sep}") for problem in problems]


@pytest.mark.parametrize("broken", [pytest.param(path, id=path.stem) for path in BROKEN])
def test_a_defect_brings_one_message_with_its_place_and_what_would_be_right(
    compiled: Compiled, foundation: Foundation, broken: Path
) -> None:
    expected = broken.read_text("utf-8").partition("\n")[0].removeprefix("# ")

    assert messages(compiled, foundation, broken) == [expected]


def test_defects_of_several_files_are_named_in_one_run(
    compiled: Compiled, foundation: Foundation
) -> None:
    some = [path for path in BROKEN if path.stem in {"trait", "medicine_off", "notices", "yaml"}]
    expected = [path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in some]

    assert messages(compiled, foundation, *some) == expected
    with pytest.raises(KnowledgeBaseError) as raised:
        with_local(compiled, foundation, some)
    assert len(raised.value.problems) == len(some) == 4


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(None, "No such file or directory", id="missing"),
        pytest.param(b"\xff\xfd\x00", "not text in UTF-8 (byte 1); save it as UTF-8", id="binary"),
        pytest.param(b"#" * (8 * 1024 * 1024 + 1), "larger than 8192 KiB", id="too_large"),
    ],
)
def test_a_file_that_can_not_be_read_brings_one_message(
    compiled: Compiled, foundation: Foundation, tmp_path: Path, data: bytes | None, reason: str
) -> None:
    path = tmp_path / "local.yaml"
    if data is not None:
        path.write_bytes(data)

    assert messages(compiled, foundation, path) == [f"local.yaml: can't be read: {reason}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("- aa\n", id="list"),
        pytest.param("aa\n", id="word"),
        pytest.param(f"{SOUND}supports: [aa]\n", id="list_of_words"),
        pytest.param(f"{SOUND}contacts: [[aa]]\n", id="list_of_lists"),
        pytest.param(f"{SOUND}supports:\n", id="key_without_value"),
        pytest.param(f"{SOUND}es: [aa]\n", id="spanish_as_a_list"),
        pytest.param(f"{SOUND}changes: {{aa: {{add: [aa]}}}}\n", id="list_to_add"),
        pytest.param(f"{SOUND}changes: {{aa: {{add: {{eligibility: aa}}}}}}\n", id="word_to_add"),
        pytest.param(f"{SOUND}supports: [{{like: [aa]}}]\n", id="like_a_list"),
        pytest.param(f"{SOUND}off: {{aa: sos}}\n", id="off_as_a_mapping"),
        pytest.param("place: [a]\nverified_on: {}\n", id="heading_of_lists"),
    ],
)
def test_no_shape_of_a_file_is_more_than_a_problem(
    compiled: Compiled, foundation: Foundation, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "local.yaml"
    path.write_text(text)

    assert messages(compiled, foundation, path)


@pytest.mark.parametrize("substances", [["opioids", "alcohol"], ["alcohol"]])
@pytest.mark.parametrize("like", ["moud", "harm_reduction", "withdrawal_care"])
def test_where_a_life_is_at_stake_a_local_support_stands_behind_what_is_shipped(
    compiled: Compiled, foundation: Foundation, tmp_path: Path, like: str, substances: list[str]
) -> None:
    path = tmp_path / "local.yaml"
    text = (HERE / "unknown_need.yaml").read_text("utf-8").replace("[in_person]", "[phone]")
    text = text.replace("like: recovery_community_center", f"like: {like}")
    text = text.replace("    serves: [{need: compny}]\n", "").replace("weight: 3", "weight: 900")
    path.write_text(text)
    above = with_local(compiled, foundation, [path])
    answers = {
        "substances": substances,
        "drinking": ["daily_heavy"],
        "stage": ["using"],
        "recent": ["overdose"],
    }
    sheet = {QuestionId(q): tuple(map(OptionId, said)) for q, said in answers.items()}
    below = suggest(joined(compiled), sheet).suggestions
    ranked = suggest(above, sheet).suggestions

    assert [s.id for s in ranked[:3]] == [s.id for s in below[:3]]
    # With opioids, withdrawal care alone is a danger: what is like it is not suggested either.
    assert ("fencepost" in [s.id for s in ranked]) is (like in [s.id for s in below])


def test_elsewhere_a_local_support_may_come_before_what_is_shipped(
    compiled: Compiled, foundation: Foundation, tmp_path: Path
) -> None:
    path = tmp_path / "local.yaml"
    text = (HERE / "unknown_need.yaml").read_text("utf-8").replace("compny", "company")
    path.write_text(text.replace("weight: 3", "weight: 20"))
    above = with_local(compiled, foundation, [path])
    sheet = {
        QuestionId("substances"): (OptionId("alcohol"),),
        QuestionId("drinking"): (OptionId("occasional"),),
    }

    company = [s.id for s in suggest(above, sheet).suggestions if s.need.id == "company"]
    assert company[0] == "fencepost"


def test_two_files_can_not_both_bring_the_same_support(
    compiled: Compiled, foundation: Foundation, tmp_path: Path, county: Path
) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(county.read_text("utf-8"))

    problems = apply_files(compiled, foundation, [county, again]).problems

    told = {problem.message for problem in problems if problem.where.startswith(str(again))}
    assert '"fencepost_center" is among the supports that are there already' in told
    assert '"fencepost_phone" is among the contacts that are there already' in told
    assert all(problem.where.startswith(str(again)) for problem in problems)
