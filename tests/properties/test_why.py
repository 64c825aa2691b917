"""Laws of `why`: what it says holds, and what it says would change something does."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.engine.suggest import suggest_each
from pathfinder.engine.what_if import MOST_SHOWN
from pathfinder.engine.why import explained, explanations, why
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId, Term
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result
from pathfinder.model.results.why import Alternative, Explanation, Why
from pathfinder.render.as_json import as_json
from tests.properties.crowds import chances, person
from tests.properties.strategies import examples, sheets

few = examples(20)
TOLD_TO_NO_ONE = (
    "crisis", "for_whom", "substances", "stage", "drinking", "drug_use", "signs", "recent", "faith",
    "age_group", "gender", "communities", "pregnant", "medication", "health", "justice",
)  # fmt: skip


def some_support(kb: KnowledgeBase, data: st.DataObject) -> SupportId:
    return data.draw(st.sampled_from(kb.supports)).id


def after(answers: Answers, alternative: Alternative) -> Answers:
    """Return `answers` with the changes of `alternative`, made without any help of the engine."""
    made: dict[QuestionId, tuple[OptionId, ...]] = dict(answers)
    for change in alternative.changes:
        said = set(made.pop(change.question, ())) - {change.remove} | {change.add}
        if kept := tuple(sorted(option for option in said if option)):
            made[change.question] = kept
    return made


def first_three(result: Result) -> list[SupportId]:
    return [suggestion.id for suggestion in result.suggestions[:3]]


def grave(result: Result) -> list[NoticeShown]:
    return [notice for notice in result.notices if notice.severity in GRAVE]


def kept_for_safety(result: Result) -> set[SupportId]:
    return {withheld.id for withheld in result.withheld if withheld.safety}


class Told(NamedTuple):
    """Somebody's answers and their result, and why some supports stand where they do in it."""

    answers: Answers
    result: Result
    whys: Sequence[Explanation]


@pytest.fixture(scope="module")
def everybody(kb: KnowledgeBase) -> Sequence[Told]:
    """Random people and what they are told, which takes long: of each law, the same people."""
    found: list[Told] = []
    for chance in chances(25):
        answers = person(kb.questions, {}, chance)
        result = suggest(kb, answers)
        near = [suggestion.id for suggestion in result.suggestions[:4]]
        ids = [*near, *(chance.choice(kb.supports).id for _ in range(3))]
        whys = explanations(kb, answers, result, ids)
        found.append(Told(answers, result, [*whys.values()]))
    return found


def some_after(kb: KnowledgeBase, told: Told) -> Iterator[tuple[Explanation, Alternative, Result]]:
    """Yield each alternative, of which support, and what comes of it."""
    ways = [(each, alternative) for each in told.whys for alternative in each.alternatives]
    sheets = [after(told.answers, alternative) for _, alternative in ways]
    for (each, alternative), then in zip(ways, suggest_each(kb, sheets, OF_WHY), strict=True):
        yield each, alternative, then


OF_WHY = {"notices": (), "suggestions": (), "withheld": ()}


def test_every_alternative_brings_the_support_in_or_puts_it_out(
    kb: KnowledgeBase, everybody: Sequence[Told]
) -> None:
    for told in everybody:
        first = first_three(told.result)
        for each, _, then in some_after(kb, told):
            is_in = each.id in first_three(then)
            assert is_in is not (each.id in first), f"{each.id}, the sheet: {told.answers}"


def without_safety_touched(
    kb: KnowledgeBase, told: Told, alternative: Alternative, then: Result
) -> None:
    """Fail where `alternative`, of which `then` comes, changes what safety rests on."""
    option_by_id = {(q.id, o.id): o for q in kb.questions for o in q.options}
    for change in alternative.changes:
        for option in filter(None, (change.add, change.remove)):
            found = option_by_id[change.question, option]
            assert not found.risk, f"The sheet: {told.answers}"
            assert not found.halts, f"The sheet: {told.answers}"
    assert grave(then) == grave(told.result), f"{alternative}, the sheet: {told.answers}"
    kept = kept_for_safety(told.result)
    assert kept.isdisjoint(s.id for s in then.suggestions), (
        f"{alternative}, the sheet: {told.answers}"
    )


def test_no_alternative_touches_what_safety_rests_on(
    kb: KnowledgeBase, everybody: Sequence[Told]
) -> None:
    changeable = {question.id for question in kb.questions if question.changeable}
    for told in everybody:
        assert not any(each.safety and each.alternatives for each in told.whys), (
            f"The sheet: {told.answers}"
        )
        for _, alternative, then in some_after(kb, told):
            assert {change.question for change in alternative.changes} <= changeable
            without_safety_touched(kb, told, alternative, then)


@pytest.mark.long
@examples(80)
@given(data=st.data())
def test_safety_does_not_rest_on_what_the_data_call_changeable(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    # A few at a time: every pair of changes is tried, and those of all questions are 30,000.
    ids = st.sampled_from([question.id for question in kb.questions])
    freed = data.draw(st.sets(ids, min_size=1, max_size=8))
    questions = tuple(msgspec.structs.replace(q, changeable=q.id in freed) for q in kb.questions)
    careless = msgspec.structs.replace(kb, questions=questions)
    answers = data.draw(sheets(careless))
    (result,) = suggest_each(careless, [answers], OF_WHY)
    told_of = [*kept_for_safety(result), some_support(kb, data), *first_three(result)]
    whys = explanations(careless, answers, result, told_of)
    told = Told(answers, result, [*whys.values()])
    assert not any(each.safety and each.alternatives for each in told.whys)
    for _, alternative, then in some_after(careless, told):
        without_safety_touched(careless, told, alternative, then)


def test_alternatives_are_few_small_and_of_questions_that_would_be_asked(
    everybody: Sequence[Told],
) -> None:
    for answers, _, whys in everybody:
        for alternatives in (explanation.alternatives for explanation in whys):
            assert len(alternatives) <= 3, f"The sheet: {answers}"
            sizes = {len(alternative.changes) for alternative in alternatives}
            assert sizes in (set(), {1}, {2}), f"The sheet: {answers}"
            assert len(set(alternatives)) == len(alternatives), f"The sheet: {answers}"
            for alternative in alternatives:
                asked = {change.question for change in alternative.changes}
                assert len(asked) == len(alternative.changes), f"The sheet: {answers}"


@examples(5)
@given(data=st.data())
def test_nobody_is_told_another_answer_to_a_question_that_would_not_be_asked(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    bereaved = Term(QuestionId("for_whom"), (OptionId("bereaved"),))
    questions = tuple(
        msgspec.structs.replace(q, ask_when=bereaved) if q.changeable else q for q in kb.questions
    )
    closed = msgspec.structs.replace(kb, questions=questions)
    answers = {**data.draw(sheets(kb)), QuestionId("for_whom"): (OptionId("self"),)}
    result = suggest(closed, answers)
    ids = [*first_three(result), some_support(kb, data)]
    for explanation in explanations(closed, answers, result, ids).values():
        assert explanation.alternatives == ()


def would_be_asked(kb: KnowledgeBase, question: Question, answers: Answers) -> bool:
    asked = question.ask_when
    return asked is None or not evaluate(asked, columns_of([answers], kb.conditions)).not_met


def other_answers(kb: KnowledgeBase, answers: Answers) -> Iterator[tuple[Question, Answers]]:
    """Yield `answers` with one answer changed, in every way that the questions allow.

    What bears a risk is never proposed nor taken back.
    """
    for question in kb.questions:
        if not question.changeable:
            continue
        said = set(answers.get(question.id, ()))
        one = question.type == "one"
        bears = {option.id for option in question.options if option.risk or option.halts}
        if one and said & bears:
            continue
        for option in question.options:
            if option.id not in bears and (one or option.id != NONE):
                other = {option.id} if one else (said ^ {option.id}) - {NONE}
                changed = {**answers, question.id: tuple(sorted(other))}
                yield question, {id_: options for id_, options in changed.items() if options}


@examples(10)
@given(data=st.data())
def test_nothing_smaller_is_overlooked(kb: KnowledgeBase, data: st.DataObject) -> None:
    answers = data.draw(sheets(kb))
    result = suggest(kb, answers)
    ids = [*first_three(result), *(some_support(kb, data) for _ in range(10))]
    whys = explanations(kb, answers, result, ids)
    others = [o for question, o in other_answers(kb, answers) if would_be_asked(kb, question, o)]
    flipped_by = [
        set(first_three(then)) ^ set(first_three(result))
        for then in suggest_each(kb, others, OF_WHY)
        if grave(then) == grave(result)
        and kept_for_safety(result) <= {withheld.id for withheld in then.withheld}
    ]
    for id_, explanation in whys.items():
        single = [a for a in explanation.alternatives if len(a.changes) == 1]
        assert len(single) == min(sum(id_ in ids for ids in flipped_by), MOST_SHOWN)


def only(answers: Answers, questions: tuple[QuestionId, ...]) -> Answers:
    return {question: answers[question] for question in questions if question in answers}


def test_what_withholds_or_leaves_nothing_to_speak_for_it_does_so_alone(
    kb: KnowledgeBase, everybody: Sequence[Told]
) -> None:
    for answers, result, whys in everybody:
        listed = {suggestion.id for suggestion in result.suggestions}
        for each in whys:
            alone = [only(answers, reason.answers) for reason in each.withheld]
            for then in suggest_each(kb, alone, {"withheld": ()}):
                assert each.id in {withheld.id for withheld in then.withheld}, (
                    f"The sheet: {answers}"
                )
            if each.standing == "not_suggested":
                said = tuple(answer.question for answer in each.blocking)
                (then,) = suggest_each(kb, [only(answers, said)], {"suggestions": ()})
                assert each.id not in {suggestion.id for suggestion in then.suggestions}, (
                    f"The sheet: {answers}"
                )
                assert each.id not in listed, f"The sheet: {answers}"


def test_an_explanation_says_what_the_result_says(everybody: Sequence[Told]) -> None:
    for answers, result, whys in everybody:
        suggested = {suggestion.id: suggestion for suggestion in result.suggestions}
        withheld = {each.id: each for each in result.withheld}
        for explanation in whys:
            suggestion = suggested.get(explanation.id)
            assert explanation.rank == (suggestion and suggestion.rank), f"The sheet: {answers}"
            assert explanation.score == (suggestion and suggestion.score), f"The sheet: {answers}"
            told_ = (*explanation.reasons, *explanation.against)
            assert told_ == (suggestion.reasons if suggestion else ()), f"The sheet: {answers}"
            assert all(reason.weight > 0 for reason in explanation.reasons), f"The sheet: {answers}"
            assert all(reason.weight < 0 for reason in explanation.against), f"The sheet: {answers}"
            assert answers.keys().isdisjoint(explanation.unknown), f"The sheet: {answers}"
            standing = explanation.standing
            assert (standing == "top3") == (explanation.id in first_three(result)), (
                f"The sheet: {answers}"
            )
            if standing == "halted":
                assert not result.suggestions, f"The sheet: {answers}"
                parts = (*explanation.unknown, *explanation.alternatives, *explanation.withheld)
                assert parts == (), f"The sheet: {answers}"
            else:
                assert (standing == "withheld") == (explanation.id in withheld), (
                    f"The sheet: {answers}"
                )
                assert explanation.safety == (
                    explanation.id in withheld and withheld[explanation.id].safety
                ), f"The sheet: {answers}"


@few
@given(data=st.data())
def test_why_of_one_is_that_of_all_together_and_the_same_each_time(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    answers = data.draw(sheets(kb))
    result = suggest(kb, answers)
    id_ = some_support(kb, data)
    shuffled = dict(data.draw(st.permutations([*answers.items()])))

    one = why(kb, answers, id_)

    assert one.notices == result.notices
    assert as_json(one) == as_json(why(kb, shuffled, id_))
    together = explanations(kb, answers, result, [*first_three(result), id_])
    assert together[id_] == one.why
    assert msgspec.json.decode(as_json(one), type=Why) == one


@examples(10)
@given(data=st.data())
def test_a_result_explained_is_the_result_with_more(kb: KnowledgeBase, data: st.DataObject) -> None:
    answers = data.draw(sheets(kb))
    result = suggest(kb, answers)
    top = msgspec.structs.replace(result, suggestions=result.suggestions[:5])
    whys = explanations(kb, answers, result, [s.id for s in top.suggestions])

    more = msgspec.json.decode(as_json(explained(top, whys)))

    for suggestion in more["suggestions"]:
        assert suggestion.pop("why") == msgspec.json.decode(as_json(whys[suggestion["id"]]))
    assert more == msgspec.json.decode(as_json(top))


@pytest.mark.parametrize("question", TOLD_TO_NO_ONE)
def test_nobody_is_told_to_be_someone_else(kb: KnowledgeBase, question: str) -> None:
    assert not next(q for q in kb.questions if q.id == question).changeable
