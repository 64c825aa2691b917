"""Laws of the checklists: what a tick says, what its lack says, and what is asked after them."""

import functools
from collections.abc import Sequence

import pytest
from hypothesis import example
from hypothesis import given as for_any
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.engine.columns import columns_of
from pathfinder.engine.suggest import suggest_each
from pathfinder.interview import (
    START,
    State,
    Stretch,
    answered,
    counted_answers,
    next_question,
    said_before,
)
from pathfinder.interview.checklist import (
    checklist_question,
    covered,
    left_open,
    opened,
    put_to_tick,
    settled,
)
from pathfinder.interview.counting import is_open
from pathfinder.interview.guessing import alike
from pathfinder.interview.invented_people import People, sampled
from pathfinder.interview.owing import owed
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.question import NONE, Question
from tests.properties.strategies import examples, sheets

KB = load_knowledge()
LISTS = {str(checklist.id): checklist for checklist in KB.checklists}
QUESTIONS = {str(question.id): question for question in KB.questions}
FOR_ME = State({QuestionId("for_whom"): (OptionId("self"),)})


@functools.cache
def people() -> People:
    return sampled(KB.questions, 300)


def put(checklist: Checklist, state: State) -> Question:
    columns = columns_of([counted_answers(KB, state)], KB.conditions)
    found = checklist_question(KB, checklist, lambda id_: is_open(QUESTIONS[id_], columns))
    assert found
    return found


def ticked(state: State, name: str, *lines: str) -> State:
    return answered(state, put(LISTS[name], state), [OptionId(line) for line in lines])


def said(state: State, question: str) -> Sequence[str] | None:
    return counted_answers(KB, state).get(QuestionId(question))


def asked_next(state: State, stretch: Stretch = Stretch.CORE) -> str | None:
    coming = next_question(KB, state, people, stretch)
    return coming and coming.question.id


def until(state: State, name: str) -> State:
    """Answer whatever is asked with nothing, until the checklist `name` is put."""
    while (coming := next_question(KB, state, people)) and coming.question.id != name:
        state = answered(state, coming.question, ())
    assert coming
    return state


def test_none_of_what_may_be_a_danger_is_said_and_never_read_off_a_line_passed_over() -> None:
    passed_over = ticked(FOR_ME, "now", "using", "abstinence")
    assert said(passed_over, "recent") is None
    assert said(ticked(FOR_ME, "now", "using", "nothing_recent"), "recent") == ("none",)
    assert said(ticked(FOR_ME, "now", "overdose", "nothing_recent"), "recent") == ("overdose",)
    assert said(ticked(FOR_ME, "now", "overdose"), "recent") == ("overdose",)
    assert said(ticked(FOR_ME, "now", NONE), "recent") == ("none",)
    assert said(ticked(FOR_ME, "body", NONE), "health") is None
    assert said(ticked(FOR_ME, "body", NONE), "medication") is None


@for_any(data=st.data())
def test_no_line_that_was_passed_over_denies_a_danger(data: st.DataObject) -> None:
    checklist = data.draw(st.sampled_from(KB.checklists))
    shown = put(checklist, FOR_ME)
    ids = st.sampled_from([option.id for option in shown.options if option.id != NONE])
    ticks = data.draw(st.lists(ids, unique=True, min_size=1))
    told = counted_answers(KB, answered(FOR_ME, shown, ticks))
    denying = {
        question
        for line in checklist.lines
        for question, options in line.says.items()
        if line.id in ticks and options == (NONE,)
    }
    for question, options in told.items():
        if options == (NONE,) and question not in denying:
            assert not any(option.risk for option in QUESTIONS[question].options)


@for_any(data=st.data())
def test_nothing_is_settled_that_no_line_was_about(data: st.DataObject) -> None:
    """A question that takes one answer has it from a line; of another, each option had a line."""
    checklist = data.draw(st.sampled_from(KB.checklists))
    shown = put(checklist, FOR_ME)
    ids = st.sampled_from([option.id for option in shown.options if option.id != NONE])
    ticks = data.draw(st.lists(ids, unique=True, min_size=1))
    state = answered(FOR_ME, shown, ticks)
    told = counted_answers(KB, state)
    lines = [line for line in checklist.lines if line.id in {option.id for option in shown.options}]
    for id_ in settled(KB, state):
        question = QUESTIONS[id_]
        named = {option for line in lines for option in line.says.get(id_, ())} | {NONE}
        is_whole = {option.id for option in question.options} <= named
        assert is_whole or (question.type == "one" and id_ in told)


def test_a_checklist_comes_with_those_lines_ticked_that_were_said_to_its_questions() -> None:
    for checklist in KB.checklists:
        shown = {option.id for option in put(checklist, FOR_ME).options}
        assert said_before(KB, FOR_ME, checklist.id) == ()
        for line in checklist.lines:
            if line.id in shown and line.says and not line.says.keys() & FOR_ME.said.keys():
                told = FOR_ME
                for question, options in line.says.items():
                    told = answered(told, QUESTIONS[question], options[:1])
                assert line.id in said_before(KB, told, checklist.id)


def test_who_skips_a_checklist_has_denied_no_danger() -> None:
    for name in LISTS:
        skipped = counted_answers(KB, ticked(FOR_ME, name))
        risky = {id_ for id_ in skipped if any(option.risk for option in QUESTIONS[id_].options)}
        assert not risky


@pytest.mark.parametrize("tick", ["trauma", NONE])
def test_lines_that_were_not_shown_deny_nothing(tick: str) -> None:
    """Who answers for a self, and then says it is for a loved one, is asked for their health."""
    mine = until(FOR_ME, "body")
    mine = answered(mine, put(LISTS["body"], mine), [OptionId(tick)])
    theirs = answered(mine, QUESTIONS["for_whom"], [OptionId("loved_one")])
    assert said(theirs, "their_health") is None
    again = until(theirs, "body")
    shown = put(LISTS["body"], again)
    assert {"their_seizures", "their_sedatives"} <= {option.id for option in shown.options}
    assert said(answered(again, shown, [NONE]), "their_health") == ("none",)


def test_two_lines_of_a_question_that_takes_one_leave_it_to_be_asked() -> None:
    state = until(answered(START, QUESTIONS["for_whom"], [OptionId("self")]), "now")
    both = ticked(state, "now", "using", "just_stopped", "abstinence")
    assert said(both, "stage") is None
    assert said(both, "goal") == ("abstinence",)
    assert asked_next(both) == "stage"
    one = ticked(state, "now", "using", "abstinence")
    assert said(one, "stage") == ("using",)
    assert asked_next(one) != "stage"


def test_a_core_question_of_which_its_checklist_tells_nothing_is_asked_unless_it_was_skipped() -> (
    None
):
    state = until(answered(START, QUESTIONS["for_whom"], [OptionId("self")]), "now")
    assert asked_next(ticked(state, "now", "overdose")) == "stage"
    assert asked_next(ticked(state, "now")) != "stage"


def test_a_checklist_about_nothing_but_what_was_said_is_not_put() -> None:
    state = answered(START, QUESTIONS["for_whom"], [OptionId("self")])
    known: dict[str, Sequence[str]] = {
        "stage": ["using"],
        "recent": [NONE],
        "goal": ["abstinence"],
    }
    for id_, options in known.items():
        state = answered(state, QUESTIONS[id_], [OptionId(option) for option in options])
    put_to_them: list[str] = []
    while coming := next_question(KB, state, people):
        put_to_them.append(coming.question.id)
        state = answered(state, coming.question, ())
    assert "now" not in put_to_them
    assert {"body", "life", "wishes"} <= {*put_to_them}


@pytest.mark.long
@for_any(data=st.data())
def test_before_the_list_nothing_comes_twice_but_what_may_bring_a_warning(
    data: st.DataObject,
) -> None:
    """What a checklist was about is asked again only to settle it, to open it, or for a warning."""
    state = START
    while coming := next_question(KB, state, people):
        question = coming.question
        if question.id in covered(KB, state):
            owes = owed(KB, counted_answers(KB, state), [question])
            again = left_open(KB, state) | opened(KB, state) | owes
            assert question.pinned or question.id in again
        ids = [option.id for option in question.options if not option.halts]
        most = 1 if question.type == "one" else 3
        options = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=most))
        state = answered(state, question, options)


@for_any(data=st.data())
def test_of_people_alike_nobody_is_what_stood_there_unticked(data: st.DataObject) -> None:
    checklist = data.draw(st.sampled_from(KB.checklists))
    shown = put(checklist, FOR_ME)
    ids = st.sampled_from([option.id for option in shown.options])
    state = answered(FOR_ME, shown, data.draw(st.lists(ids, unique=True, min_size=1, max_size=4)))
    found, every = alike(KB, state, people()), (1 << people().size) - 1
    for id_, ticks in put_to_tick(KB, state).items():
        question = QUESTIONS[id_]
        if question.type == "many":
            for option, is_ticked in ticks.items():
                if option != NONE:  # who has nothing that was offered has none of it
                    assert found.chosen[id_][option] == (every if is_ticked else 0)
        elif any(option.id not in ticks for option in question.options):
            assert not any(found.chosen[id_][option] for option in ticks)
            whole = sum(sheets.bit_count() for sheets in found.chosen[id_].values())
            assert whole == people().size
    for id_, chosen in people().chosen.items():
        if id_ not in put_to_tick(KB, state):
            assert found.chosen[id_] == chosen


def warnings(many: Sequence[Answers]) -> Sequence[set[str]]:
    """Return the grave notices of each of `many` sheets."""
    results = suggest_each(KB, many, parts={"notices": ()})
    return [{n.id for n in result.notices if n.severity in GRAVE} for result in results]


@examples(10)
@for_any(answers=sheets(KB))
@example(
    answers={QuestionId("medication"): (OptionId("prescribed_opioids"), OptionId("sedatives"))}
)
def test_a_question_is_owed_where_an_option_of_no_line_brings_a_warning_beside_what_is_said(
    answers: Answers,
) -> None:
    lines = [line for checklist in KB.checklists for line in checklist.lines]
    named = {(id_, o) for line in lines for id_, options in line.says.items() for o in options}
    trials: list[tuple[QuestionId, Answers]] = []
    for question in KB.questions:
        several = question.type == "many"
        beside = [o for o in answers.get(question.id, ()) if o != NONE] if several else []
        trials += (
            (question.id, {**answers, question.id: (*beside, option.id)})
            for option in question.options
            if option.id != NONE and (question.id, option.id) not in named
        )
    before, *after = warnings([answers, *(trial for _, trial in trials)])
    expected = {id_ for (id_, _), there in zip(trials, after, strict=True) if there - before}
    assert owed(KB, answers, KB.questions) == expected
