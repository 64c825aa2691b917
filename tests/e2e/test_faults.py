"""What is wrong with what a person wrote is said in their language, wherever it asks for it."""

import json
import re
import string
from pathlib import Path

import msgspec
import pytest

from pathfinder.answers.text import LARGEST
from pathfinder.cli.exit_codes import WRONG_FILE
from pathfinder.knowledge import compiled
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.model.fault_words import FaultWords
from tests.conftest import ROOT, Run

SPANISH = "es"
FAULTS = {language: load_knowledge(language).interface.faults for language in LANGUAGES}
EACH = pytest.mark.parametrize("language", LANGUAGES)

SAID = {
    "no_flag did_you_mean": "suggest --sbstances alcohol",
    "no_command did_you_mean": "sugest",
    "no_command all_commands": "zzzzzz",
    "too_many": "suggest alcohol",
    "needs_value": "suggest --top",
    "takes_no_value": "suggest --private=3",
    "missing": "meetings next",
    "not_usable": "meetings next --near online --within x",
    "no_format did_you_mean": "suggest --format htm",
    "no_format one_of": "suggest --format zzzz",
    "other_format leave_out_one": "suggest --format html --json",
    "no_number which_number": "suggest --top x",
    "tells_answers leave_out_one": "suggest --explain --private",
    "for_questions leave_command": "--save FILE suggest",
    "no_terminal no_terminal_hint": "interview",
    "not_known all_supports": "why zzzzzz",
    "not_known all_needs": "needs zzzzzz",
    "not_known did_you_mean": "supports list --kind facth",
    "no_option one_of": "suggest --stage zzzzzz",
    "no_option did_you_mean": "suggest --stage usign",
    "one_option": "suggest --stage using,in_treatment",
    "none_beside leave_one_out": "suggest --recent none,left_custody",
    "none_beside leave_none_out help": "suggest --crisis none,suicidal",
    "no_option to_deny help": "suggest --crisis no",
    "no_question all_questions": "suggest --answers - < zzzzzz: x",
    "other_name keep_one": "suggest --answers - < goal: abstinence\nGoal: moderation",
    "one_or_list for_example": "suggest --answers - < goal: {a: b}",
    "no_answers for_example": "suggest --answers - < 3",
    "many_sheets use_batch standard_input": "suggest --answers - < {}\n{}",
    "no_read no_such_file": "suggest --answers NONE",
    "no_read is_folder": "suggest --answers FOLDER",
    "no_read not_text help": "suggest --answers LATIN1",
    "no_read too_large help": "suggest --answers LARGE",
    "answered_otherwise keep_one": "suggest --answers STOPS --answers CUTS",
    "names_no_file name_file": "suggest --output=",
    "no_home": "suggest --output ~nobody-of-this-name/x",
    "there_already another_name": "suggest --output STOPS",
    "no_old_file name_output": "suggest --force",
    "for_handout add_format": "suggest --full",
    "handout_room leave_out": "suggest --format html --top 3",
    "handout_answers leave_out": "suggest --format html --include-answers",
    "handout_changes leave_out": "suggest --format html --explain",
    "no_store name_store": "meetings next --near online",
    "needs_place add_near": "suggest --meetings FILE",
    "no_wish one_of": "meetings next --near online --meetings FILE --wish zzzzzz",
    "no_day one_of": "meetings next --near online --meetings FILE --day zzzzzz",
    "no_time such_as": "meetings next --near online --meetings FILE --from zzzzzz",
    "not_with_tonight leave_out_one": "meetings next --near online --meetings FILE --tonight --day mon",
    "no_field did_you_mean": "suggest --fields notice",
    "no_field one_of key_within": "suggest --fields zzzzzz",
    "no_such_file no_read": "batch NONE -",
    "is_folder no_read": "batch FOLDER -",
    "not_text no_read lines_wrong record_says": "batch LATIN1 -",
    "too_large no_read lines_wrong record_says": "batch LARGE -",
    "empty_line nothing_said lines_wrong": "batch GIVEN - < \n",
    "at_column no_json for_example": "batch GIVEN - < goal: quit",
    "no_json one_a_line": "batch GIVEN - < [",
    "broken_json for_example": 'batch GIVEN - < {"id": NaN}',
    "one_object for_example": "batch GIVEN - < 3",
    "key_twice keep_one": 'batch GIVEN - < {"goal": "quit", "goal": "quit"}',
    "no_id for_example": 'batch GIVEN - < {"id": true}',
    "not_utf8 no_read save_utf8": "batch LATIN1 - --from csv",
    "no_table check_quotes": 'batch GIVEN - --from csv < goal\n"quit',
    "no_column rename_column": "batch GIVEN - --from csv < goal,zzzzzz\nquit,9",
    "no_column did_you_mean rename_column": "batch GIVEN - --from csv < gaol\nquit",
    "no_header prints_header": "batch GIVEN - --from csv < email\na",
    "long_row quote_commas rows_wrong record_says": "batch GIVEN - --from csv < goal\nquit,moderation",
    "no_mark which_mark rows_wrong": "batch GIVEN - --from csv < crisis___overdose_now\n7",
}
"""What a person may write, by the keys of what is said of it."""

ELSEWHERE = {
    "no_language": "test_a_language_that_is_none_is_refused_in_that_of_the_place",
    "no_zip try_near none_in_city many_cities try_zip": "tests/meetings/test_store.py",
    "anyones_folder no_write not_allowed": "tests/e2e/test_saving.py",
    "standard_output no_open": "tests/e2e/test_bad_input.py",
    "stopped": "tests/e2e/test_terminal.py",
    "in_history written takes_file answered_there": "tests/e2e/test_terminal.py",
    "warning more_warnings": "tests/e2e/test_local.py",
    "could_be or_": "tests/cases/test_answers.py",
    "lines_stopped rows_stopped": "tests/e2e/test_batch.py",
    "reads_itself name_results": "tests/cases/test_shells.py",
}
"""Where else each of the others is said."""


def pattern(phrase: str) -> str:
    """Return what matches `phrase`, whatever is filled in."""
    parts = string.Formatter().parse(phrase)
    return "".join(re.escape(text) + ("" if name is None else ".*") for text, name, *_ in parts)


def filled_in(phrase: str) -> set[str]:
    """Return the names of what is filled into `phrase`."""
    return {name for _, name, *_ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("keys", SAID)
def test_each_fault_is_said_in_the_language_of_the_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{SPANISH}_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    line, _, given = SAID[keys].partition(" < ")
    (tmp_path / "GIVEN").write_text(given, encoding="utf-8", newline="")
    (tmp_path / "STOPS").write_text("goal: abstinence", encoding="utf-8")
    (tmp_path / "CUTS").write_text("goal: moderation", encoding="utf-8")
    (tmp_path / "LATIN1").write_bytes(b"goal: a\xf1o")
    (tmp_path / "LARGE").write_bytes(b" " * (LARGEST + 1))
    (tmp_path / "FOLDER").mkdir()
    known = [pattern(getattr(FAULTS[SPANISH], key)) for key in keys.split()]
    english = [pattern(getattr(FAULTS[ENGLISH], key)) for key in keys.split()]
    one = f"(?:{'|'.join(known)})"

    ran = run(*line.split(), stdin=given)

    assert ran.code in {1, 2}
    assert all(re.search(phrase, ran.out + ran.err) for phrase in known)
    assert not any(re.search(phrase, ran.out + ran.err) for phrase in english)
    for problem in (p for record in ran.out.splitlines() for p in json.loads(record)["problems"]):
        assert re.fullmatch(one, problem["message"])
        assert re.fullmatch(f"({one}(; {one})*)?", problem["hint"])


@EACH
def test_a_flag_for_the_language_counts_wherever_it_stands(run: Run, language: str) -> None:
    for line in (
        "suggest --lang={} --topp",
        "suggest --topp --lang {}",
        "--lang {} suggest --topp",
    ):
        ran = run(*line.format(language).split())
        assert re.search(pattern(FAULTS[language].no_flag), ran.err)


@EACH
def test_a_language_that_is_none_is_refused_in_that_of_the_place(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}_US.UTF-8")
    words = FAULTS[language]

    ran = run("suggest", "--lang", "de")

    assert words.no_language.format(word='"de"') in ran.err
    assert ran.code == 2


def test_every_word_of_a_fault_is_said_in_a_case_here_or_where_it_is_told() -> None:
    told = {key for keys in (*SAID, *ELSEWHERE) for key in keys.split()}

    assert told == {*FaultWords.__struct_fields__}


def test_every_word_of_a_fault_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))

    for key in FaultWords.__struct_fields__:
        assert re.search(rf"\.{key}\b", code), key


def test_the_same_is_filled_in_in_every_language() -> None:
    english, *others = (msgspec.to_builtins(words) for words in FAULTS.values())

    for other in others:
        assert {k: filled_in(v) for k, v in other.items()} == {
            k: filled_in(v) for k, v in english.items()
        }


@pytest.mark.parametrize("word", ["nome", "non", "alone"])
def test_nobody_is_led_to_deny_danger_by_a_slip(run: Run, word: str) -> None:
    ran = run("suggest", "--crisis", word)

    assert 'did you mean "none"' not in ran.err
    assert ran.code == 2


@pytest.mark.parametrize("command", ["--nosuch", "schema --nosuch", "help-now --nosuch", "batch"])
def test_where_the_words_can_not_be_read_that_is_said_with_the_crisis_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setattr(compiled, "compiled_path", lambda _: tmp_path / "missing.json")
    ran = run(*command.split())
    assert ran.code == WRONG_FILE
    assert "missing.json: can't be read" in ran.err
    assert "988" in ran.err
