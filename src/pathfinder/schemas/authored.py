"""JSON Schemas (2020-12) of the authored files, so that an editor completes and checks them.

They know the ids of one knowledge base: what an author may name is offered while typing.
"""

from collections.abc import Mapping

import msgspec

from pathfinder.knowledge.checks.coverage import OtherList
from pathfinder.knowledge.checks.examples import Example
from pathfinder.knowledge.checks.feeds import KnownFeed
from pathfinder.knowledge.parse.authored import Heading
from pathfinder.knowledge.parse.authored_invariant import AuthoredInvariant
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedGoWith,
    SharedReach,
    SharedRequirement,
    SharedRule,
)
from pathfinder.knowledge.parse.wordlist import WordList
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.need import Need
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge.plan import Plan
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.schemas.closed_lists import with_lists_named
from pathfinder.schemas.conditions import (
    CLAIM,
    CONDITION,
    Schema,
    claim_schema,
    condition_schema,
    one_or_many,
    option_schemas,
)
from pathfinder.schemas.ids import ANSWERS, OPERATORS, Named, as_authored, named_ids
from pathfinder.schemas.output import DIALECT

SAID = {"$ref": "#/$defs/said"}


LISTS: dict[str, dict[str, type[msgspec.Struct]]] = {
    "needs": {"needs": Need},
    "questions": {"questions": Question, "checklists": Checklist},
    "supports": {"supports": Support},
    "notices": {"notices": Notice},
    "rules": {
        "eligibility": SharedRequirement, "rules": SharedRule, "cautions": SharedCaution,
        "out_of_reach": SharedReach, "go_with": SharedGoWith,
    },
    "plans": {"plans": Plan},
    "contacts": {"contacts": Contact},
    "sources": {"sources": Source},
    "examples": {"examples": Example},
    "coverage": {"lists": OtherList},
    "feeds": {"feeds": KnownFeed},
    "invariants": {"invariants": AuthoredInvariant},
}  # fmt: skip
"""The lists of each file, and what they hold."""

WHOLE: dict[str, type[msgspec.Struct]] = {"interface": Interface, "words": WordList}
"""The files that are one value."""

FILES = ("conditions", *LISTS, *WHOLE)


def authored_schema(file: str, kb: KnowledgeBase) -> Schema:
    """Return the schema of `file`, one of `FILES`, which may name the ids of `kb`."""
    structs = _structs(file)
    outs, definitions = msgspec.json.schema_components(
        structs.values(), schema_hook=_anything, ref_template="#/$defs/{name}"
    )
    lists = {key: {"type": "array", "items": out} for key, out in zip(structs, outs, strict=True)}
    defs: Schema = {name: d for name, d in definitions.items() if name not in OPERATORS}
    top: Schema = {"type": "object", "properties": lists, "additionalProperties": False}
    if file == "conditions":
        top = {"type": "object", "additionalProperties": CONDITION}
    elif file in WHOLE:
        top = outs[0]
    else:
        top |= _beside_lists(file, defs, lists)
    named: Named = {} if file in WHOLE else named_ids(kb)
    top = as_authored(top, named)
    defs = {name: as_authored(definition, named) for name, definition in defs.items()}
    defs |= _spelled_out(str((top, defs)), kb)
    title = f"{file}.yaml of a pathfinder knowledge base"
    schema: Schema = {"$schema": DIALECT, "title": title, **top, "$defs": defs}
    return with_lists_named(schema)


def _spelled_out(schema: str, kb: KnowledgeBase) -> Schema:
    """Return the definitions that `schema` refers to and that rest on the ids of `kb`."""
    found: Schema = {}
    if CONDITION["$ref"] in schema:
        found |= option_schemas(kb) | {"condition": condition_schema(kb)}
    if CLAIM["$ref"] in schema:
        found |= option_schemas(kb) | {"claim": claim_schema(kb)}
    if ANSWERS["$ref"] in schema:
        found |= {"answers": _answers(kb)}
    if SAID["$ref"] in schema:
        found |= {"said": _said(kb)}
    return found


def _beside_lists(file: str, defs: Schema, lists: Schema) -> Schema:
    """Return what a file holds beside its `lists`, and mend in `defs` what is written otherwise."""
    match file:
        case "questions":
            _with_options_from(defs["Question"])
            defs["Line"]["properties"] |= dict.fromkeys(("says", "otherwise"), SAID)
            return {}
        case "invariants":
            claims = dict.fromkeys(("when", "then", "possible"), CLAIM)
            defs["AuthoredInvariant"]["properties"] |= claims
            named = {"type": "object", "additionalProperties": CLAIM}
            return {"properties": {"conditions": named, **lists}}
        case "supports":
            heading = msgspec.json.schema(Heading)["$defs"]["Heading"]
            required = [*heading["required"], "supports"]
            return {"properties": {**heading["properties"], **lists}, "required": required}
        case _:
            return {}


def _structs(file: str) -> Mapping[str, type[msgspec.Struct]]:
    return {file: WHOLE[file]} if file in WHOLE else LISTS.get(file, {})


def _anything(type_: type) -> Schema:
    """Return the schema of the one type that msgspec leaves to us: the answers of an example."""
    if type_ is object:
        return {"type": ["string", "array"]}
    raise NotImplementedError(type_)


def _with_options_from(question: Schema) -> None:
    """Let a question take its options from the supports, as the two on what was tried do."""
    question["required"].remove("options")
    question["properties"] |= {
        "options_from": {"enum": ["supports"]},
        "none_label": {"type": "string"},
    }


def _answers(kb: KnowledgeBase) -> Schema:
    """Return the schema of a person's answers, as an example writes them."""

    def answer(question: Question) -> Schema:
        one = {"enum": [w for option in question.options for w in (option.id, *option.aliases)]}
        return one_or_many(one) if question.type == "many" else one

    return {
        "type": "object",
        "properties": {question.id: answer(question) for question in kb.questions},
        "additionalProperties": False,
    }


def _said(kb: KnowledgeBase) -> Schema:
    """Return the schema of what a line of a checklist says: lists of options by question."""

    def options(question: Question) -> Schema:
        return {"type": "array", "items": {"enum": [option.id for option in question.options]}}

    return {
        "type": "object",
        "properties": {question.id: options(question) for question in kb.questions},
        "additionalProperties": False,
    }
