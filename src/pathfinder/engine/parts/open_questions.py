"""Which unanswered questions could still change the first three suggestions."""

from typing import TYPE_CHECKING

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.ranking.places import FIRST, Places
from pathfinder.engine.trials import Trials
from pathfinder.model.condition import QuestionId

if TYPE_CHECKING:
    from pathfinder.engine.ranking.alike import AlikeAnswers


def open_questions(evaluation: Evaluation) -> list[tuple[QuestionId, ...]]:
    """Return, for each sheet, the questions with an answer that changes its first three places.

    None where an answer halts. A question that no longer applies is not open. The evaluation has
    trials; without, a `ValueError` says so.
    """
    trials = evaluation.trials
    if trials is None:
        message = "which questions are open is seen by trials alone"
        raise ValueError(message)
    changed = _where_changed(evaluation, trials)
    found: list[list[QuestionId]] = [[] for _ in range(evaluation.every.bit_length())]
    for question in evaluation.kb.questions:
        open_ = changed.get(question.id, 0) & evaluation.every & ~evaluation.halted
        if open_ and question.ask_when is not None:
            open_ &= ~evaluation.evaluated(question.ask_when).not_met
        for position in positions(open_):
            found[position].append(question.id)
    return [tuple(questions) for questions in found]


def _where_changed(evaluation: Evaluation, trials: Trials) -> dict[QuestionId, int]:
    """Return, by question that is not answered, where an answer changes the first three places."""
    every = evaluation.every
    places = Places(evaluation.scored, evaluation.tried.every)
    watching = _watching(evaluation, trials, places) if trials.alike else []
    changed = 0
    for _ in range(FIRST):
        needs = places.most_urgent()
        place = places.best_of(needs)
        for _, answers in watching:
            answers.watch(needs, place)
        places.take(needs, place)
        for sheets in place.values():
            changed |= sheets ^ (sheets & every) * trials.repeated
    found = dict.fromkeys(trials.blocks, 0)
    for question, shifts in trials.blocks.items():
        for shift in shifts:
            found[question] |= changed >> shift
    for question, answers in watching:
        found[question] |= answers.finished()
    return found


def _watching(
    evaluation: Evaluation, trials: Trials, places: Places
) -> "list[tuple[QuestionId, AlikeAnswers]]":
    from pathfinder.engine.ranking.alike import AlikeAnswers  # not for one sheet and few options

    return [
        (
            some.question,
            AlikeAnswers(places, _unanswered(evaluation, some.question), shift, raises=some.raises),
        )
        for some, shift in trials.alike
    ]


def _unanswered(evaluation: Evaluation, question: QuestionId) -> int:
    answered = evaluation.columns.answered.get(question, 0)
    return evaluation.every & ~(answered | evaluation.halted)
