"""What a condition rests on: the fewest questions whose answers alone decide it."""

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

    def came_out(part: Condition) -> Truth:
        return truth(evaluate(part, sheet))

    def decide(part: Condition, outcome: Truth) -> Questions:
        match part:
            case Term(question):
                return frozenset({question}) if sheet.answered.get(question, 0) & 1 else frozenset()
            case Not(inner):
                return decide(inner, _opposite(outcome))
            case All(conditions):
                return together(conditions, outcome, needs_every=outcome is Truth.MET)
            case AnyOf(conditions):
                return together(conditions, outcome, needs_every=outcome is Truth.NOT_MET)
            case Named(name):
                return decide(sheet.definitions[name], outcome)
            case Eligible():
                message = "a condition on eligibility has no reason of its own"
                raise TypeError(message)
            case _:
                assert_never(part)

    def together(parts: tuple[Condition, ...], outcome: Truth, *, needs_every: bool) -> Questions:
        decided = [decide(part, outcome) for part in parts if came_out(part) is outcome]
        return frozenset().union(*decided) if needs_every else min(decided, key=len)

    outcome = came_out(condition)
    if outcome is Truth.UNKNOWN:
        answered = {question for question, sheets in sheet.answered.items() if sheets & 1}
        return questions_in(condition, sheet.definitions) - answered
    return decide(condition, outcome)


def _opposite(outcome: Truth) -> Truth:
    return Truth.NOT_MET if outcome is Truth.MET else Truth.MET
