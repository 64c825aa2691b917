"""Laws of which question the interview chooses, once nothing grave is left to ask."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.engine.evaluation import is_halted
from pathfinder.interview import (
    START,
    Next,
    State,
    Stretch,
    answered,
    counted_answers,
    next_question,
    open_questions,
    open_said,
)
from pathfinder.interview.checklist import covered, left_open, lines_met, opened, settled
from pathfinder.interview.grave_questions import grave_questions
from pathfinder.interview.guessing import alike
from pathfinder.interview.influence import influence
from pathfinder.interview.invented_people import sampled
from pathfinder.interview.owing import owed
from pathfinder.model.knowledge.question import NONE, Question
from tests.properties.strategies import examples

KB = load_knowledge()
LISTS = {checklist.id: checklist for checklist in KB.checklists}
PEOPLE = sampled(KB.questions, 300)
OTHERS = 50
OTHER_PEOPLE = sampled(KB.questions, OTHERS, seed=2026)
MATTERS = {Stretch.CORE: 0.1, Stretch.MORE: 0.02}
"""The share of people above which a question is worth a person's time: 10 of 100 before the list."""


def walked(sheet: int, within: Stretch) -> Iterator[tuple[State, Next | None]]:
    """Yield each state of one stretch with one of the other people, and what is asked there."""
    told = {
        question: tuple(option for option, sheets in chosen.items() if sheets >> sheet & 1)
        for question, chosen in OTHER_PEOPLE.chosen.items()
    }
    state, stretch = START, Stretch.CORE
    while True:
        coming = next_question(KB, state, lambda: PEOPLE, stretch)
        if stretch is within:
            yield state, coming
        if coming is None and stretch is within:
            return
        if coming is None:
            stretch = Stretch.MORE
        elif coming.question.id in LISTS:
            lines = lines_met(LISTS[coming.question.id], told)
            state = answered(state, coming.question, lines or [NONE])
        else:
            state = answered(state, coming.question, told.get(coming.question.id, ()))


def left(state: State, stretch: Stretch) -> list[Question]:
    """Return the questions that could be asked now, in order."""
    done = covered(KB, state) if stretch is Stretch.CORE else settled(KB, state)
    return [
        question
        for question in open_questions(KB, counted_answers(KB, state))
        if question.id not in state.said and question.id not in done
    ]


def is_put_anyway(state: State, question: Question) -> bool:
    """Return whether `question` is asked whatever it tells of the list."""
    due = grave_questions(KB, open_said(KB, state)) | opened(KB, state) | left_open(KB, state)
    owes = owed(KB, counted_answers(KB, state), [question])
    is_core = question.core or question.pinned or question.id in LISTS
    return is_core or question.id in due | owes


@pytest.mark.parametrize("stretch", MATTERS)
@examples(6)
@given(sheet=st.integers(0, OTHERS - 1))
@example(sheet=9)  # asked beyond the core before the list
def test_it_asks_what_tells_most_and_stops_when_nothing_matters(
    stretch: Stretch, sheet: int
) -> None:
    for state, coming in walked(sheet, stretch):
        if is_halted(KB, counted_answers(KB, state)):
            assert coming is None
            continue
        if coming and is_put_anyway(state, coming.question):
            continue
        open_ = left(state, stretch)
        people = alike(KB, state, PEOPLE)
        tells = influence(KB, open_said(KB, state), people, open_) if open_ else {}
        enough = MATTERS[stretch]
        bits = {id_: found.bits for id_, found in tells.items() if found.changes > enough}
        assert (coming is None) is (not bits)
        if coming:
            assert bits[coming.question.id] == max(bits.values())
