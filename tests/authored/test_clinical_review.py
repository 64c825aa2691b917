"""The list for a clinician: it names every notice that can be grave, and sources there are."""

import re

import yaml

from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import DATA, ROOT

TEXT = (ROOT / "docs" / "clinical-review.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if re.match(r"\| Q?\d", line)
]
JUDGED = {"judgment", "none"}
RECALL = "recall"


def test_every_notice_that_can_be_grave_is_there(kb: KnowledgeBase) -> None:
    named = set(re.findall(r"`(\w+)`", " ".join(rule for _, rule, *_ in ROWS)))
    assert {n.id for n in kb.notices if n.may_be_grave} <= named


def test_every_source_is_one_there_is_and_starred_where_it_is_from_memory() -> None:
    listed = yaml.safe_load((DATA / "sources.yaml").read_text("utf-8"))["sources"]
    checked = {source["id"]: source["checked"] for source in listed}
    for number, _, sources, signed in ROWS:
        assert not signed, number
        for source in set(re.split("[,;] ", sources)) - JUDGED:
            assert source.endswith("*") is (checked[source.rstrip("*")] == RECALL), number


def test_the_rules_are_counted_through() -> None:
    numbers = [number for number, *_ in ROWS if number.isdigit()]
    assert numbers == [str(i + 1) for i in range(len(numbers))]
