"""The page for those who write knowledge: its examples are a sound knowledge base, and whole."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pathfinder.knowledge.report import check_files
from pathfinder.knowledge.translation import mark_of, sentences
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.schemas.authored import FILES, authored_schema
from tests.conftest import DATA, ROOT

PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"<!-- file: (\w+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return the folder of the knowledge base that the page shows."""
    for name in FILES:
        text = EXAMPLES[name] if name in EXAMPLES else (DATA / f"{name}.yaml").read_text("utf-8")
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_the_knowledge_base_of_the_page_has_no_problem(example: Path) -> None:
    assert check_files(example, {}, TODAY, 365).problems == ()


def keys_of(schema: Any) -> set[str]:
    """Return every key of a mapping that `schema` speaks of, but the ids of questions."""
    if isinstance(schema, list):
        return {key for part in schema for key in keys_of(part)}
    if not isinstance(schema, dict):
        return set()
    own = {*schema.get("properties", {})} if isinstance(schema.get("properties"), dict) else set()
    return own | {key for part in schema.values() for key in keys_of(part)}


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in {"conditions", "interface"}]
)
def test_every_key_is_explained_and_shown(name: str, kb: KnowledgeBase) -> None:
    schema = authored_schema(name, kb)
    for unshown in ("condition", "claim", "answers", "said"):
        schema["$defs"].pop(unshown, None)
    for key in keys_of(schema) - {*FILES, "lists"}:
        assert re.search(rf"`{key}[:`]", PAGE), f"{key} is not explained"
        assert re.search(rf"\b{key}:", EXAMPLES[name]), f"{key} is not shown in {name}.yaml"


def test_the_mistake_shown_is_reported_so(example: Path) -> None:
    path = example / "supports.yaml"
    path.write_text(path.read_text("utf-8").replace("[lantern_site]", "[lantern_sight]"), "utf-8")
    (problem,) = check_files(example, {}, TODAY, 365).problems

    shown = EXAMPLES["mistake"].strip()
    assert str(problem) == shown.replace("data/", f"{example}/")


def test_the_translation_shown_bears_the_mark_of_the_english_shown() -> None:
    english: Any = yaml.safe_load(EXAMPLES["notices"])
    spanish: Any = yaml.safe_load(EXAMPLES["spanish"])
    (shown,) = spanish["notices"]
    (notice,) = [n for n in english["notices"] if n["id"] == shown["id"]]
    assert shown["of"] == mark_of(sentences("notices", notice))
