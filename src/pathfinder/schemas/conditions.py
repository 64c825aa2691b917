"""JSON Schemas of what stands in many authored files: conditions, claims and options, by id."""

from typing import Any

from pathfinder.knowledge.parse.claims import OF_NOTICES
from pathfinder.knowledge.parse.conditions import THIS_SUPPORT
from pathfinder.model.knowledge.invariant import Fact
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase

Schema = dict[str, Any]

CONDITION = {"$ref": "#/$defs/condition"}
CLAIM = {"$ref": "#/$defs/claim"}


def condition_schema(kb: KnowledgeBase) -> Schema:
    """Return the schema of an authored condition; its grammar is in docs/authoring.md."""
    return {
        "anyOf": [
            {"enum": [*kb.conditions]},
            *_of_answers(kb, CONDITION),
            _operation("eligible", {"enum": [support.id for support in kb.supports]}),
        ]
    }


def claim_schema(kb: KnowledgeBase) -> Schema:
    """Return the schema of a condition that may speak of the result beside the answers."""
    notices = {"enum": [notice.id for notice in kb.notices]}
    support = {"enum": [*(support.id for support in kb.supports), THIS_SUPPORT]}
    traits = {"type": "object", "additionalProperties": {"type": "array"}}
    of_supports = {"anyOf": [*one_or_many(support)["anyOf"], traits]}
    facts = [
        _operation(fact.value, one_or_many(notices) if fact in OF_NOTICES else of_supports)
        for fact in Fact
        if fact is not Fact.CAUTIONED
    ]
    cautioned = _operation(Fact.CAUTIONED.value, of_supports)
    cautioned["properties"]["on"] = {"enum": [question.id for question in kb.questions]}
    return {"anyOf": [{"type": "string"}, *_of_answers(kb, CLAIM), *facts, cautioned]}


def _of_answers(kb: KnowledgeBase, itself: Schema) -> list[Schema]:
    """Return the schemas of a term, and of what joins conditions that are each like `itself`."""
    several = {"type": "array", "items": itself, "minItems": 1}
    term = {
        "type": "object",
        "properties": {
            **{str(question.id): one_or_many(_option_of(question)) for question in kb.questions},
            "skipped": {"enum": ["met", "unknown"]},
        },
        "minProperties": 1,
        "additionalProperties": False,
    }
    return [
        term,
        _operation("all", several),
        _operation("any", several),
        _operation("not", itself),
    ]


def _operation(name: str, operand: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {name: operand},
        "required": [name],
        "additionalProperties": False,
    }


def option_schemas(kb: KnowledgeBase) -> Schema:
    """Return, for each question, the schema of an option of it as a condition names it."""
    return {
        _option_of(question)["$ref"].rpartition("/")[2]: {
            "enum": [*(option.id for option in question.options), THIS_SUPPORT]
        }
        for question in kb.questions
    }


def _option_of(question: Question) -> Schema:
    return {"$ref": f"#/$defs/option_of_{question.id}"}


def one_or_many(one: Schema) -> Schema:
    """Return the schema of what `one` describes, or of a list of it."""
    return {"anyOf": [one, {"type": "array", "items": one}]}
