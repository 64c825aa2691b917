"""Conditions: data with a closed grammar over the answers, and what they can come out as."""

from collections.abc import Iterator, Mapping
from typing import Literal, NewType, assert_never, final

import msgspec

QuestionId = NewType("QuestionId", str)
OptionId = NewType("OptionId", str)
SupportId = NewType("SupportId", str)


Truth = Literal["met", "not_met", "unknown"]
"""Three-valued truth (Kleene): a skipped question is unknown, never "no"."""


Skipped = Literal["unknown", "met"]
"""What a term comes out as when its question was skipped."""


@final
class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="term"):
    """The answer to `question` is one of `options` (or, if `skipped` is MET, was not given)."""

    question: QuestionId
    options: tuple[OptionId, ...]
    skipped: Skipped = "unknown"


@final
class All(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="all"):
    """Every one of `conditions` is met."""

    conditions: tuple["Condition", ...]


@final
class AnyOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="any"):
    """At least one of `conditions` is met."""

    conditions: tuple["Condition", ...]


@final
class Not(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="not"):
    """`condition` is not met."""

    condition: "Condition"


@final
class Eligible(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="eligible"):
    """`support` may be suggested: none of its requirements fails (never unknown)."""

    support: SupportId


@final
class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="named"):
    """The condition of that name in the knowledge base is met."""

    name: str


Condition = Term | All | AnyOf | Not | Eligible | Named
"""Where time counts, ask for `type(condition) is`: an `isinstance` that says no takes five times as long."""

Definitions = Mapping[str, Condition]
"""Conditions by name; each uses only those before it."""

NEVER = AnyOf(())
"""Met by no answers."""


def terms(condition: Condition, definitions: Definitions) -> Iterator[Term]:
    """Yield every term of `condition`, left to right, those of known definitions included."""
    match condition:
        case Term():
            yield condition
        case All(conditions) | AnyOf(conditions):
            for part in conditions:
                yield from terms(part, definitions)
        case Not(part):
            yield from terms(part, definitions)
        case Named(name):
            if name in definitions:
                yield from terms(definitions[name], definitions)
        case Eligible():
            pass
        case _:
            assert_never(condition)


Reads = dict[str, frozenset["QuestionId"]]
"""The questions that named conditions read, as far as that was asked before."""


def questions_in(
    condition: Condition, definitions: Definitions, known: Reads | None = None
) -> frozenset[QuestionId]:
    """Return the questions that `condition` reads; `known` keeps what its named parts read."""
    known = {} if known is None else known
    if type(condition) is Term:
        return frozenset((condition.question,))
    if type(condition) is All or type(condition) is AnyOf:
        parts = condition.conditions
        return frozenset(q for part in parts for q in questions_in(part, definitions, known))
    if type(condition) is Not:
        return questions_in(condition.condition, definitions, known)
    if type(condition) is Named:
        name = condition.name
        if name not in known:
            there = name in definitions
            known[name] = (
                questions_in(definitions[name], definitions, known) if there else frozenset()
            )
        return known[name]
    if type(condition) is Eligible:
        return frozenset()
    assert_never(condition)


def supports_in(condition: Condition) -> Iterator[SupportId]:
    """Yield the supports whose eligibility `condition` reads; named conditions read none."""
    match condition:
        case Eligible(support):
            yield support
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from supports_in(part)
        case Not(part):
            yield from supports_in(part)
        case Term() | Named():
            pass
        case _:
            assert_never(condition)
