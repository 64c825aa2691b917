"""The invented people of the vignettes, and what guidance says that they must be shown."""

import filecmp
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

HERE = Path(__file__).parent
SHARED = ROOT.parent / "shared"
FILES = ("vignettes.yaml", "vignettes2.yaml")
SOFT_SHARE = 0.85
"""Of the soft expectations of each file, how many must hold."""

BY_FILE: dict[str, list[Any]] = {
    name: yaml.safe_load((HERE / name).read_text("utf-8"))["vignettes"] for name in FILES
}
VIGNETTES: list[Any] = [vignette for listed in BY_FILE.values() for vignette in listed]
each_person = pytest.mark.parametrize("vignette", [pytest.param(v, id=v["id"]) for v in VIGNETTES])


KNOWN: dict[str, Any] = {}
"""What came out for the answers of each person, which every test here reads."""


def result_of(run: Run, answers: dict[str, Any]) -> Any:
    given = json.dumps(answers)
    if given not in KNOWN:
        ran = run("suggest", "--answers", "-", "--format", "json", "--top", "all", stdin=given)
        assert ran.code == 0, ran.err
        KNOWN[given] = json.loads(ran.out)
    return KNOWN[given]


def missed(expected: Iterable[Any], among: Iterable[str]) -> list[Any]:
    """Return what of `expected` is not `among` these: an id, or one of several."""
    ids = set(among)
    return [
        wanted
        for wanted in expected
        if ids.isdisjoint(wanted["any_of"] if isinstance(wanted, dict) else [wanted])
    ]


@each_person
def test_every_danger_is_named_and_none_that_is_not_there(run: Run, vignette: Any) -> None:
    expect = vignette["expect"]
    notices = result_of(run, vignette["answers"])["notices"]
    shown = [notice["id"] for notice in notices]

    assert not missed(expect.get("must_show_notices", []), shown)
    assert set(expect.get("must_not_show_notices", [])).isdisjoint(shown)
    assert notices[0]["severity"] == "emergency" or not expect.get("crisis_first")


@each_person
def test_every_hard_expectation_of_what_is_suggested_holds(run: Run, vignette: Any) -> None:
    expect = vignette["expect"]
    result = result_of(run, vignette["answers"])
    suggestions = {s["id"]: s for s in result["suggestions"]}
    ids = list(suggestions)
    if ids or not expect.get("ranking_may_be_suppressed"):
        assert not missed(expect.get("must_be_top3", []), ids[:3])
    assert set(expect.get("must_not_appear", [])).isdisjoint(ids)
    assert set(expect.get("must_not_be_top3", [])).isdisjoint(ids[:3])
    for id_ in expect.get("caution_only", []):
        assert id_ not in suggestions or suggestions[id_]["cautions"]
    for channel in expect.get("must_offer_channel", []):
        assert any(channel in s["channels"] for s in result["suggestions"][:5])


@pytest.mark.parametrize("name", FILES)
def test_most_soft_expectations_hold(run: Run, name: str) -> None:
    soft = {v["id"]: v["expect"].get("should_be_top5", []) for v in BY_FILE[name]}
    wanting = [
        (v["id"], wanted)
        for v in BY_FILE[name]
        for first in [result_of(run, v["answers"])["suggestions"][:5]]
        for wanted in missed(soft[v["id"]], [s["id"] for s in first])
    ]
    assert len(wanting) <= (1 - SOFT_SHARE) * sum(map(len, soft.values())), wanting


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared, which this clone has not")
@pytest.mark.parametrize("name", FILES)
def test_the_copy_is_the_shared_one(name: str) -> None:
    assert filecmp.cmp(HERE / name, SHARED / name, shallow=False)
