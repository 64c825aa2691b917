"""Schemas of what is authored, from those of what is compiled: the ids that may be named, conditions as written."""

import inspect
from collections.abc import Mapping, Sequence

from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.schemas.conditions import (
    CONDITION,
    Schema,
)

Named = Mapping[str, Sequence[str]]
"""For each key whose value names something, what it may name."""

ANSWERS = {"$ref": "#/$defs/answers"}

OF_ANSWERS = {"answers", "take", "put", "adding"}
"""The keys under which answers stand, as people give them."""

OPERATORS = {"Term", "All", "AnyOf", "Not", "Eligible", "Named"}
"""The definitions that msgspec makes of a compiled condition; an authored one looks otherwise."""


def named_ids(kb: KnowledgeBase) -> Named:
    """Return the ids of `kb` that may stand under each key."""
    options = {str(q.id): [str(option.id) for option in q.options] for q in kb.questions}
    supports = [str(support.id) for support in kb.supports]
    notices = [str(notice.id) for notice in kb.notices]
    sources = [str(source.id) for source in kb.sources]
    return {
        "contacts": [contact.id for contact in kb.contacts],
        "from": [*options],
        "to": [*options],
        "notices": notices,
        "source": sources,
        "sources": sources,
        "replaces": notices,
        "notice": notices,
        "said_by": notices,
        "need": [str(need.id) for need in kb.needs],
        "reasons_of": supports,
        "opens": [*options],
        "support": supports,
        "goals": ["any", *options.get("goal", [])],
        "substances": ["any", *options.get("substances", [])],
    }


def as_authored(schema: Schema, named: Named) -> Schema:
    """Return `schema` with conditions as they are written, and with the ids that may be named."""
    parts: list[Schema] = schema.get("anyOf", [])
    if any(map(_is_operator, parts)):
        return {"anyOf": [CONDITION, *(part for part in parts if not _is_operator(part))]}
    written = dict(schema)
    if parts:
        written["anyOf"] = [as_authored(part, named) for part in parts]
    if isinstance(schema.get("items"), dict):
        written["items"] = as_authored(schema["items"], named)
    if "description" in schema:
        written["description"] = inspect.cleandoc(schema["description"])
    if "properties" in schema:
        written["properties"] = {
            key: ANSWERS if key in OF_ANSWERS else _naming(as_authored(part, named), named.get(key))
            for key, part in schema["properties"].items()
        }
    return written


def _is_operator(schema: Schema) -> bool:
    return str(schema.get("$ref")).rpartition("/")[2] in OPERATORS


def _naming(schema: Schema, ids: Sequence[str] | None) -> Schema:
    """Return `schema`, of an id or of a list of ids, with the `ids` it may name."""
    if ids is None:
        return schema
    one = {"enum": [*ids]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_naming(part, ids) for part in schema["anyOf"]]}
    if schema.get("items") == {"type": "string"}:
        return {**schema, "items": one}
    return one if schema.get("type") == "string" else schema
