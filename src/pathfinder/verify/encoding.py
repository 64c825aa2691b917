"""A knowledge base as clauses: every sheet there can be, and what the engine does with it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from pathfinder.engine.columns import Columns, columns_with
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Definitions, OptionId, QuestionId
from pathfinder.model.knowledge.invariant import Invariants
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.circuit import Bit, Circuit, Clause, literal
from pathfinder.verify.propositions import with_facts

Said = Mapping[QuestionId, Mapping[OptionId, int]]
"""For each option, where it is said."""


class Encoding(NamedTuple):
    """One sheet that may be any sheet. `columns`: what is said on it, and every fact that follows.

    `answering` are the clauses that keep it one that can be given: at most one option of a
    question that takes one, `none` only by itself.
    """

    circuit: Circuit
    columns: Columns
    answering: tuple[Clause, ...]


def encode(kb: KnowledgeBase, invariants: Invariants) -> Encoding:
    """Return every sheet of `kb` at once, with the facts that `invariants` may name."""
    circuit = Circuit()
    said = {
        question.id: {option.id: circuit.variable() for option in question.options}
        for question in kb.questions
    }
    columns = columns_from(said, Bit(1, circuit), kb.conditions)
    answering = tuple(
        (-literal(one), -literal(other))
        for question in kb.questions
        for one, other in _apart(question, said[question.id])
    )
    return Encoding(circuit, with_facts(kb, invariants, columns), answering)


def columns_from(said: Said, every: int, definitions: Definitions) -> Columns:
    """Return the columns of the sheets on which is `said` what it says, of all those in `every`."""
    answered: dict[QuestionId, int] = {}
    for question, options in said.items():
        answered[question] = 0
        for sheets in options.values():
            answered[question] |= sheets
    return columns_with(said, answered, every, definitions)


def _apart(question: Question, options: Mapping[OptionId, Bit]) -> Iterator[tuple[Bit, Bit]]:
    """Yield the options that can't be said together."""
    if question.type == "one":
        yield from combinations(options.values(), 2)
    elif NONE in options:
        yield from ((bit, options[NONE]) for id_, bit in options.items() if id_ != NONE)


def answers_where(encoding: Encoding, is_true: Callable[[int], bool]) -> Answers:
    """Return the answers of the sheet on which `is_true` tells which literals hold."""
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question, options in encoding.columns.chosen.items():
        if said := tuple(id_ for id_, bit in options.items() if is_true(literal(bit))):
            answers[question] = said
    return answers
