"""Which of the things said count, and which questions may be asked: decided anew each time."""

from collections.abc import Iterator

from pathfinder.engine.columns import Columns, columns_of, evaluate
from pathfinder.interview.checklist import lines_met, with_lines
from pathfinder.interview.state import State
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase


def counted_answers(kb: KnowledgeBase, state: State) -> Answers:
    """Return the answers that count: those of questions that are open, and not skipped.

    A question waits only for earlier ones, so one pass in their order settles all.
    """
    said = with_lines(kb, state)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in kb.questions:
        if said.get(question.id) and (
            question.ask_when is None or is_open(question, columns_of([answers], kb.conditions))
        ):
            answers[question.id] = said[question.id]
    return answers


def open_said(kb: KnowledgeBase, state: State) -> Said:
    """Return what was said to the questions that are open, skipped ones included."""
    answers = counted_answers(kb, state)
    said = with_lines(kb, state)
    return {q.id: said[q.id] for q in open_questions(kb, answers) if q.id in said}


def open_questions(kb: KnowledgeBase, answers: Answers) -> Iterator[Question]:
    """Yield the questions that may be asked of who gave `answers`."""
    columns = columns_of([answers], kb.conditions)
    return (question for question in kb.questions if is_open(question, columns))


def said_before(kb: KnowledgeBase, state: State, question: QuestionId) -> tuple[OptionId, ...]:
    """Return what was said to `question` already, by a line of a checklist or to itself."""
    checklist = next((each for each in kb.checklists if each.id == question), None)
    if checklist:
        return state.said.get(question) or lines_met(checklist, counted_answers(kb, state))
    return with_lines(kb, state).get(question, ())


def is_open(question: Question, columns: Columns) -> bool:
    """Return whether `question` is asked: its condition is met, or not yet known to fail."""
    return question.ask_when is None or not evaluate(question.ask_when, columns).not_met
