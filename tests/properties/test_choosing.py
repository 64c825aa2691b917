"""Laws of which question the interview chooses, once nothing grave is left to ask."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.engine.case import is_halted
from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.engine.influence import influence
from pathfinder.engine.sampling import sampled
from pathfinder.engine.undecided import grave_questions
from pathfinder.interview import (
    START,
    Next,
    State,
    answered,
    counted_answers,
    next_question,
    open_said,
)
from pathfinder.model.question import Question

KB = load_knowledge()
PEOPLE = sampled(KB.questions, 300)
OTHERS = 50
OTHER_PEOPLE = sampled(KB.questions, OTHERS, seed=2026)
MATTERS = 0.02
"""The share of people above which a question is worth a person's time: 2 of 100."""


def walked(sheet: int) -> Iterator[tuple[State, Next | None]]:
    """Yield each state of the interview with one of the other people, and what is asked there."""
    state = START
    while True:
        coming = next_question(KB, state, lambda: PEOPLE)
        yield state, coming
        if coming is None:
            return
        chosen = OTHER_PEOPLE.chosen[coming.question.id]
        said = [option for option, sheets in chosen.items() if sheets >> sheet & 1]
        state = answered(state, coming.question, said)


def left(state: State) -> list[Question]:
    """Return the questions that could be asked now, in order."""
    columns = columns_of([counted_answers(KB, state)], KB.conditions)
    return [
        question
        for question in KB.questions
        if question.id not in state.said
        and (question.ask_when is None or not evaluate(question.ask_when, columns).not_met)
    ]


@settings(max_examples=6)
@given(sheet=st.integers(0, OTHERS - 1))
def test_it_asks_what_tells_most_and_stops_when_nothing_matters(sheet: int) -> None:
    for state, coming in walked(sheet):
        said = open_said(KB, state)
        open_ = left(state)
        grave = grave_questions(KB, said)
        if is_halted(KB, counted_answers(KB, state)) or any(
            q.pinned or q.id in grave for q in open_
        ):
            continue
        tells = influence(KB, said, PEOPLE, open_) if open_ else {}
        bits = {id_: found.bits for id_, found in tells.items() if found.changes > MATTERS}
        assert (coming is None) is (not bits)
        if coming:
            assert bits[coming.question.id] == max(bits.values())
