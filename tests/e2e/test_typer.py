"""How far pathfinder leans on Typer: on what it promises, and on the rest in one place only."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import pathfinder
from pathfinder.cli.app import SUBCOMMANDS
from tests.conftest import Run

SOURCES = Path(pathfinder.__file__).parent
PRIVATE = re.compile(r"\btyper\._\w+")


def test_one_module_names_what_typer_does_not_promise() -> None:
    naming = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if PRIVATE.search(path.read_text("utf-8"))
    }
    assert naming == {"cli/typer_internals.py"}


def test_typer_loads_no_pydantic() -> None:
    """The bound on Typer's version stands for this alone: 0.29 loads pydantic on every command.

    Where this passes with the newest Typer, the bound can go: docs/decisions/0006.
    """
    program = "import sys, typer; print('pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_the_help_of_a_command_begins_as_the_help_of_all_tells_it(run: Run, name: str) -> None:
    told = " ".join(run(name, "--help").out.split())
    assert f"{SUBCOMMANDS[name].summary} {SUBCOMMANDS[name].more}".strip() in told
