"""Laws of the interview, for any knowledge base: small invented ones, and the one in `data/`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from hypothesis import given as for_any
from hypothesis import strategies as st

from pathfinder.engine.columns import columns_of, evaluate, truth
from pathfinder.interview import NONE, Given, counted_answers, next_question, with_answer
from pathfinder.model.answers import Answers
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Named,
    Not,
    OptionId,
    QuestionId,
    Skipped,
    Term,
    Truth,
)
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Option, Question, QuestionType


class Step(NamedTuple):
    """A question that was asked, and what had been said until then."""

    before: Given
    question: Question


class Walk(NamedTuple):
    """An interview from its first question to its last."""

    steps: Sequence[Step]
    given: Given


def conditions_on(questions: Sequence[Question]) -> st.SearchStrategy[Condition]:
    def terms_of(question: Question) -> st.SearchStrategy[Condition]:
        ids = st.sampled_from([option.id for option in question.options])
        options = st.lists(ids, unique=True, max_size=2).map(tuple)
        return st.builds(Term, st.just(question.id), options, st.sampled_from(Skipped))

    return st.recursive(
        st.one_of([terms_of(question) for question in questions]),
        lambda parts: st.one_of(
            st.builds(All, st.lists(parts, min_size=1, max_size=2).map(tuple)),
            st.builds(AnyOf, st.lists(parts, min_size=1, max_size=2).map(tuple)),
            st.builds(Not, parts),
        ),
        max_leaves=4,
    )


@st.composite
def small_bases(draw: st.DrawFn, kb: KnowledgeBase) -> KnowledgeBase:
    """Bases of a few questions, each asked always, or when something holds of those before it."""
    questions: list[Question] = []
    definitions: dict[str, Condition] = {}
    for number in range(draw(st.integers(min_value=1, max_value=6))):
        ask_when = draw(st.none() | conditions_on(questions)) if questions else None
        if ask_when is not None and draw(st.booleans()):
            definitions[f"named_{number}"] = ask_when
            ask_when = Named(f"named_{number}")
        ids = draw(st.sampled_from([("a",), ("a", "b"), ("a", "none"), ("a", "b", "none")]))
        halting = draw(st.sampled_from([None, None, None, "a"]))
        questions.append(
            Question(
                id=QuestionId(f"question_{number}"),
                type=draw(st.sampled_from(QuestionType)),
                prompt="What?",
                help="To know.",
                options=tuple(
                    Option(id=OptionId(id_), label=id_, halts=id_ == halting) for id_ in ids
                ),
                ask_when=ask_when,
            )
        )
    return msgspec.structs.replace(kb, questions=tuple(questions), conditions=definitions)


def bases(kb: KnowledgeBase) -> st.SearchStrategy[KnowledgeBase]:
    return st.one_of(small_bases(kb), small_bases(kb), st.just(kb))


def answers_to(question: Question) -> st.SearchStrategy[tuple[OptionId, ...]]:
    """Skipping, and what the prompts let a person choose, `none` beside others included."""
    most = 1 if question.type is QuestionType.ONE else 3
    ids = st.sampled_from([option.id for option in question.options])
    return st.lists(ids, unique=True, max_size=most).map(tuple)


def anything_given(kb: KnowledgeBase) -> st.SearchStrategy[Given]:
    """What was said to some questions, in open branches or not."""
    return st.fixed_dictionaries({}, optional={q.id: answers_to(q) for q in kb.questions})


def walked(data: st.DataObject, kb: KnowledgeBase) -> Walk:
    """Answer whatever is asked until nothing is, or until no interview should ask that long."""
    steps: list[Step] = []
    given: Given = {}
    while (question := next_question(kb, given)) and len(steps) <= len(kb.questions):
        steps.append(Step(given, question))
        given = with_answer(given, question, data.draw(answers_to(question)))
    return Walk(steps, given)


def openness(kb: KnowledgeBase, question: Question, answers: Answers) -> Truth:
    """Return what `ask_when` comes out as; a question without one is always asked."""
    if question.ask_when is None:
        return Truth.MET
    return truth(evaluate(question.ask_when, columns_of([answers], kb.conditions)))


def halts(kb: KnowledgeBase, answers: Answers) -> bool:
    halting = {(q.id, option.id) for q in kb.questions for option in q.options if option.halts}
    return any((q, option) in halting for q, options in answers.items() for option in options)


@for_any(data=st.data())
def test_it_ends_within_the_number_of_questions(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    assert len(walked(data, base).steps) <= len(base.questions)


@for_any(data=st.data())
def test_it_never_asks_what_the_answers_so_far_rule_out(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    for before, question in walked(data, base).steps:
        assert openness(base, question, counted_answers(base, before)) is not Truth.NOT_MET


@for_any(data=st.data())
def test_it_never_asks_the_same_question_twice(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    asked = [step.question.id for step in walked(data, base).steps]
    assert len(asked) == len(set(asked))


@for_any(data=st.data())
def test_it_asks_in_the_order_of_the_knowledge_base(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    asked = [step.question.id for step in walked(data, base).steps]
    assert asked == [question.id for question in base.questions if question.id in asked]


@for_any(data=st.data())
def test_it_leaves_out_no_open_question_unless_halted(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = walked(data, base).given
    answers = counted_answers(base, given)
    unasked = [question for question in base.questions if question.id not in given]
    assert halts(base, answers) or all(
        openness(base, question, answers) is Truth.NOT_MET for question in unasked
    )


@for_any(data=st.data())
def test_an_answer_counts_exactly_while_its_branch_is_open(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    answers = counted_answers(base, given)
    assert answers == {
        question.id: given[question.id]
        for question in base.questions
        if given.get(question.id) and openness(base, question, answers) is not Truth.NOT_MET
    }


@for_any(data=st.data())
def test_an_answer_that_is_changed_and_changed_back_leaves_all_as_it_was(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    question = data.draw(st.sampled_from(base.questions))
    there = with_answer(given, question, data.draw(answers_to(question)))
    back = with_answer(there, question, given.get(question.id, ()))
    assert counted_answers(base, back) == counted_answers(base, given)


def test_a_closed_branch_stops_counting_and_counts_again_when_it_opens(kb: KnowledgeBase) -> None:
    stage = next(question for question in kb.questions if question.id == "stage")
    drinks: Mapping[QuestionId, tuple[OptionId, ...]] = {
        QuestionId("substances"): (OptionId("alcohol"),),
        QuestionId("stage"): (OptionId("using"),),
        QuestionId("drinking"): (OptionId("daily_heavy"),),
    }
    recovers = with_answer(drinks, stage, [OptionId("stable_recovery")])
    drinks_again = with_answer(recovers, stage, [OptionId("using")])
    assert "drinking" not in counted_answers(kb, recovers)
    assert counted_answers(kb, drinks_again) == drinks


@for_any(data=st.data())
def test_nothing_counts_that_was_not_given(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    assert counted_answers(base, given).items() <= given.items()


@for_any(data=st.data())
def test_what_counts_counts_alone(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    answers = counted_answers(base, data.draw(anything_given(base)))
    assert counted_answers(base, answers) == answers


@for_any(data=st.data())
def test_none_clears_what_stands_beside_it(kb: KnowledgeBase, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(kb.questions))
    others = data.draw(answers_to(question).filter(lambda options: NONE not in options))
    place = data.draw(st.integers(min_value=0, max_value=len(others)))
    options = [*others[:place], NONE, *others[place:]]
    assert with_answer({}, question, options) == {question.id: (NONE,)}


@for_any(data=st.data())
def test_an_answer_changes_nothing_said_to_other_questions(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    kept = dict(given)
    question = data.draw(st.sampled_from(base.questions))
    options = data.draw(answers_to(question))
    after = with_answer(given, question, options)
    assert given == kept
    assert {**after, question.id: ()} == {**given, question.id: ()}
    assert set(after[question.id]) <= set(options)


@for_any(data=st.data())
def test_after_an_option_that_halts_nothing_more_is_asked(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    if halts(base, counted_answers(base, given)):
        assert next_question(base, given) is None


@for_any(data=st.data())
def test_an_option_that_halts_does_so_whatever_else_is_said(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    first = kb.questions[0]
    halting = data.draw(st.sampled_from([option.id for option in first.options if option.halts]))
    given = with_answer(data.draw(anything_given(kb)), first, [halting])
    assert next_question(kb, given) is None


@for_any(data=st.data())
def test_skipping_everything_gives_no_answers(kb: KnowledgeBase, data: st.DataObject) -> None:
    base = data.draw(bases(kb))
    given: Given = {}
    while question := next_question(base, given):
        given = with_answer(given, question, ())
    assert counted_answers(base, given) == {}


@for_any(data=st.data())
def test_the_order_in_which_things_were_said_does_not_matter(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    base = data.draw(bases(kb))
    given = data.draw(anything_given(base))
    shuffled = dict(data.draw(st.permutations(list(given.items()))))
    in_order, in_any = counted_answers(base, given), counted_answers(base, shuffled)
    assert list(in_order.items()) == list(in_any.items())
    assert next_question(base, given) == next_question(base, shuffled)
