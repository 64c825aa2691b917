"""`pathfinder kb verify`: what it prints, and how it leaves."""

import importlib.util
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

SOUND = ROOT / "tests" / "broken" / "sound"
QUICK = ("--sheets", "1000")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    return tmp_path


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")  # the first notice is the one at stake


@pytest.mark.long
def test_what_ships_is_proved(run: Run) -> None:
    """Solver and engine are compared on fewer sheets than `make check` compares them on."""
    code, out, err = run("kb", "verify", "--sheets", "100000")
    assert (code, err) == (0, ""), out


def test_what_holds_is_said_to_be_proved_one_line_each(run: Run, folder: Path) -> None:
    code, out, err = run("kb", "verify", *QUICK, str(folder))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "The solver and the engine agree on 32,768 random sheets.",
        "proved   S1  heroin_is_a_danger (SI-17)",
        "proved   S2  each_group_is_about_drinking (X-08, SI-36)",
        "proved   S3  each_group_can_lead (X-08)",
        "proved   S1  a_risk_keeps_the_danger (SI-01)",
        "4 invariants: 4 proved.",
    ]


def test_what_fails_comes_with_the_fewest_answers_and_the_command_that_shows_them(
    run: Run, folder: Path
) -> None:
    changed(folder / "notices.yaml", "when: {substances: [opioids]}", "when: {goal: [abstinence]}")
    code, out, _ = run("kb", "verify", *QUICK, str(folder))
    lines = out.splitlines()
    at = lines.index("failed   S1  heroin_is_a_danger (SI-17)")
    assert code == 1
    assert lines[at + 1 : at + 3] == [
        "    Heroin shows the danger.",
        "    pathfinder suggest --substances opioids",
    ]
    assert lines[-1] == "4 invariants: 1 failed, 3 proved."


def test_the_command_it_prints_can_be_run(run: Run, folder: Path) -> None:
    changed(folder / "notices.yaml", "when: {substances: [opioids]}", "when: {goal: [abstinence]}")
    out = run("kb", "verify", *QUICK, str(folder)).out
    command = next(line for line in out.splitlines() if "pathfinder suggest" in line)
    assert run(*shlex.split(command)[1:]).code == 0


def test_it_names_the_support_and_the_risk(run: Run, folder: Path) -> None:
    changed(folder / "invariants.yaml", "{top3: this_support}", "{withheld: this_support}")
    changed(
        folder / "supports.yaml",
        "- {needs: {substances: [alcohol]}, because",
        "- {needs: {substances: [alcohol, opioids]}, because",
    )
    changed(
        folder / "rules.yaml",
        "needs: {not: {for_whom: [loved_one]}}",
        "needs: {substances: [alcohol, opioids]}",
    )
    changed(folder / "questions.yaml", "{id: alcohol, label", "{id: alcohol, risk: true, label")
    changed(folder / "notices.yaml", "    replaces: [danger]\n", "")
    changed(folder / "notices.yaml", "when: {substances: [opioids]}", "when: {not: drinks}")
    out = run("kb", "verify", *QUICK, str(folder)).out
    assert "    It is not so of lantern.\n" in out
    assert "    It is not so when substances alcohol is added to the answers.\n" in out


A_BROTHER = """\
  - id: a_brother_is_in_the_same_danger
    rules: [SI-01]
    severity: S1
    says: Heroin is as dangerous for a brother, whatever is hoped for.
    when: own
    relabelling_keeps:
      notices: [danger]
      put: {for_whom: loved_one}
    sources: [survey]
"""


def test_it_shows_how_the_same_can_be_said_so_that_the_danger_goes(run: Run, folder: Path) -> None:
    path = folder / "invariants.yaml"
    path.write_text(path.read_text("utf-8") + A_BROTHER, "utf-8")
    assert "proved   S1  a_brother_is_in" in run("kb", "verify", *QUICK, str(folder)).out

    when = "when: {all: [own, {substances: [opioids]}]}"
    changed(folder / "notices.yaml", "when: {substances: [opioids]}", when)
    lines = run("kb", "verify", *QUICK, str(folder)).out.splitlines()
    at = lines.index("failed   S1  a_brother_is_in_the_same_danger (SI-01)")
    assert lines[at + 1 : at + 5] == [
        "    Heroin is as dangerous for a brother, whatever is hoped for.",
        "    pathfinder suggest --substances opioids",
        "    It is not so when the same is said like this:",
        "    pathfinder suggest --for-whom loved_one --substances opioids",
    ]


def test_what_no_answers_meet_says_nothing_and_fails(run: Run, folder: Path) -> None:
    never = "when: {all: [{goal: [abstinence]}, {goal: [moderation]}]}"
    changed(folder / "invariants.yaml", "when: {substances: [opioids]}", never)
    code, out, _ = run("kb", "verify", *QUICK, str(folder))
    assert code == 1
    assert "    No answers meet what it presumes, so it says nothing.\n" in out


def test_a_fault_of_form_is_told_with_its_place(run: Run, folder: Path) -> None:
    changed(folder / "invariants.yaml", "{in_full: danger}", "{in_full: dangr}")
    code, out, err = run("kb", "verify", *QUICK, str(folder))
    assert (code, out) == (1, "")
    assert err.endswith('invariants.yaml:10:28: "dangr" is no notice; did you mean "danger"?\n')


def test_one_file_stands_in_for_the_shipped_one(run: Run, folder: Path) -> None:
    """The sound invariants speak of supports that the shipped knowledge base does not have."""
    code, _, err = run("kb", "verify", *QUICK, str(folder / "invariants.yaml"))
    assert code == 1
    assert '"lantern" is no support' in err


@pytest.mark.parametrize("severity", ["S1", "S2"])
def test_what_is_not_settled_fails_only_where_a_life_is_at_stake(
    run: Run, folder: Path, severity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathfinder.verify.solver import Can, Solver

    monkeypatch.setattr(Solver, "can_be", lambda *_: Can.UNKNOWN)
    path = folder / "invariants.yaml"
    path.write_text(path.read_text("utf-8").replace("severity: S1", f"severity: {severity}"))
    code, out, _ = run("kb", "verify", *QUICK, str(folder))
    assert code == (severity == "S1")
    assert "    Not settled within the budget. No random sheet breaks it.\n" in out


def test_without_the_solver_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec

    def find_spec(name: str, *more: Any) -> Any:
        return None if name == "pysat" else real(name, *more)

    monkeypatch.setattr("pathfinder.cli.commands.kb.verify.find_spec", find_spec)
    code, out, err = run("kb", "verify")
    assert (code, out) == (2, "")
    assert err == (
        "pathfinder: kb verify: the solver is not installed; pip install 'recovery-pathfinder[verify]'\n"
    )


@pytest.mark.parametrize(
    "budget",
    [
        pytest.param(("--conflicts", "10"), id="conflicts"),
        pytest.param(("--seconds", "0.001"), id="seconds"),
    ],
)
def test_what_a_question_may_cost_is_counted_and_not_timed(
    run: Run, folder: Path, budget: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathfinder.verify.solver import Solver

    given: list[int] = []
    real = Solver.can_be

    def can_be(self: Solver, bit: int) -> Any:
        given.append(self.conflicts)
        return real(self, bit)

    monkeypatch.setattr(Solver, "can_be", can_be)
    code, out, _ = run("kb", "verify", *QUICK, *budget, str(folder))
    assert (code, set(given)) == (0, {10})
    assert run("kb", "verify", *QUICK, *budget, str(folder)).out == out
