"""Laws of the interview, for any knowledge base: small invented ones, and the one that ships."""

import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from hypothesis import given as for_any
from hypothesis import note
from hypothesis import strategies as st

from pathfinder import interview, load_knowledge, suggest
from pathfinder.engine.columns import columns_of, evaluate, truth
from pathfinder.interview import (
    START,
    State,
    Stretch,
    answered,
    back,
    change,
    open_questions,
    open_said,
    resumed,
    said_before,
)
from pathfinder.interview.checklist import lines_met
from pathfinder.interview.grave_questions import grave_questions
from pathfinder.interview.invented_people import People, sampled
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Definitions,
    Named,
    Not,
    OptionId,
    QuestionId,
    Skipped,
    Term,
    Truth,
)
from pathfinder.model.knowledge.question import NONE, Option, Question, QuestionType
from pathfinder.model.knowledge_base import KnowledgeBase

# No argument of the tests: hypothesis prints those, and this one is a megabyte.
OURS = load_knowledge()
LISTS = {checklist.id: checklist for checklist in OURS.checklists}
NOTHING_TICKED: Said = dict.fromkeys(LISTS, ())


@functools.cache
def our_people() -> People:
    return sampled(OURS.questions, 300)


def next_question(
    kb: KnowledgeBase, given: Said, stretch: Stretch = Stretch.ALL
) -> Question | None:
    """Return what is asked in this stretch when that was said."""

    def people() -> People:
        return our_people() if kb is OURS else sampled(kb.questions, 50)

    coming = interview.next_question(kb, State(given), people, stretch)
    return coming and coming.question


def counted_answers(kb: KnowledgeBase, given: Said) -> Answers:
    return interview.counted_answers(kb, State(given))


def with_answer(given: Said, question: Question, options: Sequence[OptionId]) -> Said:
    return answered(State(given), question, options).said


class Step(NamedTuple):
    """A question that was asked, and what had been said until then."""

    before: Said
    question: Question


class Walk(NamedTuple):
    """An interview from its first question to its last."""

    steps: Sequence[Step]
    given: Said


def conditions_on(questions: Sequence[Question]) -> st.SearchStrategy[Condition]:
    return _conditions_on(
        tuple((q.id, tuple(option.id for option in q.options)) for q in questions)
    )


@functools.cache  # to make a strategy takes longer than to draw from it
def _conditions_on(
    asked: Sequence[tuple[QuestionId, tuple[OptionId, ...]]],
) -> st.SearchStrategy[Condition]:
    def terms_of(id_: QuestionId, options: tuple[OptionId, ...]) -> st.SearchStrategy[Condition]:
        some = st.lists(st.sampled_from(options), unique=True, min_size=1, max_size=2).map(tuple)
        return st.builds(Term, st.just(id_), some, st.sampled_from(get_args(Skipped)))

    return st.recursive(
        st.one_of([terms_of(*question) for question in asked]),
        lambda parts: st.one_of(
            st.builds(All, st.lists(parts, min_size=1, max_size=2).map(tuple)),
            st.builds(AnyOf, st.lists(parts, min_size=1, max_size=2).map(tuple)),
            st.builds(Not, parts),
        ),
        max_leaves=4,
    )


def question_of(
    id_: str, type_: QuestionType, options: tuple[Option, ...], ask_when: Condition | None
) -> Question:
    return Question(
        id=QuestionId(id_),
        name=id_,
        type=type_,
        prompt="What?",
        help="To know.",
        options=options,
        ask_when=ask_when,
    )


@st.composite
def small_bases(draw: st.DrawFn) -> KnowledgeBase:
    """Bases of a few questions, each asked always, or when something holds of those before it."""
    questions: list[Question] = []
    definitions: dict[str, Condition] = {}
    for number in range(draw(st.integers(min_value=1, max_value=6))):
        waits = bool(questions) and draw(st.sampled_from([True, True, False]))
        ask_when = draw(conditions_on(questions)) if waits else None
        if ask_when is not None and draw(st.booleans()):
            definitions[f"named_{number}"] = ask_when
            ask_when = Named(f"named_{number}")
        ids = draw(st.sampled_from([("a", "b"), ("a", "none"), ("a", "b", "none")]))
        halting = draw(st.sampled_from([None, None, "b"]))
        options = tuple(Option(id=OptionId(id_), label=id_, halts=id_ == halting) for id_ in ids)
        type_ = draw(st.sampled_from(get_args(QuestionType)))
        questions.append(question_of(f"question_{number}", type_, options, ask_when))
    return base_of(questions, definitions)


def base_of(questions: Sequence[Question], definitions: Definitions) -> KnowledgeBase:
    return KnowledgeBase(
        language="en",
        version="",
        sha256="",
        choosing="",
        needs=(),
        conditions=dict(definitions),
        questions=tuple(questions),
        notices=(),
        supports=(),
        plans=(),
        contacts=(),
        sources=(),
        call_911=OURS.call_911,
        words=OURS.words,
    )


def any_base(data: st.DataObject) -> KnowledgeBase:
    """Draw a small base most times; a fault then shrinks to a small base too."""
    if data.draw(st.sampled_from([False, False, True])):
        return OURS
    small = data.draw(small_bases())
    note(f"The base: {small.questions} {small.conditions}")  # of which `repr` says only how many
    return small


def answers_to(question: Question) -> st.SearchStrategy[tuple[OptionId, ...]]:
    """Skipping, and what the prompts let a person choose, `none` beside others included."""
    return _answers(question.type, tuple(option.id for option in question.options))


@functools.cache
def _answers(
    type_: QuestionType, ids: tuple[OptionId, ...]
) -> st.SearchStrategy[tuple[OptionId, ...]]:
    most = 1 if type_ == "one" else 3
    return st.lists(st.sampled_from(ids), unique=True, max_size=most).map(tuple)


def anything_given(kb: KnowledgeBase) -> st.SearchStrategy[Said]:
    """What was said to some questions, in open branches or not."""
    return _anything_given_to_ours() if kb is OURS else _anything_given(kb)


@functools.cache
def _anything_given_to_ours() -> st.SearchStrategy[Said]:
    return _anything_given(OURS)


def _anything_given(kb: KnowledgeBase) -> st.SearchStrategy[Said]:
    def given(options_by_question: Mapping[QuestionId, tuple[OptionId, ...]]) -> Said:
        said: Said = {}
        for question in kb.questions:
            if question.id in options_by_question:
                said = with_answer(said, question, options_by_question[question.id])
        return said

    optional = {question.id: answers_to(question) for question in kb.questions}
    return st.fixed_dictionaries({}, optional=optional).map(given)


def walked(data: st.DataObject, kb: KnowledgeBase) -> Walk:
    """Answer whatever is asked until nothing is, or until no interview should ask that long."""
    stretch = data.draw(st.sampled_from(Stretch))
    steps: list[Step] = []
    given: Said = {}
    while (question := next_question(kb, given, stretch)) and len(steps) <= len(kb.questions) + len(
        kb.checklists
    ):
        steps.append(Step(given, question))
        given = with_answer(given, question, data.draw(answers_to(question)))
    return Walk(steps, given)


def openness(kb: KnowledgeBase, question: Question, answers: Answers) -> Truth:
    """Return what `ask_when` comes out as; a question without one is always asked."""
    if question.ask_when is None:
        return "met"
    return truth(evaluate(question.ask_when, columns_of([answers], kb.conditions)))


def halts(kb: KnowledgeBase, answers: Answers) -> bool:
    halting = {(q.id, option.id) for q in kb.questions for option in q.options if option.halts}
    return any((q, option) in halting for q, options in answers.items() for option in options)


@for_any(data=st.data())
def test_it_ends_within_the_number_of_questions(data: st.DataObject) -> None:
    base = any_base(data)
    assert len(walked(data, base).steps) <= len(base.questions) + len(
        base.checklists
    )  # and the checklists


@for_any(data=st.data())
def test_it_never_asks_what_the_answers_so_far_rule_out(data: st.DataObject) -> None:
    base = any_base(data)
    for before, question in walked(data, base).steps:
        assert openness(base, question, counted_answers(base, before)) != "not_met"


@for_any(data=st.data())
def test_it_never_asks_the_same_question_twice(data: st.DataObject) -> None:
    base = any_base(data)
    asked = [step.question.id for step in walked(data, base).steps]
    assert len(asked) == len(set(asked))


@for_any(data=st.data())
def test_when_all_is_asked_it_goes_in_order_through_what_is_open_unless_halted(
    data: st.DataObject,
) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    answers = counted_answers(base, given)
    waiting = (question for question in base.questions if question.id not in given)
    still_open = [q for q in waiting if openness(base, q, answers) != "not_met"]
    expected = None if halts(base, answers) or not still_open else still_open[0]
    assert next_question(base, given) == expected


@for_any(data=st.data())
def test_an_answer_counts_exactly_while_its_branch_is_open(data: st.DataObject) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    answers = counted_answers(base, given)
    assert answers == {
        question.id: given[question.id]
        for question in base.questions
        if given.get(question.id) and openness(base, question, answers) != "not_met"
    }


@for_any(data=st.data())
def test_an_answer_that_is_changed_and_changed_back_leaves_all_as_it_was(
    data: st.DataObject,
) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    question = data.draw(st.sampled_from(base.questions))
    there = with_answer(given, question, data.draw(answers_to(question)))
    back = with_answer(there, question, given.get(question.id, ()))
    assert counted_answers(base, back) == counted_answers(base, given)


def test_a_closed_branch_stops_counting_and_counts_again_when_it_opens() -> None:
    stage = next(question for question in OURS.questions if question.id == "stage")
    drinks: Mapping[QuestionId, tuple[OptionId, ...]] = {
        QuestionId("for_whom"): (OptionId("self"),),
        QuestionId("substances"): (OptionId("alcohol"),),
        QuestionId("stage"): (OptionId("using"),),
        QuestionId("recent"): (NONE,),
        QuestionId("drinking"): (OptionId("daily_heavy"),),
    }
    recovers = with_answer(drinks, stage, [OptionId("stable_recovery")])
    drinks_again = with_answer(recovers, stage, [OptionId("using")])
    assert "drinking" not in counted_answers(OURS, recovers)
    assert counted_answers(OURS, drinks_again) == drinks


def test_an_answer_of_a_closed_branch_neither_halts_nor_rules_out() -> None:
    a, b = Option(id=OptionId("a"), label="A"), Option(id=OptionId("b"), label="B", halts=True)
    first = question_of("first", "one", (a, b), None)
    second = question_of("second", "one", (a, b), Term(first.id, (b.id,)))
    third = question_of("third", "one", (a, b), Term(second.id, (a.id,)))
    base = base_of([first, second, third], {})
    assert next_question(base, {first.id: (a.id,), second.id: (b.id,)}) == third


@for_any(data=st.data())
def test_nothing_counts_that_was_not_given(data: st.DataObject) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    assert counted_answers(base, given).items() <= given.items()


@for_any(data=st.data())
def test_what_counts_counts_alone(data: st.DataObject) -> None:
    base = any_base(data)
    answers = counted_answers(base, data.draw(anything_given(base)))
    assert counted_answers(base, answers) == answers


@for_any(data=st.data())
def test_none_goes_and_never_clears_what_stands_beside_it(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(OURS.questions))
    others = data.draw(answers_to(question).filter(lambda options: NONE not in options))
    place = data.draw(st.integers(min_value=0, max_value=len(others)))
    options = [*others[:place], NONE, *others[place:]]
    assert with_answer({}, question, options) == {question.id: tuple(others) or (NONE,)}


@for_any(data=st.data())
def test_an_answer_changes_nothing_said_to_other_questions(data: st.DataObject) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    kept = dict(given)
    question = data.draw(st.sampled_from(base.questions))
    options = data.draw(answers_to(question))
    after = with_answer(given, question, options)
    assert given == kept
    assert {**after, question.id: ()} == {**given, question.id: ()}
    assert set(after[question.id]) <= set(options)


@for_any(data=st.data())
def test_after_an_option_that_halts_nothing_more_is_asked(data: st.DataObject) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    if halts(base, counted_answers(base, given)):
        assert next_question(base, given) is None


@for_any(data=st.data())
def test_an_option_that_halts_does_so_whatever_else_is_said(data: st.DataObject) -> None:
    first = OURS.questions[0]
    halting = data.draw(st.sampled_from([option.id for option in first.options if option.halts]))
    given = with_answer(data.draw(anything_given(OURS)), first, [halting])
    assert next_question(OURS, given) is None


@for_any(data=st.data())
def test_skipping_everything_gives_no_answers(data: st.DataObject) -> None:
    base = any_base(data)
    given: Said = {}
    for _ in base.questions:
        if question := next_question(base, given):
            given = with_answer(given, question, ())
    assert next_question(base, given) is None
    assert counted_answers(base, given) == {}


@for_any(data=st.data())
def test_the_order_in_which_things_were_said_does_not_matter(data: st.DataObject) -> None:
    base = any_base(data)
    given = data.draw(anything_given(base))
    shuffled = dict(data.draw(st.permutations(list(given.items()))))
    in_order, in_any = counted_answers(base, given), counted_answers(base, shuffled)
    assert list(in_order.items()) == list(in_any.items())
    assert next_question(base, given) == next_question(base, shuffled)


def any_state(data: st.DataObject, kb: KnowledgeBase) -> State:
    """Draw a state that an interview can be in: after some answers, perhaps with one to change."""
    state = START
    questions = st.sampled_from(kb.questions)
    for question in data.draw(st.lists(questions, unique_by=lambda q: q.id, max_size=4)):
        state = answered(state, question, data.draw(answers_to(question)))
    changes: bool = data.draw(st.booleans())
    if changes and state.said:
        state = change(state, data.draw(st.sampled_from(sorted(state.said))))
    return state


@for_any(data=st.data())
def test_back_undoes_an_answer(data: st.DataObject) -> None:
    base = any_base(data)
    state = any_state(data, base)
    by_id = {question.id: question for question in base.questions}
    left = [question for question in base.questions if question.id not in state.said]
    question = by_id[state.asking] if state.asking else data.draw(st.sampled_from([*left, None]))
    if question:
        assert back(answered(state, question, data.draw(answers_to(question)))) == state


@for_any(data=st.data())
def test_going_back_again_and_again_leads_to_the_start(data: st.DataObject) -> None:
    base = any_base(data)
    state = any_state(data, base)
    for _ in range(2 * len(state.steps) + 1):
        state = back(state)
    assert state == START


@for_any(data=st.data())
def test_a_question_chosen_to_be_changed_is_asked_next_and_once(data: st.DataObject) -> None:
    state = any_state(data, OURS)
    if not state.said:
        return
    chosen = data.draw(st.sampled_from(sorted(state.said)))
    coming = interview.next_question(OURS, change(state, chosen), our_people)
    assert coming
    assert coming.question.id == chosen
    after = answered(change(state, chosen), coming.question, ())
    assert after.asking is None
    assert after.said == {**state.said, chosen: ()}


@for_any(data=st.data())
def test_what_was_saved_is_where_it_goes_on_but_danger_is_asked_anew(
    data: st.DataObject,
) -> None:
    given = data.draw(anything_given(OURS))
    state = resumed(OURS, given)
    danger = next(question.id for question in OURS.questions if question.asks_of_danger)
    kept = {id_: options for id_, options in given.items() if id_ != danger}
    assert state.said == kept
    assert {step.question for step in state.steps} == kept.keys()
    coming = interview.next_question(OURS, state, our_people)
    assert coming
    assert coming.question.id == danger


@for_any(data=st.data())
def test_what_is_pinned_or_can_bring_a_grave_notice_is_asked_before_the_list(
    data: st.DataObject,
) -> None:
    given = data.draw(anything_given(OURS))
    answers = counted_answers(OURS, given)
    if halts(OURS, answers):
        return
    state = State({**given, **NOTHING_TICKED})
    coming = next_question(OURS, state.said, Stretch.CORE)
    said = open_said(OURS, state)
    covered = {q for checklist in OURS.checklists for q in checklist.questions()}
    grave = grave_questions(OURS, {**dict.fromkeys(covered, ()), **said})
    left = [q for q in open_questions(OURS, answers) if q.id not in given]
    if any(q.pinned or q.id in grave for q in left):
        assert coming in left


def graves_missing(whole: Said) -> set[str]:
    """Return the grave notices of one who was asked everything that are not there at the first list."""
    asked: Said = {}
    while question := next_question(OURS, asked, Stretch.CORE):
        says = whole.get(question.id, ())
        if question.id in LISTS:
            says = lines_met(LISTS[question.id], whole) or (NONE,)
        asked = with_answer(asked, question, says)
    early, late = (
        {id_ for id_, _ in grave_notices(counted_answers(OURS, each))} for each in (asked, whole)
    )
    return late - early


@for_any(data=st.data())
def test_the_first_list_lacks_no_grave_notice_of_one_who_was_asked_everything(
    data: st.DataObject,
) -> None:
    whole: Said = {}
    while question := next_question(OURS, whole):
        whole = with_answer(whole, question, data.draw(answers_to(question)))
    assert graves_missing(whole) == set()


@for_any(data=st.data())
def test_a_ticked_line_answers_its_question_until_the_question_is_answered(
    data: st.DataObject,
) -> None:
    checklist = data.draw(st.sampled_from(OURS.checklists))
    line = data.draw(st.sampled_from([line for line in checklist.lines if line.says]))
    ticked = State({checklist.id: (line.id,)})
    for id_, options in line.says.items():
        question = next(question for question in OURS.questions if question.id == id_)
        said = options[:1] if question.type == "one" else options
        assert set(said) <= set(said_before(OURS, ticked, id_))
        other = data.draw(st.sampled_from([o.id for o in question.options]))
        changed = answered(ticked, question, [other])
        assert said_before(OURS, changed, id_) == (other,)
        assert said_before(OURS, answered(ticked, question, []), id_) == said_before(
            OURS, ticked, id_
        )


def test_what_is_not_ticked_stays_unknown_but_for_matters_of_taste() -> None:
    tastes = {
        "approach": ("no_preference",),
        "twelve_step": ("open",),
        "student": ("none",),
        "communities": ("none",),
    }
    assert counted_answers(OURS, NOTHING_TICKED) == tastes
    risky = {q.id for q in OURS.questions if any(option.risk for option in q.options)}
    lines = [line for checklist in OURS.checklists for line in checklist.lines]
    assert risky.isdisjoint(q for line in lines for q in line.otherwise)


def test_no_line_names_what_is_not_there() -> None:
    options = {q.id: {option.id for option in q.options} for q in OURS.questions}
    for line in (line for checklist in OURS.checklists for line in checklist.lines):
        for answers in (line.says, line.otherwise):
            for question, said in answers.items():
                assert set(said) <= options[question]
        assert line.opens is None or line.opens in options


def grave_notices(answers: Answers) -> list[tuple[str, str]]:
    result = suggest(OURS, answers)
    return [
        (notice.id, notice.text)
        for notice in result.notices
        if notice.severity in {"emergency", "urgent"}
    ]


@for_any(data=st.data())
def test_a_question_that_decides_nothing_grave_changes_no_grave_notice(
    data: st.DataObject,
) -> None:
    given = counted_answers(OURS, data.draw(anything_given(OURS)))
    undecided = grave_questions(OURS, given)
    other = data.draw(st.sampled_from([q for q in OURS.questions if q.id not in undecided]))
    if other.id not in given:
        options = data.draw(answers_to(other)) or (other.options[0].id,)
        assert grave_notices({**given, other.id: options}) == grave_notices(given)


def test_where_all_else_is_skipped_a_question_is_due_only_if_an_answer_brings_a_warning() -> None:
    for last in OURS.questions:
        skipped: Said = {question.id: () for question in OURS.questions if question != last}
        if due := grave_questions(OURS, skipped):
            assert due == {last.id}
            answers = ({last.id: (option.id,)} for option in last.options)
            assert any(grave_notices(each) != grave_notices({}) for each in answers)
