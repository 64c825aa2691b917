"""What to ask next, and about how many questions still come before the list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathfinder.engine.columns import columns_of
from pathfinder.engine.evaluation import is_halted
from pathfinder.engine.influence import influence
from pathfinder.engine.sampling import People, shares
from pathfinder.engine.undecided import grave_questions
from pathfinder.interview.checklist import (
    checklist_question,
    covered,
    opened,
    settles,
    with_lines,
)
from pathfinder.interview.counting import counted_answers, is_open, open_questions, open_said
from pathfinder.interview.owing import owed
from pathfinder.interview.state import State, Stretch
from pathfinder.model.answers import Answers, Said
from pathfinder.model.checklist import CHECKLIST
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import NONE, Question

MATTERS = 0.02
"""A question is asked while its answer changes the first three for more than this share of people."""


MATTERS_EARLY = 0.4
"""Before the list, a question that brings no warning changes the first three for this many."""


class Next(NamedTuple):
    """The question to put, and how many more may still come after it."""

    question: Question
    more: int


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
    if stretch is not Stretch.ALL and (coming := _next_of_core(kb, state, people, stretch)):
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


def _next_of_core(
    kb: KnowledgeBase, state: State, people: Callable[[], People], stretch: Stretch
) -> Question | None:
    """Return the next question before the list; after it, only one that is still owed.

    One marked as core is put off where it can bring no warning and tells too little of the list.
    """
    open_ = tuple(open_questions(kb, counted_answers(kb, state)))
    left = [question for question in open_ if question.id not in state.said]
    said = with_lines(kb, state.said)
    known = {question.id: said[question.id] for question in open_ if question.id in said}
    unticked: Said = dict.fromkeys(covered(kb), ()) if CHECKLIST in state.said else {}
    grave = grave_questions(kb, {**unticked, **known})
    core = [question for question in left if question.core or question.pinned]
    telling = [question for question in core if not (question.pinned or question.id in grave)]
    tells: set[QuestionId] | None = None
    for question in core:
        if question not in telling:
            return question
        if stretch is Stretch.CORE:
            tells = _telling(kb, known, people, telling) if tells is None else tells
            if question.id in tells:
                return question
    if CHECKLIST not in state.said and (checklist := _checklist(kb, open_)):
        return checklist
    unnamed = [q for q in left if q.id in covered(kb) and CHECKLIST in state.said]
    opens = opened(kb, state.said) | owed(kb, counted_answers(kb, state), unnamed)
    return next((q for q in left if q.id in opens or q.id in grave), None)


def _telling(
    kb: KnowledgeBase, said: Said, people: Callable[[], People], questions: Sequence[Question]
) -> set[QuestionId]:
    """Return those of `questions` that tell enough of the list to be put before it."""
    tells = influence(kb, said, people(), questions)
    return {id_ for id_, each in tells.items() if each.changes > MATTERS_EARLY}


def _likely_after(kb: KnowledgeBase, state: State, coming: Question) -> int:
    """Return how many questions come after `coming` before the list, of one who answers as most do."""
    said = with_lines(kb, state.said)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    columns = columns_of([answers], kb.conditions)
    waits = CHECKLIST not in state.said and coming.id != CHECKLIST and bool(kb.checklist)
    count = int(waits)
    for question in kb.questions:
        if not is_open(question, columns):
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
