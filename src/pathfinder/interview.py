"""The interview as a pure state machine: what was said so far, what to ask next, and going back.

It knows no terminal. What was said to every question is kept, in any branch; what counts is decided
anew from it each time, so that an answer of a branch that closes stops counting, and counts again
when the branch opens again.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from pathfinder.checklist import checklist_question, covered, lines_met, opened, settles, with_lines
from pathfinder.engine.case import is_halted
from pathfinder.engine.columns import Columns, columns_of, evaluate
from pathfinder.engine.influence import influence
from pathfinder.engine.sampling import People, shares
from pathfinder.engine.undecided import grave_questions
from pathfinder.model.answers import Answers, Said
from pathfinder.model.checklist import CHECKLIST
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import NONE, Question

MATTERS = 0.02
"""A question is asked while its answer changes the first three for more than this share of people."""


MATTERS_EARLY = 0.4
"""Before the list, a question that brings no warning changes the first three for this many."""


class Stretch(Enum):
    """A part of the interview: what is asked before the list, what makes it fit better, all."""

    CORE = "core"
    MORE = "more"
    ALL = "all"


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

    The option `none` never clears what stands beside it: it goes.
    """
    named = tuple(option for option in options if option != NONE) or tuple(options)
    step = Step(question.id, state.said.get(question.id))
    return State({**state.said, question.id: named}, (*state.steps, step))


def resumed(kb: KnowledgeBase, said: Said) -> State:
    """Return the state of an interview in which that was `said`, in the order of `kb`.

    Danger is left out: what was so then tells nothing of now.
    """
    ordered = {q.id: said[q.id] for q in kb.questions if q.id in said and not q.is_danger}
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
    said = with_lines(kb, state.said)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    columns = columns_of([answers], kb.conditions)
    for question in kb.questions:
        if said.get(question.id) and _is_open(question, columns):
            answers[question.id] = said[question.id]
            columns = columns_of([answers], kb.conditions)
    return answers


def open_said(kb: KnowledgeBase, state: State) -> Said:
    """Return what was said to the questions that are open, skipped ones included."""
    answers = counted_answers(kb, state)
    said = with_lines(kb, state.said)
    return {q.id: said[q.id] for q in open_questions(kb, answers) if q.id in said}


def open_questions(kb: KnowledgeBase, answers: Answers) -> Iterator[Question]:
    """Yield the questions that may be asked of who gave `answers`."""
    columns = columns_of([answers], kb.conditions)
    return (question for question in kb.questions if _is_open(question, columns))


def said_before(kb: KnowledgeBase, state: State, question: QuestionId) -> tuple[OptionId, ...]:
    """Return what was said to `question` already, by a line of the checklist or to itself."""
    if question == CHECKLIST:
        return state.said.get(CHECKLIST) or lines_met(kb, counted_answers(kb, state))
    return with_lines(kb, state.said).get(question, ())


def next_question(
    kb: KnowledgeBase,
    state: State,
    people: Callable[[], People],
    stretch: Stretch = Stretch.CORE,
) -> Next | None:
    """Return what to ask, or nothing where nothing is left that matters; after a halt, nothing.

    First the core: its questions in their order, then the checklist, then what the ticked lines
    open, then what can still bring a grave notice. Of more: what tells most about the first three,
    while it can change them for some of the `people`, who are called for only then.
    """
    answers = counted_answers(kb, state)
    if state.asking is not None:
        return Next(_named(kb, answers, state.asking), 0)
    if is_halted(kb, answers):
        return None
    if stretch is not Stretch.ALL and (coming := _next_of_core(kb, state, people)):
        return Next(coming, _likely_after(kb, state, coming))
    if stretch is Stretch.CORE:
        return None
    left = [
        question
        for question in open_questions(kb, answers)
        if question.id not in state.said
        and (stretch is Stretch.ALL or not settles(kb, state.said, question))
    ]
    if stretch is Stretch.ALL or not left:
        return Next(left[0], len(left) - 1) if left else None
    asked = {question.id for question in left}
    said = {id_: o for id_, o in open_said(kb, state).items() if id_ not in asked}
    tells = influence(kb, said, people(), left)
    matter = [question for question in left if tells[question.id].changes > MATTERS]
    matter.sort(key=lambda question: -tells[question.id].bits)
    return Next(matter[0], len(matter) - 1) if matter else None


def _next_of_core(kb: KnowledgeBase, state: State, people: Callable[[], People]) -> Question | None:
    """Return the next question before the list.

    One marked as core is put off where it can bring no warning and tells too little of the list.
    """
    open_ = tuple(open_questions(kb, counted_answers(kb, state)))
    left = [question for question in open_ if question.id not in state.said]
    said = with_lines(kb, state.said)
    known = {question.id: said[question.id] for question in open_ if question.id in said}
    unticked: Said = dict.fromkeys(covered(kb), ()) if CHECKLIST in state.said else {}
    grave = grave_questions(kb, {**unticked, **known})
    for question in left:
        if question.pinned or (question.core and question.id in grave):
            return question
        if question.core:
            tells = influence(kb, known, people(), [question])[question.id]
            if tells.changes > MATTERS_EARLY:
                return question
    if CHECKLIST not in state.said and (checklist := _checklist(kb, open_)):
        return checklist
    opens = opened(kb, state.said)
    return next((q for q in left if q.id in opens or q.id in grave), None)


def _likely_after(kb: KnowledgeBase, state: State, coming: Question) -> int:
    """Return how many questions come after `coming` before the list, of one who answers as most do."""
    said = with_lines(kb, state.said)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    columns = columns_of([answers], kb.conditions)
    waits = CHECKLIST not in state.said and coming.id != CHECKLIST and bool(kb.checklist)
    count = int(waits)
    for question in kb.questions:
        if not _is_open(question, columns):
            continue
        options = said.get(question.id, ())
        if question.id not in state.said and (question.core or question.pinned):
            count += question.id != coming.id
            options = _likely(question)
        if options:
            answers[question.id] = options
            columns = columns_of([answers], kb.conditions)
    return count


def _likely(question: Question) -> tuple[OptionId, ...]:
    options = {option.id for option in question.options}
    if NONE in options or not options:
        return (NONE,)
    share = shares(question)
    return (max(share, key=lambda option: share[option]),)


def _named(kb: KnowledgeBase, answers: Answers, id_: QuestionId) -> Question:
    """Return the question `id_`, the checklist too."""
    checklist = _checklist(kb, tuple(open_questions(kb, answers))) if id_ == CHECKLIST else None
    return checklist or next(question for question in kb.questions if question.id == id_)


def _checklist(kb: KnowledgeBase, open_: Sequence[Question]) -> Question | None:
    return checklist_question(kb, {question.id for question in open_}.__contains__)


def _is_open(question: Question, columns: Columns) -> bool:
    """Return whether `question` is asked: its condition is met, or not yet known to fail."""
    return question.ask_when is None or not evaluate(question.ask_when, columns).not_met
