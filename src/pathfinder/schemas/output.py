"""JSON Schemas (2020-12) of what comes out, of a file of answers and of an authored support."""

from typing import Any

import msgspec

from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.line_error import ERROR_FORMAT, BadLine
from pathfinder.model.results.listing import FORMAT as LISTED
from pathfinder.model.results.listing import Listing
from pathfinder.model.results.meetings_found import FORMAT as MEETINGS
from pathfinder.model.results.meetings_found import Meetings
from pathfinder.model.results.result import FORMAT
from pathfinder.model.results.walk import FORMAT as NEEDS
from pathfinder.model.results.walk import Walk
from pathfinder.model.results.why import FORMAT as WHY
from pathfinder.model.results.why import ExplainedResult, Why
from pathfinder.schemas.closed_lists import with_lists_named

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The edition of JSON Schema that all of ours are written in."""


def _schema(title: str, of: type[msgspec.Struct]) -> dict[str, Any]:
    return with_lists_named({"$schema": DIALECT, "title": title, **msgspec.json.schema(of)})


def result_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.result/1`, with `--explain` or without; the same for every knowledge base."""
    del kb
    return _schema(FORMAT, ExplainedResult)


def why_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.why/1`; the same for every knowledge base."""
    del kb
    return _schema(WHY, Why)


def needs_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.needs/1`; the same for every knowledge base."""
    del kb
    return _schema(NEEDS, Walk)


def listing_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.supports/1`; the same for every knowledge base."""
    del kb
    return _schema(LISTED, Listing)


def meetings_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.meetings/1`; the same for every knowledge base."""
    del kb
    return _schema(MEETINGS, Meetings)


def error_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of `pathfinder.error/1`; the same for every knowledge base."""
    del kb
    return _schema(ERROR_FORMAT, BadLine)


def support_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of a compiled support; the same for every knowledge base."""
    del kb
    return _schema("pathfinder support", Support)


def answers_schema(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the schema of a file of answers to the questions of `kb`."""
    return {
        "$schema": DIALECT,
        "title": "pathfinder answers",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            **{question.id: _answer(question) for question in kb.questions},
        },
        "additionalProperties": False,
    }


def _answer(question: Question) -> dict[str, Any]:
    words = sorted({w for option in question.options for w in (option.id, *option.aliases)})
    one = {"enum": words}
    alone = {"if": {"contains": {"const": "none"}}, "then": {"maxItems": 1}}
    many = {"type": "array", "items": one, "uniqueItems": True, **alone}
    if question.type == "one":
        return {"anyOf": [one, {**many, "maxItems": 1}, {"type": "null"}, {"const": ""}]}
    return {"anyOf": [one, many, {"type": "null"}, {"const": ""}]}
