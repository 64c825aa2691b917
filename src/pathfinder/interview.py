"""The interview as a pure state machine: what was said so far, what to ask next, and going back.

It knows no terminal. What was said to every question is kept, in any branch; what counts is decided
anew from it each time, so that an answer of a branch that closes stops counting, and counts again
when the branch opens again.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathfinder.engine.case import is_halted
from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.engine.influence import influence
from pathfinder.engine.sampling import People
from pathfinder.engine.undecided import grave_questions
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import NONE, Question

MATTERS = 0.02
"""A question is asked while its answer changes the first three for more than this share of people."""


class Step(NamedTuple):
    """One answer, and what had been said to the same question before, if it had been asked."""

    question: QuestionId
    before: tuple[OptionId, ...] | None


class State(NamedTuple):
    """Where an interview stands.

    `said`: to each question that was asked, in any branch. `steps`: one for each answer, oldest
    first. `asking`: a question that the person chose to answer again.
    """

    said: Said
    steps: tuple[Step, ...] = ()
    asking: QuestionId | None = None


START = State({})


class Next(NamedTuple):
    """The question to put, and how many more may still come after it."""

    question: Question
    more: int


def answered(state: State, question: Question, options: Sequence[OptionId]) -> State:
    """Return `state` after `options` were said to `question`; none of them means it was skipped.

    The option `none` clears what stands beside it.
    """
    cleared = (NONE,) if NONE in options else tuple(options)
    step = Step(question.id, state.said.get(question.id))
    return State({**state.said, question.id: cleared}, (*state.steps, step))


def resumed(kb: KnowledgeBase, said: Said) -> State:
    """Return the state of an interview in which that was `said`, in the order of `kb`."""
    ordered = {q.id: said[q.id] for q in kb.questions if q.id in said}
    return State(ordered, tuple(Step(question, None) for question in ordered))


def back(state: State) -> State:
    """Return `state` before its last answer, with that question to be put again."""
    if state.asking is not None or not state.steps:
        return state._replace(asking=None)
    *earlier, last = state.steps
    said = {id_: options for id_, options in state.said.items() if id_ != last.question}
    if last.before is not None:
        said[last.question] = last.before
        return State(said, tuple(earlier), last.question)
    return State(said, tuple(earlier))


def change(state: State, question: QuestionId) -> State:
    """Return `state` with `question` to be put again next."""
    return state._replace(asking=question)


def counted_answers(kb: KnowledgeBase, state: State) -> Answers:
    """Return the answers that count: those of questions that are open, and not skipped.

    A question waits only for earlier ones, so one pass in their order settles all.
    """
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in kb.questions:
        if state.said.get(question.id) and _is_open(kb, question, answers):
            answers[question.id] = state.said[question.id]
    return answers


def open_said(kb: KnowledgeBase, state: State) -> Said:
    """Return what was said to the questions that are open, skipped ones included."""
    answers = counted_answers(kb, state)
    return {
        question.id: state.said[question.id]
        for question in kb.questions
        if question.id in state.said and _is_open(kb, question, answers)
    }


def next_question(
    kb: KnowledgeBase, state: State, people: Callable[[], People], *, all_of_them: bool = False
) -> Next | None:
    """Return what to ask, or nothing where nothing is left that matters.

    First, in the order of the knowledge base, what is pinned or can still bring a grave notice.
    Then what tells most about the first three suggestions, while it can change them for some of
    the `people`, who are called for only then. With `all_of_them`, every question that is open, in order. After an answer that
    halts, nothing.
    """
    answers = counted_answers(kb, state)
    said = open_said(kb, state)
    left = [q for q in kb.questions if q.id not in said and _is_open(kb, q, answers)]
    if state.asking is not None:
        again = next(question for question in kb.questions if question.id == state.asking)
        return Next(again, len(left))
    if is_halted(kb, answers) or not left:
        return None
    grave = grave_questions(kb, said)
    first = [q for q in left if all_of_them or q.pinned or q.id in grave]
    if first:
        return Next(first[0], len(left) - 1)
    tells = influence(kb, said, people(), left)
    matter = [question for question in left if tells[question.id].changes > MATTERS]
    matter.sort(key=lambda question: -tells[question.id].bits)
    return Next(matter[0], len(matter) - 1) if matter else None


def _is_open(kb: KnowledgeBase, question: Question, answers: Answers) -> bool:
    """Return whether `question` is asked: its condition is met, or not yet known to fail."""
    if question.ask_when is None:
        return True
    return not evaluate(question.ask_when, columns_of([answers], kb.conditions)).not_met
