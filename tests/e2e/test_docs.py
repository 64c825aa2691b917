"""What the documents print is what the program prints, in an empty home and without a network."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pathfinder.cli.app import SUBCOMMANDS
from pathfinder.model.knowledge import KnowledgeBase
from tests.conftest import ROOT, Run

README = ROOT / "README.md"
SPANISH = ROOT / "README.es.md"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^ *```(?:sh|console)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`(pathfinder(?: [^`]+)?)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")

INSTALLS = "it sets up an environment, which takes an index of packages: tried by hand"
CHECKOUT = "it is for a checkout with make, which runs these tests"
PROVES = "it takes the extra and half a minute: make runs it, and test_verify.py a smaller one"
ASKS = "it asks at a terminal: test_terminal.py answers"
LEFT_OUT = {
    "make run": CHECKOUT,
    "make test": CHECKOUT,
    "pip install .": INSTALLS,
    "pipx install .": INSTALLS,
    "uv tool install .": INSTALLS,
    "python -m venv .venv": INSTALLS,
    ".venv/Scripts/python -m pip install .": INSTALLS,
    ".venv/Scripts/pathfinder": INSTALLS,
    "pathfinder kb verify": PROVES,
    "pathfinder": ASKS,
    "pathfinder --lang es": ASKS,
}

DENY = """\
import sys
def deny(event, arguments):
    if event.startswith("socket."):
        raise PermissionError(event)
sys.addaudithook(deny)
"""


class Example(NamedTuple):
    """A command that a document shows, and what it is shown to print, if that is shown."""

    command: str
    printed: str


def examples_of(document: Path) -> list[Example]:
    """Return the commands in the blocks of `document`: each line of `sh`, each `$` of `console`."""
    found: list[Example] = []
    for block in map(textwrap.dedent, FENCE.findall(document.read_text("utf-8"))):
        if "$ " in block:
            for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = session.partition("\n")
                found.append(Example(command, printed))
        else:
            found += [Example(line, "") for line in block.splitlines() if line[:1] not in {"#", ""}]
    return found


EXAMPLES = {d: found for d in DOCUMENTS if (found := examples_of(d))}


def pattern(shown: str) -> str:
    """Return the pattern of what is `shown`; a line of three dots stands for any lines."""
    lines = shown.splitlines()
    return "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in lines)


@pytest.fixture(scope="module")
def offline() -> Sequence[str]:
    """What runs a command where there is no network, as far as this machine can."""
    without = ["unshare", "--map-root-user", "--net"]
    can = (
        shutil.which("unshare") and subprocess.run([*without, "true"], check=False).returncode == 0
    )
    return without if can else []


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")
@pytest.mark.parametrize("document", [pytest.param(d, id=d.stem) for d in EXAMPLES])
def test_every_command_works_as_printed(
    document: Path, offline: Sequence[str], tmp_path: Path
) -> None:
    for name in ("home", "deny", "here"):
        (tmp_path / name).mkdir()
    (tmp_path / "deny" / "sitecustomize.py").write_text(DENY, "utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COV", "XDG", "PATHFINDER"))}
    search = [str(tmp_path / "deny"), os.environ.get("PYTHONPATH", "")]
    environment = {
        **kept,
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, search)),
    }
    for example in EXAMPLES[document]:
        if example.command in LEFT_OUT:
            continue
        done = subprocess.run(
            [*offline, "sh", "-c", example.command],
            cwd=tmp_path / "here",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout
        if example.printed.strip():
            assert re.fullmatch(pattern(example.printed), done.stdout), done.stdout


def test_what_is_left_out_is_in_a_document() -> None:
    shown = {example.command for examples in EXAMPLES.values() for example in examples}
    assert set(LEFT_OUT) <= shown


@pytest.mark.parametrize("document", [pytest.param(d, id=d.stem) for d in DOCUMENTS])
def test_every_command_in_the_text_is_one_there_is(run: Run, document: Path) -> None:
    for span in SPAN.findall(document.read_text("utf-8")):
        words = shlex.split(span)[1:]
        path = words[: 2 if words[:1] in (["kb"], ["supports"]) else 1]
        helped = run(*[word for word in path if word.islower() and word[0] != "-"], "--help")
        assert helped.code == 0, span
        for word in words:
            if word.startswith("--"):
                assert word.partition("=")[0] in helped.out, span


@pytest.mark.parametrize("readme", [README, SPANISH], ids=["en", "es"])
def test_the_readme_names_every_command(readme: Path) -> None:
    text = readme.read_text("utf-8")
    for name in SUBCOMMANDS:
        assert f"`pathfinder {name}" in text or name == "interview"


def test_the_spanish_readme_tells_what_the_english_one_does() -> None:
    english, spanish = (path.read_text("utf-8") for path in (README, SPANISH))
    assert len(re.findall("^#", english, re.MULTILINE)) == len(
        re.findall("^#", spanish, re.MULTILINE)
    )
    assert english.count("\n| `") == spanish.count("\n| `")
    assert set(LINK.findall(english)) - {SPANISH.name} == set(LINK.findall(spanish)) - {README.name}


@pytest.mark.parametrize("document", [pytest.param(d, id=d.name) for d in DOCUMENTS])
def test_every_link_leads_to_a_file(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_every_document_can_be_found_from_the_readme() -> None:
    text = README.read_text("utf-8")
    for document in DOCUMENTS:
        path = document.relative_to(ROOT)
        assert path == Path("README.md") or str(path) in text or "decisions" in path.parts


@pytest.mark.parametrize("readme", [README, SPANISH], ids=["en", "es"])
def test_the_python_of_the_readme_runs(readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    assert code
    exec(compile(code[1], readme.name, "exec"), {})  # noqa: S102 - our own text
    assert capsys.readouterr().out == "SMART Recovery\n"


METHOD = (ROOT / "docs" / "method.md").read_text("utf-8")
WORKED = METHOD.partition("## One person worked through")[2]
PERSON = ["suggest", "--substances", "alcohol", "--goal", "abstinence", "--approach", "secular"]


@pytest.fixture
def worked(run: Run) -> Any:
    """The result of the person whom the page works through, by the command that it shows."""
    assert f"\n{' '.join(['pathfinder', *PERSON])}\n" in WORKED
    return json.loads(run(*PERSON, "--format", "json").out)


def test_the_person_worked_through_is_ranked_so(worked: Any) -> None:
    rows = re.findall(
        r"^\| (\d+) \| .+? \(`(\w+)`\) \| (.+?) \| (\d+) \| (\w+) \|", WORKED, re.MULTILINE
    )
    told = [
        (int(rank), id_, [int(w) for w in re.findall(r"\(\+(\d+)\)", sum_)], int(score), fit)
        for rank, id_, sum_, score, fit in rows
    ]
    assert told
    assert told == [
        (s["rank"], s["id"], [r["weight"] for r in s["reasons"]], s["score"], s["fit"])
        for s in worked["suggestions"][: len(told)]
    ]
    assert all(sum(weights) == score for _, _, weights, score, _ in told)


def test_who_moved_up_in_the_person_worked_through_is_told(worked: Any) -> None:
    told = set(re.findall(r"^- `(\w+)` moved up", WORKED, re.MULTILINE))
    assert told == {s["id"] for s in worked["suggestions"] if s["moved_up"]}


def test_what_is_withheld_from_the_person_worked_through_is_told(worked: Any) -> None:
    withheld = {item["id"]: item["safety"] for item in worked["withheld"]}
    told = re.findall(r"^- `(\w+)` is withheld( for safety)?", WORKED, re.MULTILINE)
    assert told
    assert all(withheld[id_] == bool(safety) for id_, safety in told)


def test_the_notices_of_the_person_worked_through_are_told(worked: Any) -> None:
    told = re.findall(r"^- The notice `(\w+)` shows", WORKED, re.MULTILINE)
    assert told == [notice["id"] for notice in worked["notices"]]


def test_the_list_of_changes_counts_right(kb: KnowledgeBase) -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for name, items in {
        "supports": kb.supports,
        "notices of safety": kb.notices,
        "questions": kb.questions,
    }.items():
        assert f"- {len(items)} {name}" in text
