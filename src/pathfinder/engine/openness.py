"""Which unanswered questions could still change the first three suggestions."""

from collections.abc import Sequence

from pathfinder.engine.case import Case
from pathfinder.engine.columns import evaluate
from pathfinder.engine.scoring import Place
from pathfinder.model.condition import QuestionId


def open_questions(case: Case, first: Sequence[Place]) -> tuple[QuestionId, ...]:
    """Return the questions that still apply and have an answer that changes the `first` places.

    Each option was tried alone beside the answers, all in one evaluation (`Case.trials`).
    """
    same = case.sheets.every
    for place in first:
        taken = 0
        for sheets in place.values():
            taken |= sheets
        standing = next((sheets for sheets in place.values() if sheets & 1), None)
        same &= ~taken if standing is None else standing
    changed = {
        question for i, (question, _) in enumerate(case.trials, start=1) if not same >> i & 1
    }
    return tuple(
        question.id
        for question in case.kb.questions
        if question.id in changed
        and not (question.ask_when and evaluate(question.ask_when, case.sheets).not_met & 1)
    )
