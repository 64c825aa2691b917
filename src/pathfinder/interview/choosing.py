"""What to ask next, and about how many questions still come before the list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathfinder.engine.columns import columns_of
from pathfinder.engine.evaluation import is_halted
from pathfinder.interview.checklist import (
    checklist_question,
    covered,
    left_open,
    opened,
    settled,
    with_lines,
)
from pathfinder.interview.counting import counted_answers, is_open, open_questions, open_said
from pathfinder.interview.grave_questions import grave_questions
from pathfinder.interview.guessing import alike
from pathfinder.interview.influence import influence
from pathfinder.interview.invented_people import People, shares
from pathfinder.interview.owing import owed
from pathfinder.interview.state import State, Stretch, offered
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase

MATTERS = 0.02
"""A question is asked while its answer changes the first three for more than this share of people."""


MATTERS_EARLY = 0.1
"""Before the list it must change them for more than this share."""


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

    First the core: its questions in their order, a checklist in the place of the first of them it
    gathers, then the other checklists, then what the ticked lines open, then what can still bring
    a grave notice. Then what tells most about the first three, while it can change them: for many
    of the `people` before the list, and if no checklist was about it; after it for some. They are
    called for only then.
    """
    answers = counted_answers(kb, state)
    if state.asking is not None:
        return Next(_named(kb, answers, state.asking), 0)
    if is_halted(kb, answers):
        return None
    if stretch is not Stretch.ALL and (coming := _next_of_core(kb, state)):
        return Next(coming, _likely_after(kb, state, coming))
    done = covered(kb, state) if stretch is Stretch.CORE else settled(kb, state)
    left = [
        question
        for question in open_questions(kb, answers)
        if question.id not in state.said and (stretch is Stretch.ALL or question.id not in done)
    ]
    if stretch is Stretch.ALL or not left:
        return Next(left[0], len(left) - 1) if left else None
    enough = MATTERS_EARLY if stretch is Stretch.CORE else MATTERS
    tells = influence(kb, open_said(kb, state), alike(kb, state, people()), left)
    matter = [question for question in left if tells[question.id].changes > enough]
    matter.sort(key=lambda question: -tells[question.id].bits)
    return Next(matter[0], len(matter) - 1) if matter else None


def _next_of_core(kb: KnowledgeBase, state: State) -> Question | None:
    """Return the next question that is put whatever it tells of the list.

    One of the core that can bring no warning, and stands in no checklist, is not among them.
    """
    answers = counted_answers(kb, state)
    open_ = tuple(open_questions(kb, answers))
    left = [question for question in open_ if question.id not in state.said]
    said = with_lines(kb, state)
    known = {question.id: said[question.id] for question in open_ if question.id in said}
    put = covered(kb, state)
    grave = grave_questions(kb, {**dict.fromkeys(put, ()), **known})
    lists = _checklists(kb, state, open_)
    in_place = {id_: each for each in reversed(lists) for id_ in _gathered(kb, each)}
    unsaid = left_open(kb, state)
    for question in left:
        if question.id in unsaid or question.pinned:
            return question
        if question.core and question.id not in {*known, *put}:
            if question.id in in_place:
                return in_place[question.id]
            if question.id in grave:
                return question
    if lists:
        return lists[0]
    owes = owed(kb, answers, [question for question in left if question.id in put])
    due = opened(kb, state) | owes | grave
    return next((question for question in left if question.id in due), None)


def _likely_after(kb: KnowledgeBase, state: State, coming: Question) -> int:
    """Return how many questions come after `coming` before the list, of one who answers as most do."""
    said = with_lines(kb, state)
    gathered = {question for checklist in kb.checklists for question in checklist.questions()}
    grave = grave_questions(kb, said)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    columns = columns_of([answers], kb.conditions)
    open_: set[QuestionId] = set()
    count = 0
    for question in kb.questions:
        if not is_open(question, columns):
            continue
        open_.add(question.id)
        options = said.get(question.id, ())
        if question.id not in state.said and (question.core or question.pinned) and not options:
            is_put = question.pinned or question.id in grave
            count += is_put and question.id not in {coming.id, *gathered}
            options = _likely(question)
        if options:
            answers[question.id] = options
            columns = columns_of([answers], kb.conditions)
    waiting = [c for c in kb.checklists if c.id not in {coming.id, *state.said}]
    return count + sum(not open_.isdisjoint(checklist.questions()) for checklist in waiting)


def _likely(question: Question) -> tuple[OptionId, ...]:
    options = {option.id for option in question.options}
    if NONE in options or not options:
        return (NONE,)
    share = shares(question)
    return (max(share, key=lambda option: share[option]),)


def _named(kb: KnowledgeBase, answers: Answers, id_: QuestionId) -> Question:
    """Return the question `id_`, a checklist too."""
    open_ = {question.id for question in open_questions(kb, answers)}
    for checklist in kb.checklists:
        if checklist.id == id_ and (put := checklist_question(kb, checklist, open_.__contains__)):
            return put
    return next(question for question in kb.questions if question.id == id_)


def _checklists(kb: KnowledgeBase, state: State, open_: Sequence[Question]) -> list[Question]:
    """Return the checklists that are still to be put: with a line that did not stand there yet.

    One about nothing but what was said already, perhaps on another day, is not put.
    """
    ids = {question.id for question in open_}
    found: list[Question] = []
    for checklist in kb.checklists:
        question = checklist_question(kb, checklist, ids.__contains__)
        if question and _gathered(kb, question) - state.said.keys():
            before = offered(state, checklist.id)
            new = {option.id for option in question.options} - {*(before or ())}
            if checklist.id not in state.said or (before is not None and new):
                found.append(question)
    return found


def _gathered(kb: KnowledgeBase, put: Question) -> frozenset[QuestionId]:
    """Return the questions that the checklist is about which is `put`."""
    shown = {option.id for option in put.options}
    checklist = next(each for each in kb.checklists if each.id == put.id)
    return frozenset(q for line in checklist.lines if line.id in shown for q in line.questions())
