"""The invented people of `vignettes.yaml`, and what guidance says that they must be shown."""

import filecmp
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

HERE = Path(__file__).parent / "vignettes.yaml"
SHARED = ROOT.parent / "shared" / "vignettes.yaml"
VIGNETTES: list[Any] = yaml.safe_load(HERE.read_text("utf-8"))["vignettes"]
SOFT_SHARE = 0.9


def result_of(run: Run, answers: dict[str, Any]) -> Any:
    ran = run(
        "suggest", "--answers", "-", "--format", "json", "--top", "all", stdin=json.dumps(answers)
    )
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def holds(expected: Any, among: Iterable[str]) -> bool:
    wanted = expected["any_of"] if isinstance(expected, dict) else [expected]
    return not set(wanted).isdisjoint(among)


@pytest.mark.parametrize("vignette", [pytest.param(v, id=v["id"]) for v in VIGNETTES])
def test_every_hard_expectation_holds(run: Run, vignette: Any) -> None:
    expect = vignette["expect"]
    result = result_of(run, vignette["answers"])
    suggestions = {s["id"]: s for s in result["suggestions"]}
    ids, shown = list(suggestions), [notice["id"] for notice in result["notices"]]
    if ids or not expect.get("ranking_may_be_suppressed"):
        assert all(holds(wanted, ids[:3]) for wanted in expect.get("must_be_top3", []))
    assert set(expect.get("must_not_appear", [])).isdisjoint(ids)
    assert set(expect.get("must_not_be_top3", [])).isdisjoint(ids[:3])
    for id_ in expect.get("caution_only", []):
        assert id_ not in suggestions or suggestions[id_]["cautions"]
    assert set(expect.get("must_show_notices", [])) <= set(shown)
    assert set(expect.get("must_not_show_notices", [])).isdisjoint(shown)
    if expect.get("crisis_first"):
        assert result["notices"][0]["severity"] == "emergency"
    for channel in expect.get("must_offer_channel", []):
        assert any(channel in s["channels"] for s in result["suggestions"][:5])


def test_most_soft_expectations_hold(run: Run) -> None:
    missed = [
        (vignette["id"], wanted)
        for vignette in VIGNETTES
        for first in [result_of(run, vignette["answers"])["suggestions"][:5]]
        for wanted in vignette["expect"].get("should_be_top5", [])
        if not holds(wanted, [s["id"] for s in first])
    ]
    total = sum(len(v["expect"].get("should_be_top5", [])) for v in VIGNETTES)
    assert len(missed) <= (1 - SOFT_SHARE) * total, missed


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared, which this clone has not")
def test_the_copy_is_the_shared_one() -> None:
    assert filecmp.cmp(HERE, SHARED, shallow=False)
