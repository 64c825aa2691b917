"""What a condition rests on: the fewest questions whose answers alone decide it."""

from collections.abc import Sequence
from typing import assert_never

from pathfinder.engine.columns import Columns, Outcome, evaluate
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Eligible,
    Named,
    Not,
    QuestionId,
    Term,
    questions_in,
)

Questions = frozenset[QuestionId]
Deciding = dict[Questions, int]
"""Questions that decide, with the sheets on which it is they."""

NO_QUESTION: Questions = frozenset()


def rested_on(condition: Condition, columns: Columns, where: int) -> Deciding:
    """Return questions whose answers alone make `condition` come out as on each sheet of `where`.

    Each of these sheets is in one entry, and no entry is empty. Where the condition is unknown, it
    is the skipped questions that keep it so.
    """
    outcome = evaluate(condition, columns)
    met, not_met = outcome.met & where, outcome.not_met & where
    found = _skipped(condition, columns, where ^ met ^ not_met)
    for is_met, sheets in ((True, met), (False, not_met)):
        for questions, some in _deciding(condition, columns, sheets, is_met=is_met).items():
            found[questions] = found.get(questions, 0) | some
    return {questions: sheets for questions, sheets in found.items() if sheets}


def _skipped(condition: Condition, columns: Columns, where: int) -> Deciding:
    """Return the questions of `condition` that were skipped."""
    found: Deciding = {NO_QUESTION: where} if where else {}
    for question in questions_in(condition, columns.definitions, columns.reads) if where else ():
        answered = columns.answered.get(question, 0)
        skipped = {frozenset({question}): where & ~answered, NO_QUESTION: where & answered}
        found = _joined(found, skipped)
    return found


def _deciding(condition: Condition, columns: Columns, where: int, *, is_met: bool) -> Deciding:
    """Return what makes `condition` met, or not met, on the sheets `where` it is so."""
    if not where:
        return {}
    if type(condition) is Term:
        answered = columns.answered.get(condition.question, 0)
        return {
            frozenset({condition.question}): where & answered,
            NO_QUESTION: where & ~answered,
        }
    if type(condition) is Not:
        return _deciding(condition.condition, columns, where, is_met=not is_met)
    if type(condition) is All:
        decide = _together if is_met else _fewest
        return decide(condition.conditions, columns, where, is_met=is_met)
    if type(condition) is AnyOf:
        decide = _fewest if is_met else _together
        return decide(condition.conditions, columns, where, is_met=is_met)
    if type(condition) is Named:
        definition = columns.definitions[condition.name]
        return _deciding(definition, columns, where, is_met=is_met)
    if type(condition) is Eligible:
        message = "a condition on eligibility has no reason of its own"
        raise TypeError(message)
    assert_never(condition)


def _together(
    parts: Sequence[Condition], columns: Columns, where: int, *, is_met: bool
) -> Deciding:
    """Return what decides all of `parts` together."""
    found = {NO_QUESTION: where}
    for part in parts:
        found = _joined(found, _deciding(part, columns, where, is_met=is_met))
    return found


def _joined(some: Deciding, others: Deciding) -> Deciding:
    found: Deciding = {}
    for questions, sheets in some.items():
        for more, where in others.items():
            if both := sheets & where:
                found[questions | more] = found.get(questions | more, 0) | both
    return found


def _fewest(parts: Sequence[Condition], columns: Columns, where: int, *, is_met: bool) -> Deciding:
    """Return what decides one of `parts`: the one with the fewest questions, else the first."""
    found: Deciding = {}
    for part in parts:
        here = where & _side(evaluate(part, columns), is_met=is_met)
        for questions, sheets in _deciding(part, columns, here, is_met=is_met).items():
            better = sheets
            for other, held in list(found.items()):
                if len(other) <= len(questions):
                    better &= ~held
                else:
                    found[other] = held & ~sheets
            found[questions] = found.get(questions, 0) | better
    return found


def _side(outcome: Outcome, *, is_met: bool) -> int:
    return outcome.met if is_met else outcome.not_met
