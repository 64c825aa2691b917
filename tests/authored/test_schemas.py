"""The JSON Schemas by which an editor completes and checks the authored files."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import jsonschema
import pytest
import yaml

import pathfinder.model
from pathfinder.knowledge.build.compile import compile_knowledge
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import BESIDE
from pathfinder.knowledge.files import FILES as READ
from pathfinder.model.knowledge.support_traits import Kind
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.schemas.authored import FILES, authored_schema
from pathfinder.schemas.closed_lists import CLOSED_LISTS, with_lists_named
from tests.conftest import DATA, ROOT

BROKEN = ROOT / "tests" / "broken"


SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(SAFE):  # type: ignore[misc, valid-type]
    """YAML 1.2 as editors read it: a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in SAFE.yaml_implicit_resolvers.items()
}


def tree_of(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a SafeLoader


def test_there_is_a_schema_for_every_file() -> None:
    assert {*FILES} == {*READ, *BESIDE} == {path.stem for path in DATA.glob("*.yaml")}


@pytest.mark.parametrize("name", FILES)
def test_every_file_names_its_schema_and_meets_it(name: str, kb: KnowledgeBase) -> None:
    path = DATA / f"{name}.yaml"
    first = path.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schemas/{name}.json"
    schema = authored_schema(name, kb)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tree_of(path), schema)


SEEN_BY_A_SCHEMA = (
    "unknown key", "is missing", "is not a value of this key", "is needed here", "is no contact",
    "is no source", "is no question", "is no option of", "no condition is called",
)  # fmt: skip
"""Faults of form, and names of nothing; what only the whole base can tell is left to the check."""


NAMES_OF_ITS_OWN = "invariants--unknown_condition"
"""A file that names conditions of its own: no schema knows which."""


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(path, id=path.stem)
        for path in sorted(BROKEN.glob("*--*.yaml"))
        if path.stem != NAMES_OF_ITS_OWN
        and any(words in path.read_text("utf-8").partition("\n")[0] for words in SEEN_BY_A_SCHEMA)
    ],
)
def test_an_editor_would_mark_a_fault_of_form(broken: Path, sound: KnowledgeBase) -> None:
    name = broken.name.partition("--")[0]
    schema = authored_schema(name, sound)
    jsonschema.validate(tree_of(BROKEN / "sound" / f"{name}.yaml"), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree_of(broken), schema)


@pytest.fixture(scope="module")
def sound() -> KnowledgeBase:

    return joined(compile_knowledge(BROKEN / "sound"))


def test_every_closed_list_of_a_schema_stands_there_under_its_name() -> None:
    lists = [tuple(sorted(get_args(of))) for of in CLOSED_LISTS.values()]
    assert len({*lists}) == len(lists)  # or one would stand under another's name
    schema = with_lists_named(
        {
            "properties": {"kind": {"enum": sorted(get_args(Kind)), "default": "peer"}},
            "$defs": {"other": {"type": "array", "items": {"enum": ["peer", "home"]}}},
        }
    )
    kind = {"$ref": "#/$defs/Kind", "default": "peer"}
    assert schema["properties"] == {"kind": kind}
    assert schema["$defs"].keys() == {"other", "Kind"}
    assert schema["$defs"]["other"]["items"] == {"enum": ["peer", "home"]}
    jsonschema.validate({"kind": "peer"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"kind": "peers"}, schema)


def test_no_closed_list_of_the_model_is_without_a_name() -> None:
    listed = [named for name, named in _closed_lists_of_the_model() if name not in INNER]
    assert listed
    assert [named for named in listed if named not in CLOSED_LISTS.values()] == []


INNER = {"Truth", "Voice"}
"""Closed lists that neither a file nor a result holds."""


def _closed_lists_of_the_model() -> Iterator[tuple[str, object]]:
    for module in pkgutil.walk_packages(pathfinder.model.__path__, "pathfinder.model."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if get_origin(value) is Literal:
                yield name, value
