"""Which unanswered questions could still change the first three suggestions."""

from collections.abc import Iterator

from pathfinder.engine.columns import Columns, columns_of, evaluate
from pathfinder.engine.scoring import eligibility, first_three, scored
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question


def open_questions(kb: KnowledgeBase, answers: Answers) -> tuple[QuestionId, ...]:
    """Return the unanswered questions one answer to which changes the first three suggestions.

    Every option of every question that still applies is tried alone beside `answers`, all in one
    evaluation; an option that halts is left out, since it ends the ranking altogether.
    """
    trials = tuple(_trials(kb, answers))
    columns = columns_of([answers, *({**answers, q: (option,)} for q, option in trials)])
    ranks = scored(kb.supports, columns, eligibility(kb.supports, columns))
    same = columns.every
    for place in first_three(ranks, columns.every):
        on_base = [sheets for sheets in place.values() if sheets & 1]
        someone = 0
        for sheets in place.values():
            someone |= sheets
        same &= on_base[0] if on_base else ~someone
    changed = {q for i, (q, _) in enumerate(trials, start=1) if not same >> i & 1}
    return tuple(question.id for question in kb.questions if question.id in changed)


def _trials(kb: KnowledgeBase, answers: Answers) -> Iterator[tuple[QuestionId, OptionId]]:
    sheet = columns_of([answers])
    for question in kb.questions:
        if question.id not in answers and may_apply(question, sheet):
            for option in question.options:
                if not option.halts:
                    yield question.id, option.id


def may_apply(question: Question, sheet: Columns) -> bool:
    """Return whether `question` may still be asked: its condition is met or unknown."""
    return question.ask_when is None or not evaluate(question.ask_when, sheet).not_met
