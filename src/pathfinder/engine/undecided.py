"""Which questions can still bring a grave notice: those are asked, whatever else is known."""

from collections.abc import Iterable
from typing import assert_never

from pathfinder.model.answers import Said
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Definitions,
    Eligible,
    Named,
    Not,
    QuestionId,
    Skipped,
    Term,
    Truth,
)
from pathfinder.model.knowledge import KnowledgeBase


def grave_questions(kb: KnowledgeBase, said: Said) -> frozenset[QuestionId]:
    """Return the questions, not in `said`, that can change whether a grave notice shows, or how.

    What decides whether such a question is asked at all is among them.
    """
    conditions = [
        condition
        for notice in kb.notices
        if notice.may_be_grave
        for _, condition in notice.conditions()
    ]
    asked_when = {question.id: question.ask_when for question in kb.questions}
    found: set[QuestionId] = set()
    while conditions:
        new = _decided(conditions.pop(), said, kb.conditions)[1] - found
        found |= new
        conditions += [condition for q in new if (condition := asked_when[q]) is not None]
    return frozenset(found)


Decided = tuple[Truth | None, frozenset[QuestionId]]
"""What a condition comes out as whatever else is said; if that is open, the questions that decide."""

NO_QUESTION: frozenset[QuestionId] = frozenset()


def _decided(condition: Condition, said: Said, definitions: Definitions) -> Decided:
    match condition:
        case Term():
            return _term(condition, said)
        case Named(name):
            return _decided(definitions[name], said, definitions)
        case Not(part):
            truth, questions = _decided(part, said, definitions)
            return truth and NEGATED[truth], questions
        case All(parts):
            return _joined((_decided(p, said, definitions) for p in parts), Truth.NOT_MET)
        case AnyOf(parts):
            return _joined((_decided(p, said, definitions) for p in parts), Truth.MET)
        case Eligible():
            return Truth.UNKNOWN, NO_QUESTION  # no grave notice speaks of a support
        case _:
            assert_never(condition)


NEGATED = {
    Truth.MET: Truth.NOT_MET,
    Truth.NOT_MET: Truth.MET,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


def _term(term: Term, said: Said) -> Decided:
    if term.question not in said:
        return None, frozenset([term.question])
    options = said[term.question]
    if options:
        is_met = not frozenset(options).isdisjoint(term.options)
        return (Truth.MET if is_met else Truth.NOT_MET), NO_QUESTION
    return (Truth.MET if term.skipped is Skipped.MET else Truth.UNKNOWN), NO_QUESTION


def _joined(parts: Iterable[Decided], decisive: Truth) -> Decided:
    """Return what parts come out as together, where one that is `decisive` settles all."""
    truths: set[Truth | None] = set()
    questions = NO_QUESTION
    for truth, deciding in parts:
        if truth is decisive:
            return decisive, NO_QUESTION
        truths.add(truth)
        questions |= deciding
    if None in truths:
        return None, questions
    return (Truth.UNKNOWN if Truth.UNKNOWN in truths else NEGATED[decisive]), NO_QUESTION
