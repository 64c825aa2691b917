"""Laws of the invented people, and of what their answers tell about the first three."""

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.ranking.places import first_three
from pathfinder.interview.influence import influence
from pathfinder.interview.invented_people import People, sampled, shares
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import NONE, Option, Question
from tests.properties.strategies import examples

KB = load_knowledge()
ENOUGH = 4000
WITHIN = 0.04


@pytest.fixture(scope="module")
def people() -> People:
    return sampled(KB.questions, ENOUGH)


def said_by(sheet: int, question: Question, those: People) -> tuple[OptionId, ...]:
    chosen = those.chosen[question.id]
    return tuple(o.id for o in question.options if chosen.get(o.id, 0) >> sheet & 1)


def test_the_same_seed_gives_the_same_people_and_another_others() -> None:
    assert sampled(KB.questions, 50) == sampled(KB.questions, 50)
    assert sampled(KB.questions, 50) != sampled(KB.questions, 50, seed=1)


@pytest.mark.parametrize("question", KB.questions, ids=lambda q: q.id)
def test_people_say_each_option_as_often_as_is_stated(question: Question, people: People) -> None:
    for option, share in shares(question).items():
        if option != NONE or question.type == "one":
            found = people.chosen[question.id][option].bit_count() / ENOUGH
            assert abs(found - share) < WITHIN, option


def test_every_answer_is_one_that_a_person_could_give(people: People) -> None:
    for sheet, question in itertools.product(range(0, ENOUGH, 100), KB.questions):
        options = said_by(sheet, question, people)
        if question.type == "one":
            assert len(options) == 1
        elif any(option.id == NONE for option in question.options):
            assert options
            assert NONE not in options or len(options) == 1


def test_nobody_says_what_no_one_says_and_everybody_what_all_say() -> None:
    shares_ = {**{f"never_{i}": 0.0 for i in range(40)}, "always": 100.0}
    options = tuple(Option(id=OptionId(o), label=o, share=share) for o, share in shares_.items())
    question = msgspec.structs.replace(KB.questions[0], options=options)
    for seed in range(200):
        chosen = sampled([question], 2, seed).chosen[question.id]
        assert [o for o, sheets in chosen.items() if sheets] == ["always"]
        assert chosen[OptionId("always")] == 0b11


def test_the_shares_of_a_question_that_takes_one_answer_make_a_whole() -> None:
    for question in KB.questions:
        if question.type == "one":
            assert sum(shares(question).values()) == pytest.approx(1)


def first(answers: Answers) -> frozenset[str]:
    places = first_three(evaluation_of(KB, [answers]).scored, 1)
    return frozenset(id_ for place in places for id_, sheets in place.items() if sheets & 1)


# Questions that are asked whatever else is said: no branch opens or closes beside them.
ALWAYS = [q for q in KB.questions if q.ask_when is None]


@given(data=st.data())
def test_changes_counts_the_people_whose_first_three_differ_without_the_answer(
    data: st.DataObject,
) -> None:
    """The columns agree with asking each person by itself, where no question waits for another."""
    size = 12
    few = sampled(ALWAYS, size, seed=data.draw(st.integers(0, 50)))
    question = data.draw(st.sampled_from(ALWAYS))
    said: Said = {q.id: () for q in KB.questions if q not in ALWAYS}
    found = influence(KB, said, few, [question])[question.id]
    differ = 0
    for sheet in range(size):
        whole = {q.id: o for q in ALWAYS if (o := said_by(sheet, q, few))}
        without = {id_: options for id_, options in whole.items() if id_ != question.id}
        differ += first(whole) != first(without)
    assert found.changes == differ / size
    assert found.bits >= 0


@examples(3)
@given(data=st.data())
def test_what_a_question_tells_is_the_same_whatever_others_are_looked_at_with_it(
    data: st.DataObject,
) -> None:
    few = sampled(KB.questions, 40, seed=data.draw(st.integers(0, 50)))
    ids = st.lists(st.sampled_from(KB.questions), min_size=2, max_size=3, unique_by=lambda q: q.id)
    questions = data.draw(ids)
    together = influence(KB, {}, few, questions)
    for question in questions:
        alone = influence(KB, {}, few, [question])[question.id]
        assert alone == pytest.approx(together[question.id])
