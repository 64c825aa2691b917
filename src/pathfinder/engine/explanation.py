"""What a condition rests on: the fewest questions whose answers alone decide it."""

from collections.abc import Sequence
from typing import assert_never

from pathfinder.engine.columns import Columns, evaluate, truth
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Eligible,
    Named,
    Not,
    QuestionId,
    Term,
    Truth,
    questions_in,
)

Questions = frozenset[QuestionId]


def rested_on(condition: Condition, sheet: Columns) -> Questions:
    """Return questions whose answers alone make `condition` come out as on the first of `sheet`.

    Where the condition is unknown, it is the skipped questions that keep it so.
    """
    outcome = truth(evaluate(condition, sheet))
    if outcome is Truth.UNKNOWN:
        answered = {question for question, sheets in sheet.answered.items() if sheets & 1}
        return questions_in(condition, sheet.definitions) - answered
    return _deciding(condition, sheet, outcome)


def _deciding(condition: Condition, sheet: Columns, outcome: Truth) -> Questions:
    """Return what makes `condition` come out as `outcome`, which is met or not met."""
    match condition:
        case Term(question):
            answered = sheet.answered.get(question, 0) & 1
            return frozenset({question}) if answered else frozenset()
        case Not(part):
            return _deciding(part, sheet, _OPPOSITE[outcome])
        case All(parts):
            deciding = _parts(parts, sheet, outcome)
            return _together(deciding) if outcome is Truth.MET else min(deciding, key=len)
        case AnyOf(parts):
            deciding = _parts(parts, sheet, outcome)
            return min(deciding, key=len) if outcome is Truth.MET else _together(deciding)
        case Named(name):
            return _deciding(sheet.definitions[name], sheet, outcome)
        case Eligible():
            message = "a condition on eligibility has no reason of its own"
            raise TypeError(message)
        case _:
            assert_never(condition)


_OPPOSITE = {Truth.MET: Truth.NOT_MET, Truth.NOT_MET: Truth.MET}


def _parts(parts: Sequence[Condition], sheet: Columns, outcome: Truth) -> list[Questions]:
    """Return what decides each of the `parts` that come out as `outcome`."""
    return [
        _deciding(part, sheet, outcome) for part in parts if truth(evaluate(part, sheet)) is outcome
    ]


def _together(parts: list[Questions]) -> Questions:
    none: Questions = frozenset()
    return none.union(*parts)
