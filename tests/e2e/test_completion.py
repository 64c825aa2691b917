"""The Tab key: what `pathfinder` tells a shell, and what bash, zsh and fish make of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from pathfinder.cli.app import SUBCOMMANDS, app
from pathfinder.cli.commands.completion import SCRIPTS
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import Run

INTERACTIVE = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}
FILES = {"FILE", "IN", "OUT", "[FILE]", "[FILE...]"}

PROGRAM = """\
#!{python}
import os, sys
if "_PATHFINDER_WORDS" in os.environ or sys.argv[1] == "completion":
    from pathfinder.__main__ import run
    run()
print("GOT", *sys.argv[1:], "END")
"""


def proposed(run: Run, monkeypatch: pytest.MonkeyPatch, line: Sequence[str]) -> dict[str, str]:
    """Return what the last word of `line` may become: the meaning by word."""
    *before, word = line
    monkeypatch.setenv("_PATHFINDER_WORDS", "\n".join(["pathfinder", *before]))
    monkeypatch.setenv("_PATHFINDER_WORD", word)
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    return dict(one.split("\t") for one in ran.out.splitlines())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(["sugg"], {"suggest"}, id="subcommand"),
        pytest.param(["supports", "sh"], {"show"}, id="subcommand_of_a_group"),
        pytest.param(["--v"], {"--version"}, id="flag_of_all"),
        pytest.param(["suggest", "--subst"], {"--substances"}, id="flag"),
        pytest.param(["suggest", "--goal", "ab"], {"abstinence"}, id="option"),
        pytest.param(["suggest", "--goal=ab"], {"--goal=abstinence"}, id="option_after_equals"),
        pytest.param(["suggest", "--goal", "=", "ab"], {"abstinence"}, id="equals_apart"),
        pytest.param(["suggest", "--substances", "alcohol,op"], {"alcohol,opioids"}, id="comma"),
        pytest.param(["suggest", "--substances", "alcohol,alc"], set(), id="never_twice"),
        pytest.param(["suggest", "--tried-and-liked", "smart_"], {"smart_family"}, id="tried"),
        pytest.param(["suggest", "--lang", "e"], {"en", "es"}, id="lang"),
        pytest.param(["suggest", "--top", ""], {"all"}, id="top"),
        pytest.param(["why", "smart_"], {"smart_family"}, id="why"),
        pytest.param(["supports", "show", "smart_"], {"smart_family"}, id="show"),
        pytest.param(["supports", "list", "--kind", "mut"], {"mutual_aid"}, id="kind"),
        pytest.param(["supports", "list", "--approach", "sec"], {"secular"}, id="approach"),
        pytest.param(["supports", "list", "--substance", "alc"], {"alcohol"}, id="substance"),
        pytest.param(["supports", "list", "--need", "safe_s"], {"safe_stop"}, id="need_filter"),
        pytest.param(["supports", "list", "--dimension", "ho"], {"home"}, id="dimension"),
        pytest.param(["supports", "list", "--pathway", "non"], {"non_clinical"}, id="pathway"),
        pytest.param(["supports", "list", "--form", "af"], {"affiliational"}, id="form"),
        pytest.param(["needs", "safe_s"], {"safe_stop"}, id="need"),
        pytest.param(["needs", "--format", "j"], {"json"}, id="format_of_needs"),
        pytest.param(["meetings", "ne"], {"new", "next"}, id="meetings"),
        pytest.param(
            ["meetings", "next", "--program", "aa,heroin"], {"aa,heroin_anonymous"}, id="groups"
        ),
        pytest.param(["meetings", "next", "--wish", "women,sp"], {"women,spanish"}, id="wish"),
        pytest.param(["meetings", "next", "--day", "s"], {"sun", "sat"}, id="day"),
        pytest.param(["meetings", "pull", "--feed", "na_oh"], {"na_ohio"}, id="feed"),
        pytest.param(["suggest", "--meetings", "col"], {"col*"}, id="store"),
        pytest.param(["schema", "res"], {"result"}, id="schema"),
        pytest.param(
            ["batch", "-", "-", "--fields", "notices.i"],
            {"notices.id", "notices.in_short"},
            id="fields",
        ),
        pytest.param(["completion", ""], set(SCRIPTS), id="shell"),
        pytest.param(["suggest", "--answers", "an"], {"an*"}, id="file"),
        pytest.param(["nope", "sugg"], {"suggest"}, id="after_a_mistake"),
    ],
)
def test_a_word_becomes_what_may_stand_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: Sequence[str], words: set[str]
) -> None:
    assert set(proposed(run, monkeypatch, line)) == words


def test_every_option_of_every_question_is_proposed(
    run: Run, monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase
) -> None:
    for question in kb.questions:
        flag = "--" + question.id.replace("_", "-")
        found = proposed(run, monkeypatch, ["suggest", flag, ""])
        assert list(found) == [option.id for option in question.options]
        assert all(found.values())


def test_every_support_is_proposed_by_its_id_with_its_name(
    run: Run, monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase
) -> None:
    names = {support.id: support.name for support in kb.supports}
    assert proposed(run, monkeypatch, ["why", ""]) == names


def test_every_subcommand_is_proposed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(proposed(run, monkeypatch, [""])) == list(SUBCOMMANDS)


def test_where_nothing_else_may_stand_the_flags_are_proposed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = proposed(run, monkeypatch, ["suggest", ""])
    assert {"--goal", "--format", "--help"} <= set(found)


def test_the_meanings_are_in_the_language_of_the_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    found = proposed(run, monkeypatch, ["suggest", "--approach", "sec"])
    assert found == {"secular": "Sin religión"}


def commands() -> list[tuple[str, Any]]:
    """Every command with its path of words."""
    root: Any = get_command(app)
    context = root.make_context("pathfinder", [], resilient_parsing=True)
    found: list[tuple[str, Any]] = []
    for name in SUBCOMMANDS:
        command: Any = root.resolve_command(context, [name])[1]
        if isinstance(command, TyperGroup):
            found += [(f"{name} {sub}", one) for sub, one in command.commands.items()]
        else:
            found.append((name, command))
    return found


@pytest.mark.parametrize(("path", "command"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_what_takes_a_file_is_completed_to_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, path: str, command: Any
) -> None:
    before = path.split()
    for parameter in command.params:
        if parameter.metavar in FILES:
            words = [*before, parameter.opts[0]] if isinstance(parameter, TyperOption) else before
            assert set(proposed(run, monkeypatch, [*words, "x"])) == {"x*"}, parameter.name
        if isinstance(parameter, TyperArgument):
            before = [*before, "-"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_printed_and_no_file_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("completion", shell) == (0, SCRIPTS[shell], "")
    assert not list(tmp_path.iterdir())


def test_a_shell_that_is_not_known_is_a_wrong_usage(run: Run) -> None:
    said = 'pathfinder: completion: "fsh" is no shell here; did you mean "fish"?\n'
    assert run("completion", "fsh") == (2, "", said)


def needed(shell: str) -> str:
    """Return where `shell` is; skip where it is not installed."""
    found = shutil.which(shell)
    if found is None or sys.platform == "win32":
        pytest.skip(f"{shell} is not installed")
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home with a `pathfinder` in its `bin`, which says what it was given."""
    program = tmp_path / "bin" / "pathfinder"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    (tmp_path / "answers_of_mine.yaml").write_text("goal: abstinence\n", "utf-8")
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    """The environment of a shell at home in `home`, without coverage."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "L"))}
    path = f"{home / 'bin'}{os.pathsep}{ours['PATH']}"
    more = {"HOME": str(home), "PATH": path, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    return {**ours, **more, "HISTFILE": "", "INPUTRC": os.devnull}


TYPED = [
    ("pathfinder sugg", "suggest"),
    ("pathfinder suggest --subst", "suggest --substances"),
    ("pathfinder suggest --goal ab", "suggest --goal abstinence"),
    ("pathfinder suggest --goal=ab", "suggest --goal=abstinence"),
    ("pathfinder suggest --substances alcohol,op", "suggest --substances alcohol,opioids"),
    ("pathfinder why smart_", "why smart_family"),
    ("pathfinder kb check answ", "kb check answers_of_mine.yaml"),
    ("pathfinder suggest --answers answ", "suggest --answers answers_of_mine.yaml"),
    ("pathfinder suggest --answers=answ", "suggest --answers=answers_of_mine.yaml"),
]
NOTHING = ("pathfinder suggest --goal zz", "suggest --goal zz")


@pytest.mark.parametrize("shell", INTERACTIVE)
def test_the_tab_key_completes(home: Path, shell: str) -> None:
    program = needed(shell)
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        program,
        INTERACTIVE[shell],
        env=environment(home),
        cwd=str(home),
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 200),
    )
    child.delaybeforesend = None
    if shell == "zsh":
        child.sendline("autoload -U compinit; compinit -u -D")
    child.sendline(f"source <(pathfinder completion {shell}); echo REA''DY")
    child.expect("READY")
    for typed, given in [*TYPED, NOTHING]:
        child.send(f"{typed}\t")
        # What follows the Tab key is read once the shell has completed: it reads one key at a time.
        child.send("\r")
        child.expect("GOT (.*?) *END")
        assert child.match[1] == given
    child.sendline("exit")
    child.expect(pexpect.EOF)


@pytest.mark.parametrize(("typed", "given"), TYPED)
def test_fish_completes(home: Path, typed: str, given: str) -> None:
    asked = f"pathfinder completion fish | source; complete --do-complete '{typed}'"
    done = subprocess.run(
        [needed("fish"), "--private", "--command", asked],
        env=environment(home),
        cwd=home,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    (line,) = done.stdout.splitlines()
    assert line.split("\t")[0] == given.rpartition(" ")[2]
