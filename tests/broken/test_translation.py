"""Faults of a translation: each brings one message with its place, and none changes a decision."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pathfinder.documents.yaml import read_yaml
from pathfinder.knowledge.build.compile import compile_knowledge, compile_translation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.report import check_files
from pathfinder.knowledge.translation import MARK, TRANSLATED, mark_of, sentences

SOUND = Path(__file__).parent / "sound"
Change = Callable[[Any], None]


def marked(partial: Any) -> Any:
    """Return the sentences `partial` of a file as a translation of it: the same words, with marks."""
    lists = {key: items for key, items in partial.items() if isinstance(items, list)}
    own = {key: part for key, part in partial.items() if key not in lists}
    marks = {MARK: mark_of(own)} if own else {}
    return (
        marks
        | own
        | {
            key: [{"id": item["id"], MARK: mark_of(item), **item} for item in items]
            for key, items in lists.items()
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a knowledge base with a sound translation."""
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    (tmp_path / "es").mkdir()
    for name in TRANSLATED:
        document = read_yaml((SOUND / f"{name}.yaml").read_text("utf-8"), name)
        write(tmp_path / "es" / f"{name}.yaml", marked(sentences(name, document.tree)))
    (tmp_path / "es" / "words.yaml").write_text(
        "allow: []\navoid:\n  - {pattern: malapalabra, say: otra}\nlongest_sentence: 22\nlongest_in_short: 15\n"
    )
    return tmp_path


def write(path: Path, tree: Any) -> None:
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000), "utf-8")


def changed(path: Path, change: Change) -> None:
    tree = yaml.safe_load(path.read_text("utf-8"))
    change(tree)
    write(path, tree)


def messages(folder: Path) -> list[str]:
    problems = check_files(folder, {}, dt.date(2026, 11, 22), 365).problems
    return [str(problem).removeprefix(f"{folder}{os.sep}") for problem in problems]


def test_a_sound_translation_has_no_problem(folder: Path) -> None:
    assert messages(folder) == []


def set_(key: str, value: Any) -> Change:
    def change(tree: Any) -> None:
        tree["notices"][0][key] = value

    return change


def drop_text(tree: Any) -> None:
    del tree["notices"][0]["text"]


def drop_notice(tree: Any) -> None:
    del tree["notices"][0]


def add_notice(tree: Any) -> None:
    tree["notices"].append({"id": "more", "text": "Más."})


def drop_voice(tree: Any) -> None:
    tree["notices"][1]["text"] = "Pregunte."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(drop_text, 'es/notices.yaml:2:3: no translation of "text"', id="no_sentence"),
        pytest.param(drop_notice, 'es/notices.yaml:1:1: no translation of "danger"', id="no_item"),
        pytest.param(add_notice, 'es/notices.yaml:24:3: "more" is not in English', id="more_items"),
        pytest.param(
            set_("severity", "note"),
            'es/notices.yaml:7:3: "severity" is not in English',
            id="more_than_sentences",
        ),
        pytest.param(
            set_("text", "Llame al 1-800-555-0109."),
            "es/notices.yaml:6:9: has other numbers than the English",
            id="other_number",
        ),
        pytest.param(
            set_("text", "Una malapalabra: 1-800-555-0100."),
            'es/notices.yaml:6:9: "malapalabra" is not said here; say: otra',
            id="bad_word",
        ),
        pytest.param(
            set_("text", "Llame al 1-800-555-0100 " + "y " * 22),
            "es/notices.yaml:6:9: a sentence of 25 words; at most 22",
            id="long_sentence",
        ),
        pytest.param(
            drop_voice,
            "es/notices.yaml:12:9: has another shape than the English",
            id="one_voice_for_two",
        ),
    ],
)
def test_a_fault_brings_one_message_with_its_place(
    folder: Path, change: Change, message: str
) -> None:
    changed(folder / "es" / "notices.yaml", change)
    assert messages(folder) == [message]


def test_where_the_english_changes_the_translation_is_stale(folder: Path) -> None:
    english = folder / "notices.yaml"
    english.write_text(english.read_text("utf-8").replace("In danger, call", "In danger call"))
    (message,) = messages(folder)
    assert message.startswith("es/notices.yaml:2:3: made from other English than it says now; ")
    mark = message.rpartition("'")[0].rpartition("'")[2]

    changed(folder / "es" / "notices.yaml", set_(MARK, mark))
    assert messages(folder) == []


def test_what_has_no_translation_stays_english(folder: Path) -> None:
    changed(folder / "es" / "notices.yaml", drop_notice)
    changed(
        folder / "es" / "supports.yaml", lambda tree: tree.update(choosing="Participar cuenta.")
    )
    kb = compile_translation(folder, "es").kb
    assert kb.language == "es"
    assert kb.choosing == "Participar cuenta."
    assert kb.notices[0].text == "In danger, call 1-800-555-0100."


def test_nothing_but_sentences_is_taken_over(folder: Path) -> None:
    def decide_otherwise(tree: Any) -> None:
        tree["supports"][0]["rules"][0] |= {"weight": 99, "when": "own"}
        tree["supports"][0]["status"] = "dormant"
        tree["supports"][0]["name"] = "Círculo"

    changed(folder / "es" / "supports.yaml", decide_otherwise)
    assert without_sentences(compile_translation(folder, "es")) == without_sentences(
        compile_knowledge(folder)
    )


def without_sentences(compiled: Compiled) -> Any:
    """Return what decides: the compiled base without its language, its mark and its sentences."""
    tree = msgspec.json.decode(msgspec.json.encode(compiled))
    for key in ("language", "sha256", "words", "choosing"):
        tree["kb"].pop(key)

    def bare(part: Any) -> Any:
        if isinstance(part, dict):
            kept = {k: bare(v) for k, v in part.items() if k not in SAID}
            return {k: v for k, v in kept.items() if v not in ({}, [])}
        return [bare(p) for p in part] if isinstance(part, list | tuple) else part

    return bare(tree)


SAID = {
    "name", "label", "prompt", "help", "because", "because_unknown", "text", "in_short", "what", "suits",
    "not_for", "first_step", "first_visit", "if_it_does_not_fit", "cost_note", "led_by",
    "medication_note", "finding", "question", "good_answer", "note", "phone", "aliases",
}  # fmt: skip
