"""What was said in an interview, and going back: values only."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from pathfinder.model.answers import Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase


class Stretch(Enum):
    """A part of the interview: what is asked before the list, what makes it fit better, all."""

    CORE = "core"
    MORE = "more"
    ALL = "all"


class Turn(NamedTuple):
    """One answer, and what had been said to the same question before, if it had been asked.

    `offered`: the options that stood there.
    """

    question: QuestionId
    before: tuple[OptionId, ...] | None
    offered: tuple[OptionId, ...] = ()


class State(NamedTuple):
    """Where an interview stands.

    `said`: to each question that was asked, in any branch. `steps`: one for each answer, oldest
    first. `asking`: a question that the person chose to answer again.
    """

    said: Said
    steps: tuple[Turn, ...] = ()
    asking: QuestionId | None = None


START = State({})


def answered(state: State, question: Question, options: Sequence[OptionId]) -> State:
    """Return `state` after `options` were said to `question`; none of them means it was skipped.

    The option `none` never clears what stands beside it: it goes.
    """
    named = tuple(option for option in options if option != NONE) or tuple(options)
    offers = tuple(option.id for option in question.options)
    step = Turn(question.id, state.said.get(question.id), offers)
    return State({**state.said, question.id: named}, (*state.steps, step))


def resumed(kb: KnowledgeBase, said: Said) -> State:
    """Return the state of an interview in which that was `said`, in the order of `kb`.

    Danger is left out: what was so then tells nothing of now.
    """
    ordered = {q.id: said[q.id] for q in kb.questions if q.id in said and not q.asks_of_danger}
    return State(ordered, tuple(Turn(question, None) for question in ordered))


def offered(state: State, question: QuestionId) -> tuple[OptionId, ...] | None:
    """Return the options that stood at `question` when it was last put; nothing where unknown."""
    steps = (step for step in reversed(state.steps) if step.question == question)
    return next((step.offered for step in steps), None)


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
