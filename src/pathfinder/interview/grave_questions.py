"""Which questions can still bring a grave notice: those are asked, whatever else is known."""

from collections.abc import Iterable, Iterator
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
    Term,
)
from pathfinder.model.knowledge.notice import GRAVE, Notice
from pathfinder.model.knowledge_base import KnowledgeBase

Decided = tuple[bool | None, frozenset[QuestionId]]
"""Whether a condition is met, or fails, whatever else is said; if that is open, what decides it."""

NO_QUESTION: frozenset[QuestionId] = frozenset()


def grave_questions(kb: KnowledgeBase, said: Said) -> frozenset[QuestionId]:
    """Return the questions, not in `said`, that can change whether a grave notice shows, or how.

    What decides whether such a question is asked at all is among them.
    """
    asked_when = {question.id: question.ask_when for question in kb.questions}
    found: set[QuestionId] = set()
    waiting = [
        (condition, True)
        for notice in kb.notices
        if notice.may_be_grave
        for condition in _deciding(notice)
    ]
    while waiting:
        condition, is_met = waiting.pop()
        new = _decided(condition, said, kb.conditions, is_met=is_met)[1] - found
        found |= new
        waiting += [(when, False) for q in new if (when := asked_when[q]) is not None]
    return frozenset(found)


def _deciding(notice: Notice) -> Iterator[Condition]:
    """Yield what decides whether `notice` shows as a grave one, and how."""
    shows = notice.when
    if shows is not None and notice.short is not None:
        shows = AnyOf((shows, notice.short.when))
    for key, condition in notice.conditions():
        if key in {"when", "short"}:
            if notice.severity in GRAVE:
                yield condition
        else:
            yield condition if shows is None else All((shows, condition))


def _decided(
    condition: Condition, said: Said, definitions: Definitions, *, is_met: bool
) -> Decided:
    """Return whether `condition` is met or, where not `is_met`, whether it fails.

    Only that can show a notice, or keep a question from being asked: unknown is neither.
    """
    match condition:
        case Term():
            return _term(condition, said, is_met=is_met)
        case Named(name):
            return _decided(definitions[name], said, definitions, is_met=is_met)
        case Not(part):
            return _decided(part, said, definitions, is_met=not is_met)
        case All(parts):
            each = (_decided(part, said, definitions, is_met=is_met) for part in parts)
            return _joined(each, decisive=not is_met)
        case AnyOf(parts):
            each = (_decided(part, said, definitions, is_met=is_met) for part in parts)
            return _joined(each, decisive=is_met)
        case Eligible():
            return False, NO_QUESTION  # no grave notice speaks of a support
        case _:
            assert_never(condition)


def _term(term: Term, said: Said, *, is_met: bool) -> Decided:
    if term.question not in said:
        return None, frozenset([term.question])
    options = said[term.question]
    if not options:
        return is_met and term.skipped == "met", NO_QUESTION
    return (frozenset(options).isdisjoint(term.options) is not is_met), NO_QUESTION


def _joined(parts: Iterable[Decided], *, decisive: bool) -> Decided:
    """Return what parts come out as together, where one that is `decisive` settles all."""
    is_open, questions = False, NO_QUESTION
    for outcome, deciding in parts:
        if outcome is decisive:
            return decisive, NO_QUESTION
        is_open = is_open or outcome is None
        questions |= deciding
    return (None if is_open else not decisive), questions
