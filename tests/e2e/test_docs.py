"""What the documents print is what the program prints, in an empty home and without a network."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pathfinder.cli.app import SUBCOMMANDS
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import DATA, ROOT, Run
from tests.samples import DOCUMENTS, LEFT_OUT, environment, examples_of, ran, written_anew

README = ROOT / "README.md"
SPANISH = ROOT / "README.es.md"
SPAN = re.compile(r"`(pathfinder(?: [^`]+)?)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")

ANCHOR = re.compile(r"\]\(#([^)]+)\)")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
MOST_LINES = 100
"""Lines that are read without a list of what is where."""

INSTALLS = "it sets up an environment, which takes an index of packages: tried by hand"
CHECKOUT = "it is for a checkout with make, which runs these tests"
PROVES = "it takes the extra and half a minute: test_verify.py runs it"
FETCHES = "it asks a host on the network: test_pull.py asks one on this computer"
ASKS = "it asks at a terminal: test_terminal.py answers"
NOT_RUN = {
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
    "pathfinder meetings pull --feed na_ohio --into county.meetings": FETCHES,
}

DENY = """\
import sys
def deny(event, arguments):
    if event.startswith("socket."):
        raise PermissionError(event)
sys.addaudithook(deny)
"""

EXAMPLES = {d: found for d in DOCUMENTS if (found := [*examples_of(d.read_text("utf-8"))])}


def pattern(shown: str) -> str:
    """Return the pattern of what is `shown`; a line of three dots stands for any lines."""
    lines = shown.splitlines()
    return "".join(r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(line) + "\n" for line in lines)


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
    env = environment(tmp_path / "home", str(tmp_path / "deny"))
    for example in EXAMPLES[document]:
        if example.command in NOT_RUN:
            continue
        done = ran(example.command, tmp_path / "here", env, offline)
        assert done.returncode == 0, done.stdout
        if example.printed.strip():
            assert re.fullmatch(pattern(example.printed), done.stdout), done.stdout


def test_samples_are_written_anew_where_all_of_them_is_shown(tmp_path: Path) -> None:
    text = "```console\n$ echo two\none\n\none\n$ echo three\n...\n```\n\n$ echo no sample\n"
    assert written_anew(text, tmp_path) == text.replace("one\n\none\n", "two\n")


def test_what_is_not_run_is_in_a_document() -> None:
    shown = {example.command for examples in EXAMPLES.values() for example in examples}
    assert set(NOT_RUN) <= shown


@pytest.mark.parametrize("document", [pytest.param(d, id=d.stem) for d in DOCUMENTS])
def test_every_command_in_the_text_is_one_there_is(run: Run, document: Path) -> None:
    for span in SPAN.findall(document.read_text("utf-8")):
        words = shlex.split(span)[1:]
        path = words[: 2 if words[:1] in (["kb"], ["meetings"], ["supports"]) else 1]
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
    links = ({link.replace(".es.", ".") for link in LINK.findall(t)} for t in (english, spanish))
    assert next(links) == next(links)


@pytest.mark.parametrize("document", [pytest.param(d, id=d.name) for d in DOCUMENTS])
def test_every_link_leads_to_a_file(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", [pytest.param(d, id=d.name) for d in DOCUMENTS])
def test_a_page_of_more_than_two_screens_begins_with_its_contents(document: Path) -> None:
    text = BLOCK.sub("", document.read_text("utf-8"))
    anchors = [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in HEADING.findall(text)]
    named = ANCHOR.findall(text)
    assert set(named) <= set(anchors)
    if text.count("\n") > MOST_LINES:
        assert named
        assert set(named) >= set(anchors[anchors.index(named[0]) :])


def test_every_document_can_be_found_from_the_readme() -> None:
    text = README.read_text("utf-8")
    for document in DOCUMENTS:
        path = document.relative_to(ROOT)
        assert path == Path("README.md") or str(path) in text or "decisions" in path.parts


@pytest.mark.parametrize(("readme", "lang"), [(README, "en"), (SPANISH, "es")], ids=["en", "es"])
def test_the_python_of_the_readme_prints_what_the_command_does(
    run: Run, readme: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.search(r"```python\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    assert code
    exec(compile(code[1], readme.name, "exec"), {})  # noqa: S102 - our own text
    printed = capsys.readouterr().out
    command = ["--substances", "alcohol", "--goal", "abstinence", "--approach", "secular"]
    result = json.loads(run("suggest", "--lang", lang, "--format", "json", *command).out)
    first = [f"{s['need']['text']}: {s['name']}\n" for s in result["suggestions"][:3]]
    assert printed == "".join(first)


METHOD = (ROOT / "docs" / "method.md").read_text("utf-8")
WORKED = METHOD.partition("## One person worked through")[2]
ROW = re.compile(
    r"^\| (\d+) \| ([\d +]+) \| `(\w+)` \| (\d) \| .+? \(`(\w+)`\) \| ([-+\d ]+) \| (-?\d+) \| (\w+) \|",
    re.MULTILINE,
)
ANOTHER_TRY = 2


@pytest.fixture
def worked(run: Run) -> Any:
    """The result of the person whom the page works through, by the command that it shows."""
    [example] = examples_of(WORKED)
    return json.loads(run(*shlex.split(example.command)[1:], "--format", "json").out)


def sum_of(shown: str) -> int:
    """Return the sum of what is `shown`, such as `3 + 2 - 4`."""
    return sum(map(int, shown.replace(" ", "").replace("-", "+-").strip("+").split("+")))


def test_the_person_worked_through_is_ranked_so(worked: Any) -> None:
    rows = ROW.findall(WORKED)
    told = [
        (int(rank), need, int(level), id_, sum_of(points), int(score), fit)
        for rank, _, need, level, id_, points, score, fit in rows
    ]
    assert told
    assert told == [
        (s["rank"], s["need"]["id"], s["need"]["level"], s["id"], s["score"], s["score"], s["fit"])
        for s in worked["suggestions"][: len(told)]
    ]


def test_the_points_of_the_person_worked_through_are_those_of_the_files(
    worked: Any, kb: KnowledgeBase
) -> None:
    serves = {support.id: support.serves for support in kb.supports}
    for shown, (_, _, need, _, id_, points, _, _) in zip(
        worked["suggestions"], ROW.findall(WORKED), strict=False
    ):
        each = [int(point) for point in points.replace("- ", "-").replace("+ ", "").split()]
        by_rules = [reason["weight"] for reason in shown["reasons"]]
        assert each[-len(by_rules) :] == by_rules
        assert {*each[: -len(by_rules)]} <= {s.weight for s in serves[id_] if s.need == need}


def test_the_order_of_the_person_worked_through_follows_from_urgency() -> None:
    taken: dict[str, int] = {}
    urgencies: list[tuple[int, int]] = []
    for _, urgency, need, level, *_ in ROW.findall(WORKED):
        assert sum_of(urgency) == int(level) + ANOTHER_TRY * taken.get(need, 0)
        urgencies.append((sum_of(urgency), taken.get(need, 0)))
        taken[need] = taken.get(need, 0) + 1
    assert urgencies == sorted(urgencies)


def test_what_is_withheld_from_the_person_worked_through_is_told(worked: Any) -> None:
    withheld = {item["id"]: item["safety"] for item in worked["withheld"]}
    told = re.findall(r"^- `(\w+)` is withheld( for safety)?", WORKED, re.MULTILINE)
    assert told
    assert all(withheld[id_] == bool(safety) for id_, safety in told)


def test_the_notices_of_the_person_worked_through_are_told(worked: Any) -> None:
    told = re.findall(r"^- The notice `(\w+)` shows", WORKED, re.MULTILINE)
    assert told == [notice["id"] for notice in worked["notices"]]


def test_the_documents_count_right(kb: KnowledgeBase) -> None:
    laws = len(read_invariants(DATA / "invariants.yaml", kb).all)
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for told in (
        f"- {len(kb.supports)} supports",
        f"- {len(kb.notices)} notices of safety",
        f"- {len(kb.questions)} questions",
        f"- {len(kb.needs)} needs",
        f"- {laws} safety rules",
    ):
        assert told in changes
    assert f"holds {laws} statements" in METHOD
    assert f"**{laws} safety rules" in README.read_text("utf-8")
    assert f"**{laws} reglas de seguridad" in SPANISH.read_text("utf-8")
