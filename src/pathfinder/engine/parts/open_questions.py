"""Which unanswered questions could still change the first three suggestions."""

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.ranking.places import first_three
from pathfinder.model.condition import QuestionId


def open_questions(evaluation: Evaluation) -> list[tuple[QuestionId, ...]]:
    """Return, for each sheet, the questions with an answer that changes its first three places.

    None where an answer halts. A question that no longer applies is not open. The evaluation has
    trials; without, a `ValueError` says so.
    """
    trials = evaluation.trials
    if trials is None:
        message = "which questions are open is seen by trials alone"
        raise ValueError(message)
    changed = 0
    for place in first_three(evaluation.scored, evaluation.tried.every):
        for sheets in place.values():
            changed |= sheets ^ (sheets & evaluation.every) * trials.repeated
    going_on = evaluation.every & ~evaluation.halted
    found: list[list[QuestionId]] = [[] for _ in range(evaluation.every.bit_length())]
    for question in evaluation.kb.questions:
        open_ = 0
        for shift in trials.blocks[question.id]:
            open_ |= changed >> shift
        if question.ask_when is not None:
            open_ &= ~evaluation.evaluated(question.ask_when).not_met
        for position in positions(open_ & going_on):
            found[position].append(question.id)
    return [tuple(questions) for questions in found]
