"""Answers as people, spreadsheets and shells write them: taken whole, or refused with what is right."""

import json
from pathlib import Path
from typing import Any

import pytest

from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import Run

HERE = Path(__file__).parent
HELP = "If you need help now: call 911, or call or text 988.\n"


def answers(run: Run, *names: str) -> Any:
    """Return what is answered in the files of these `names`."""
    files = [word for name in names for word in ("--answers", str(HERE / name))]
    ran = run("suggest", *files, "--format", "json", "--include-answers")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)["answers"]


def refused(run: Run, name: str) -> str:
    """Return why the file of this `name` is refused, without its folder and the crisis line."""
    ran = run("suggest", "--answers", str(HERE / name))
    assert (ran.code, ran.out) == (1, "")
    return ran.err.removesuffix(HELP).replace(f"{HERE / name}", "FILE").strip()


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("bool--true-false.json", "twelve_step: avoid, student: none, pregnant: yes_pregnant"),
        ("keys--prompt.yaml", "for_whom: self"),
        ("keys--upper.yaml", "substances: alcohol"),
        ("label--english.yaml", "stage: using, goal: moderation"),
        ("label--spanish.yaml", "substances: cocaine"),
        ("list--comma-cell.yaml", "substances: alcohol opioids"),
        ("list--semicolon-cell.json", "substances: alcohol opioids"),
        ("list--empty-item.json", "substances: alcohol"),
        ("shape--with-id.json", "substances: alcohol"),
        ("utf16--notepad.yaml", "substances: alcohol, goal: moderation"),
        ("utf16--template-powershell51.yaml", ""),
    ],
)
def test_what_is_meant_is_taken(run: Run, name: str, right: str) -> None:
    pairs = (part.split(": ") for part in right.split(", ") if part)
    assert answers(run, f"answers-{name}") == {key: said.split() for key, said in pairs}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("shape--array.json", "FILE:1:1: this is more than one sheet; pathfinder batch  answers"),
        ("shape--ndjson.json", "FILE:1:1: this is more than one sheet; pathfinder batch  answers"),
        (
            "none--python-None.json",
            'FILE:1:12: "None" is no option of "crisis"; if this is not happening, write none',
        ),
        ("cp1252--template-es-cmd.yaml", "FILE: can't be read: not text in UTF-8 (byte 94); save"),
        ("tab--dash.yaml", "FILE:2:1: a tab stands where only spaces may; put spaces in its place"),
        ("place--nul-at-end.yaml", "FILE:3:1: U+0000 is no letter; take it out"),
    ],
)
def test_what_can_not_be_meant_is_refused_with_what_is_right(
    run: Run, name: str, said: str
) -> None:
    assert refused(run, f"answers-{name}").startswith(f"pathfinder: {said}")


def test_two_files_of_answers_both_count(run: Run) -> None:
    both = answers(run, "answers-twice--first.yaml", "answers-twice--second.yaml")
    assert both == {
        "substances": ["opioids"],
        "goal": ["abstinence"],
        "pregnant": ["yes_pregnant"],
    }


def test_two_files_that_answer_one_question_not_alike_are_refused_and_danger_is_heard(
    run: Run, tmp_path: Path
) -> None:
    danger, denied = tmp_path / "danger.yaml", tmp_path / "denied.yaml"
    danger.write_text("crisis: [suicidal_thoughts]\n")
    denied.write_text("crisis: none\n")
    for first, second in ((danger, denied), (denied, danger)):
        ran = run("suggest", "--answers", str(first), "--answers", str(second))
        said = f'pathfinder: {second}: "crisis" is answered in another way in {first}; keep one'
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(said)
        assert ran.err.endswith(HELP)


def test_two_names_of_one_question_are_told(run: Run) -> None:
    ran = run("suggest", "--answers", "-", stdin='{"goal": "quit", "GOAL": "moderation"}')
    assert ran.code == 1
    assert '"GOAL" is another name of "goal", which stands here too; keep one' in ran.err


def test_a_label_with_commas_is_one_word_and_stands_among_others(
    run: Run, shipped: KnowledgeBase
) -> None:
    question = shipped.questions[0]
    label_by_id = {option.id: in_voice(option.label, "self") for option in question.options}
    some = [id_ for id_, label in label_by_id.items() if id_ != "none"]
    assert sum("," in label_by_id[id_] for id_ in some) > 1
    cell = f"{', '.join(label_by_id[id_] for id_ in some[1:])};{some[0]}"
    said = json.dumps({question.id: cell})
    ran = run("suggest", "--answers", "-", "--json", "--include-answers", stdin=said)
    assert json.loads(ran.out)["answers"] == {question.id: some}


def test_the_home_folder_is_found_and_no_name_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("goal: quit\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    there = run("suggest", "--answers=~/a.yaml", "--format", "json", "--include-answers")
    assert json.loads(there.out)["answers"] == {"goal": ["abstinence"]}
    nameless = run("suggest", "--answers", "")
    assert (nameless.code, nameless.out) == (2, "")
    assert nameless.err.startswith("pathfinder: --answers: names no file; write  --answers FILE")
