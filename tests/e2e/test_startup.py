"""What a command loads: lists of modules and never times, so that a busy machine changes nothing."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pathfinder.knowledge import compiled
from tests.conftest import Run
from tests.meetings.made import reading_of, store_of

PROGRAM = """
import sys
before = set(sys.modules)
from pathfinder.cli.main import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("\\nLOADED", code, *sorted(set(sys.modules) - before))
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    """An empty file of meetings."""
    return str(store_of(tmp_path / "made", reading_of([])))


DRAWING = frozenset({"rich", "questionary", "prompt_toolkit"})
SLOW = DRAWING | {"yaml", "asyncio", "importlib.metadata", "importlib.resources", "pydantic"}
NETWORK = frozenset({"socket", "ssl", "http", "urllib.request", "webbrowser"})
# No test names what Typer itself loads on every command, and what nobody can therefore keep out:
# inspect, typing, pathlib, shutil, subprocess, difflib, datetime, uuid, urllib.parse, shellingham.


def loaded(*arguments: str, stdin: str = "") -> frozenset[str]:
    """Run `pathfinder` with `arguments`; return the modules it loaded, and their packages."""
    ours = ("COV", "PATHFINDER", "PYTHON")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        input=stdin,
        # Without coverage in the process, which would load modules of its own.
        env={name: value for name, value in os.environ.items() if not name.startswith(ours)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    code, *modules = done.stdout.rpartition("\nLOADED ")[2].split()
    assert code == "0", done.stderr
    return frozenset(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--version"], id="version"),
        pytest.param(["--help"], id="help"),
        pytest.param(["-h"], id="h"),
    ],
)
def test_what_says_nothing_of_support_loads_neither_engine_nor_knowledge(
    arguments: Sequence[str],
) -> None:
    ours = {"pathfinder.engine", "pathfinder.knowledge", "pathfinder.model", "pathfinder.render"}
    other = {"json", "msgspec", "pathfinder.interview", "pathfinder.prompts"}
    assert loaded(*arguments).isdisjoint(SLOW | NETWORK | ours | other)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--substances", "alcohol", "--goal", "quit", "--format", "json"], id="json"),
        pytest.param(["--format", "json"], id="json-without-answers"),
        pytest.param(["--substances", "alcohol", "--goal", "quit"], id="text"),
        pytest.param(["--substances", "alcohol", "--plain"], id="plain"),
        pytest.param(["--help"], id="help"),
    ],
)
def test_suggest_with_flags_loads_no_parser_and_nothing_that_draws(
    arguments: Sequence[str],
) -> None:
    other = {
        "json",
        "pathfinder.prompts",
        "pathfinder.interview",
        "pathfinder.render.terminal.rich_text",
    }
    assert loaded("suggest", *arguments).isdisjoint(SLOW | NETWORK | other)


def test_suggest_with_json_on_standard_input_loads_no_yaml_parser() -> None:
    modules = loaded("suggest", "--answers", "-", stdin='{"substances": ["alcohol"], "goal": null}')
    assert modules.isdisjoint(SLOW | NETWORK | {"pathfinder.documents.yaml"})


def test_only_yaml_pays_for_the_yaml_parser() -> None:
    modules = loaded("suggest", "--answers", "-", stdin="substances: [alcohol]\ngoal:\n")
    assert "yaml" in modules
    assert modules.isdisjoint(SLOW - {"yaml"} | NETWORK)


def test_batch_loads_nothing_that_draws_and_no_yaml_parser() -> None:
    modules = loaded("batch", "-", "-", stdin='{"substances": ["alcohol"]}\n')
    other = {"pathfinder.documents.yaml", "pathfinder.interview", "pathfinder.render.terminal.page"}
    assert modules.isdisjoint(SLOW | NETWORK | other)


@pytest.mark.parametrize(
    ("form", "sheets"),
    [
        pytest.param("jsonl", '{"substances": ["alcohol"]}\n{"Goal": "quit"}\n', id="lines"),
        pytest.param("csv", "id,Substances,goal\n7,alcohol,quit\n", id="table"),
    ],
)
def test_a_batch_with_nothing_wrong_reads_no_words_for_what_is(form: str, sheets: str) -> None:
    modules = loaded("batch", "-", "-", "--from", form, "--fields", "choosing", stdin=sheets)
    assert modules.isdisjoint({"pathfinder.model.interface", "pathfinder.model.fault_words"})


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["mm", "--goal", "moderation", "--format", "json"], id="json"),
        pytest.param(["mm", "--goal", "moderation"], id="text"),
        pytest.param(["--help"], id="help"),
    ],
)
def test_why_with_flags_loads_no_parser_and_nothing_that_draws(arguments: Sequence[str]) -> None:
    other = {
        "json",
        "pathfinder.prompts",
        "pathfinder.interview",
        "pathfinder.render.terminal.rich_text",
    }
    assert loaded("why", *arguments).isdisjoint(SLOW | NETWORK | other)


def test_only_what_explains_pays_for_explaining() -> None:
    explaining = {
        "pathfinder.engine.what_if",
        "pathfinder.engine.why",
        "pathfinder.model.results.why",
        "pathfinder.render.terminal.why_page",
    }
    said = ("suggest", "--goal", "quit")
    assert loaded(*said).isdisjoint(explaining)
    assert loaded(*said, "--format", "json").isdisjoint(explaining)
    assert explaining <= loaded(*said, "--explain")


def test_only_a_hand_out_pays_for_handing_out() -> None:
    handing = {
        "segno",
        "xml",
        "pathfinder.render.handout.compose",
        "pathfinder.render.handout.pagination",
    }
    said = ("suggest", "--goal", "quit", "--format")
    assert loaded(*said, "text").isdisjoint(handing)
    assert loaded(*said, "json").isdisjoint(handing)
    assert loaded(*said, "markdown").isdisjoint(SLOW | NETWORK | {"segno", "xml"})
    # No NETWORK here: segno loads the XML writer of the standard library, and that loads urllib.
    html = loaded(*said, "html")
    assert handing <= html
    assert html.isdisjoint(SLOW | {"pathfinder.render.handout.markdown"})


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["help-now"], id="help-now"),
        pytest.param(["supports", "list"], id="supports-list"),
        pytest.param(["supports", "show", "smart"], id="supports-show"),
        pytest.param(["supports", "list", "--need", "home"], id="supports-of-a-need"),
        pytest.param(["supports", "show", "smart", "--format", "json"], id="support-json"),
        pytest.param(["needs"], id="needs"),
        pytest.param(["needs", "home", "--format", "json"], id="need-json"),
        pytest.param(["questions"], id="questions"),
        pytest.param(["questions", "--template"], id="template"),
        pytest.param(["schema", "answers"], id="schema"),
    ],
)
def test_what_prints_plain_text_loads_nothing_that_draws_or_parses(
    arguments: Sequence[str],
) -> None:
    assert loaded(*arguments).isdisjoint(SLOW | NETWORK | {"pathfinder.render.terminal.rich_text"})


def test_help_now_loads_no_question_and_no_ranking() -> None:
    ranking = {
        "pathfinder.engine.parts.suggestions",
        "pathfinder.engine.ranking",
        "pathfinder.engine.suggest",
        "pathfinder.cli.commands.suggest",
    }
    asking = {"pathfinder.interview", "pathfinder.prompts", "pathfinder.cli.dialogue.session"}
    assert loaded("help-now").isdisjoint(ranking | asking)


@pytest.mark.parametrize(
    "subcommand",
    [
        pytest.param("suggest", id="suggest"),
        pytest.param("batch", id="batch"),
        pytest.param("why", id="why"),
        pytest.param("supports", id="supports"),
        pytest.param("needs", id="needs"),
        pytest.param("meetings", id="meetings"),
        pytest.param("questions", id="questions"),
        pytest.param("schema", id="schema"),
        pytest.param("kb", id="kb"),
        pytest.param("completion", id="completion"),
    ],
)
def test_a_subcommand_loads_no_other_subcommand(subcommand: str) -> None:
    modules = loaded(subcommand, "--help")
    subcommands = {
        "batch", "completion", "help_now", "interview", "kb", "meetings", "needs", "questions", "schema", "suggest",
        "supports", "why",
    }  # fmt: skip
    others = {f"pathfinder.cli.commands.{name}" for name in subcommands - {subcommand}}
    assert f"pathfinder.cli.commands.{subcommand}" in modules
    assert modules.isdisjoint(others)


def test_only_who_asks_for_meetings_pays_for_them(store: str) -> None:
    paying = {"sqlite3", "zoneinfo", "zlib", "pathfinder.meetings.store"}
    said = ("suggest", "--goal", "quit", "--format")
    assert loaded(*said, "json").isdisjoint({"sqlite3", "zoneinfo", "pathfinder.meetings.store"})
    assert loaded(*said, "html").isdisjoint({"sqlite3", "pathfinder.meetings.store"})
    found = loaded(*said, "json", "--meetings", store, "--near", "43215")
    assert paying <= found
    assert found.isdisjoint(SLOW | NETWORK | {"icalendar"})


@pytest.mark.parametrize("format_", ["text", "json", "ics"])
def test_only_a_calendar_file_pays_for_calendars_and_only_fetching_for_a_network(
    store: str, format_: str
) -> None:
    found = loaded("meetings", "next", "--meetings", store, "--near", "43215", "--format", format_)
    assert ("icalendar" in found) is (format_ == "ics")
    assert "pathfinder.meetings.pulling" not in found
    if format_ != "ics":
        assert found.isdisjoint(SLOW | NETWORK)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        pytest.param("", "sugg", id="subcommand"),
        pytest.param("suggest\n--substances", "alcohol,op", id="option"),
        pytest.param("why", "smart_", id="support"),
    ],
)
def test_the_tab_key_waits_for_nothing_that_draws_or_parses(
    monkeypatch: pytest.MonkeyPatch, words: str, word: str
) -> None:
    monkeypatch.setenv("_PATHFINDER_WORDS", f"pathfinder\n{words}".rstrip())
    monkeypatch.setenv("_PATHFINDER_WORD", word)
    assert loaded().isdisjoint(SLOW | NETWORK | {"json", "pathfinder.cli.commands.interview"})


def test_who_checks_a_file_loads_no_solver() -> None:
    assert not {m for m in loaded("kb", "--help") if m.startswith(("pysat", "pathfinder.verify"))}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["suggest", "--substances", "alcohol", "--format", "json"], id="suggest"),
        pytest.param(["suggest", "--lang", "es", "--plain"], id="other-language"),
        pytest.param(["why", "na", "--substances", "opioids"], id="why"),
        pytest.param(["supports", "list"], id="supports"),
        pytest.param(["needs"], id="needs"),
        pytest.param(["help-now"], id="help-now"),
    ],
)
def test_the_knowledge_of_a_language_is_read_once(
    arguments: Sequence[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    decode = compiled.read_compiled

    def counted(path: Path, what: type[object]) -> object:
        read.append(path)
        return decode(path, what)

    monkeypatch.setattr(compiled, "read_compiled", counted)
    assert run(*arguments).code == 0
    assert read
    assert len(read) == len({*read})
