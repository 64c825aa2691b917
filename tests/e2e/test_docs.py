"""What the documents print is what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from pathfinder.cli.app import SUBCOMMANDS
from tests.conftest import ROOT, Run

README = ROOT / "README.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md"))]
SESSION = re.compile(
    r"<!-- example: (?P<command>.+?) -->\n```console\n\$ .+?\n(?P<out>.*?)```", re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_readme_shows_what_the_command_prints(run: Run) -> None:
    session = SESSION.search(README.read_text("utf-8"))
    assert session
    ran = run(*shlex.split(session["command"])[1:])
    assert session["out"].strip() == ran.out.strip()


def test_the_readme_names_every_command() -> None:
    text = README.read_text("utf-8")
    for name in SUBCOMMANDS:
        assert f"`pathfinder {name}" in text or name == "interview"


@pytest.mark.parametrize("document", [pytest.param(d, id=d.name) for d in DOCUMENTS])
def test_every_link_leads_to_a_file(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})  # noqa: S102 - our own text
    assert capsys.readouterr().out == "SMART Recovery\n"
