"""The interview as a pure state machine: what was said so far, and what to ask next.

It knows no terminal. `Given` keeps what was said to every question, in any branch; what counts is
decided anew from it each time, so that an answer of a branch that closes stops counting, and
counts again when the branch opens again.
"""

from collections.abc import Mapping, Sequence

from pathfinder.engine.case import is_halted
from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question

Given = Mapping[QuestionId, tuple[OptionId, ...]]
"""What was said to each question that was asked; no option means that it was skipped."""

NONE = OptionId("none")


def with_answer(given: Given, question: Question, options: Sequence[OptionId]) -> Given:
    """Return `given` with `options` said to `question`; `none` clears what stands beside it."""
    cleared = (NONE,) if NONE in options else tuple(options)
    return {**given, question.id: cleared}


def counted_answers(kb: KnowledgeBase, given: Given) -> Answers:
    """Return the answers that count: those of questions that are open, and not skipped.

    A question waits only for earlier ones, so one pass in their order settles all.
    """
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in kb.questions:
        if given.get(question.id) and _is_open(kb, question, answers):
            answers[question.id] = given[question.id]
    return answers


def next_question(kb: KnowledgeBase, given: Given) -> Question | None:
    """Return the first question that is open and was not asked, or nothing where all is said.

    Nothing more is asked after an answer that halts.
    """
    answers = counted_answers(kb, given)
    if is_halted(kb, answers):
        return None
    return next((q for q in kb.questions if q.id not in given and _is_open(kb, q, answers)), None)


def _is_open(kb: KnowledgeBase, question: Question, answers: Answers) -> bool:
    """Return whether `question` is asked: its condition is met, or not yet known to fail."""
    if question.ask_when is None:
        return True
    return not evaluate(question.ask_when, columns_of([answers], kb.conditions)).not_met
