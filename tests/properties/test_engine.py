"""Laws of the engine, over random sheets of answers to the shipped knowledge base."""

import pickle
import random
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.engine.columns import Outcome, columns_of, evaluate, truth
from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.ranking.places import first_three
from pathfinder.engine.rests_on import rested_on
from pathfinder.engine.suggest import suggest_each
from pathfinder.model.answers import Answers
from pathfinder.model.condition import (
    Condition,
    Eligible,
    Not,
    QuestionId,
    SupportId,
    terms,
)
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from pathfinder.render.as_json import as_json
from tests.oracle import Oracle
from tests.properties.crowds import for_many, one
from tests.properties.strategies import sheets


def plain(answers: Answers) -> dict[str, list[str]]:
    return {question: list(options) for question, options in answers.items()}


def conditions(kb: KnowledgeBase) -> list[Condition]:
    rules = [rule.when for support in kb.supports for rule in support.rules]
    needs = [part.needs for support in kb.supports for part in support.eligibility]
    asked = [question.ask_when for question in kb.questions]
    return [
        *{condition for condition in (*rules, *needs, *asked) if condition},
        *kb.conditions.values(),
    ]


@for_many(300, parts={"notices": (), "suggestions": (), "withheld": ()})
def test_engine_and_oracle_agree_on_every_sheet(
    oracle: Oracle, answers: Answers, result: Result
) -> None:
    sheet = plain(answers)
    assert [(s.id, s.score) for s in result.suggestions] == oracle.ranking(sheet)
    assert [n.id for n in result.notices] == [id_ for id_, _ in oracle.notices_shown(sheet)]
    assert [w.id for w in result.withheld] == [
        support["id"] for support in oracle.supports if oracle.failing(support, sheet)
    ]


@given(data=st.data())
def test_many_sheets_at_once_give_what_each_gives_alone(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    many = data.draw(st.lists(sheets(kb), min_size=1, max_size=5))
    together = evaluation_of(kb, many)
    places = first_three(together.scored, together.every)
    for position, answers in enumerate(many):
        expected = first_three(evaluation_of(kb, [answers]).scored, 1)
        for place, expected_place in zip(places, expected, strict=True):
            here = {id_ for id_, where in place.items() if where >> position & 1}
            assert here == {id_ for id_, where in expected_place.items() if where & 1}


@given(data=st.data())
def test_many_results_at_once_are_what_each_is_alone(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    many = data.draw(st.lists(sheets(kb), max_size=6))
    alone = [as_json(suggest(kb, answers)) for answers in many]
    assert [as_json(result) for result in suggest_each(kb, many)] == alone
    with pytest.MonkeyPatch.context() as patch:  # two at once, the trials of each counted
        trials = sum(not option.halts for question in kb.questions for option in question.options)
        patch.setattr("pathfinder.engine.suggest.MOST_BITS", 2 * len(kb.supports) * (trials + 1))
        assert [as_json(result) for result in suggest_each(kb, many)] == alone


@given(data=st.data())
def test_what_is_not_asked_for_changes_nothing_of_the_rest(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    many = data.draw(st.lists(sheets(kb), max_size=4))
    constant = ("id", "first_step", "say", "contacts")
    some = suggest_each(kb, many, {"notices": (), "suggestions": constant})
    for result, whole in zip(some, suggest_each(kb, many), strict=True):
        assert result.notices == whole.notices
        for key in constant:
            mine, other = ([getattr(s, key) for s in r.suggestions] for r in (result, whole))
            assert mine == other


@given(data=st.data())
def test_what_a_condition_rests_on_is_one_set_of_questions_a_sheet_as_if_alone(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    many = data.draw(st.lists(sheets(kb), min_size=1, max_size=6))
    condition = data.draw(st.sampled_from(conditions(kb)))
    columns = columns_of(many, kb.conditions)
    together = rested_on(condition, columns, columns.every)
    for position, answers in enumerate(many):
        (here,) = [questions for questions, where in together.items() if where >> position & 1]
        assert {here: 1} == rested_on(condition, columns_of([answers], kb.conditions), 1)


@given(data=st.data())
def test_not_not_is_the_same(kb: KnowledgeBase, data: st.DataObject) -> None:
    columns = columns_of([data.draw(sheets(kb))], kb.conditions)
    condition = data.draw(st.sampled_from(conditions(kb)))
    assert evaluate(Not(Not(condition)), columns) == evaluate(condition, columns)


@given(data=st.data())
def test_a_sheet_is_never_both_met_and_not_met(kb: KnowledgeBase, data: st.DataObject) -> None:
    columns = columns_of(data.draw(st.lists(sheets(kb), max_size=4)), kb.conditions)
    outcome: Outcome = evaluate(data.draw(st.sampled_from(conditions(kb))), columns)
    assert outcome.met & outcome.not_met == 0
    assert (outcome.met | outcome.not_met) & ~columns.every == 0


@given(data=st.data())
def test_a_decided_condition_without_skipped_stays_decided_when_more_is_answered(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    strict = [
        condition
        for condition in conditions(kb)
        if all(term.skipped == "unknown" for term in terms(condition, kb.conditions))
    ]
    condition = data.draw(st.sampled_from(strict))
    less = data.draw(sheets(kb))
    more = {**data.draw(sheets(kb)), **less}
    before = truth(evaluate(condition, columns_of([less], kb.conditions)))
    after = truth(evaluate(condition, columns_of([more], kb.conditions)))
    assert before in {"unknown", after}


@given(data=st.data())
def test_nothing_is_unknown_once_all_is_answered(kb: KnowledgeBase, data: st.DataObject) -> None:
    answers = {q.id: (data.draw(st.sampled_from(q.options)).id,) for q in kb.questions}
    columns = columns_of([answers], kb.conditions)
    condition = data.draw(st.sampled_from(conditions(kb)))
    assert truth(evaluate(condition, columns)) != "unknown"


@for_many(40)
def test_the_order_of_answers_is_irrelevant(
    kb: KnowledgeBase, answers: Answers, result: Result, chance: random.Random
) -> None:
    shuffled = list(answers.items())
    chance.shuffle(shuffled)
    other = {question: tuple(chance.sample(o, len(o))) for question, o in shuffled}
    assert as_json(result) == as_json(suggest(kb, other))


@for_many(100, parts={"suggestions": ()})
def test_score_is_how_well_it_serves_its_need_and_the_sum_of_the_reasons(
    kb: KnowledgeBase, answers: Answers, result: Result
) -> None:
    columns = columns_of([answers], kb.conditions)
    support_by_id = {support.id: support for support in kb.supports}
    for suggestion in result.suggestions:
        serves = [
            serve
            for serve in support_by_id[suggestion.id].serves
            if serve.need == suggestion.need.id
            and (serve.when is None or evaluate(serve.when, columns).met)
        ]
        assert serves
        well = sum(serve.weight for serve in serves)
        assert suggestion.score == well + sum(reason.weight for reason in suggestion.reasons)


def _only(answers: Answers, questions: tuple[QuestionId, ...]) -> Answers:
    return {question: answers[question] for question in questions if question in answers}


@for_many(60, parts={"suggestions": ()})
def test_a_reason_still_holds_with_only_the_answers_it_names(
    kb: KnowledgeBase, answers: Answers, result: Result
) -> None:
    sheet = columns_of([answers], kb.conditions)
    support_by_id = {support.id: support for support in kb.supports}
    for suggestion in result.suggestions:
        met = [
            rule
            for rule in support_by_id[suggestion.id].rules
            if rule.need in {None, suggestion.need.id}
            and (rule.when is None or evaluate(rule.when, sheet).met)
        ]
        for rule, reason in zip(
            sorted(met, key=lambda rule: -rule.weight), suggestion.reasons, strict=True
        ):
            alone = columns_of([_only(answers, reason.answers)], kb.conditions)
            assert rule.when is None or evaluate(rule.when, alone).met


@for_many(60, parts={"withheld": ()})
def test_what_is_withheld_stays_withheld_with_only_the_answers_named(
    kb: KnowledgeBase, answers: Answers, result: Result, chance: random.Random
) -> None:
    if result.withheld:
        one = chance.choice(result.withheld)
        named = tuple(q for reason in one.reasons for q in reason.answers)
        (alone,) = suggest_each(kb, [_only(answers, named)], {"withheld": ()})
        assert one.id in {w.id for w in alone.withheld}


@given(data=st.data())
def test_no_weight_brings_a_withheld_support_back(kb: KnowledgeBase, data: st.DataObject) -> None:
    weight = data.draw(st.integers(min_value=1, max_value=10_000))
    supports = tuple(
        msgspec.structs.replace(
            support,
            rules=tuple(msgspec.structs.replace(rule, weight=weight) for rule in support.rules),
        )
        for support in kb.supports
    )
    result = suggest(msgspec.structs.replace(kb, supports=supports), data.draw(sheets(kb)))
    assert {s.id for s in result.suggestions}.isdisjoint(w.id for w in result.withheld)


KEY = ("goal", "substances", "drinking", "signs", "age_group")


@for_many(each={question: {question: one()} for question in KEY}, parts={"suggestions": ()})
def test_moderation_is_withheld_while_a_key_answer_is_skipped(result: Result) -> None:
    assert {"mm", "hams"}.isdisjoint(s.id for s in result.suggestions)


@for_many(premise={"access": one()}, parts={"suggestions": ()})
def test_needs_come_by_level_and_only_what_is_active_stands_first(result: Result) -> None:
    suggestions = result.suggestions
    first, rest = suggestions[:3], suggestions[3:]
    if any(s.status == "active" for s in rest):
        assert all(s.status == "active" for s in first)
    tried: dict[str, int] = {}
    for suggestion in suggestions:
        tried.setdefault(suggestion.need.id, suggestion.need.level)
    levels = [*tried.values()]
    assert levels[:3] == sorted(levels[:3])
    for need in {s.need.id for s in rest}:
        scores = [s.score for s in rest if s.need.id == need]
        assert scores == sorted(scores, reverse=True)


@for_many(60, parts={"suggestions": (), "open_questions": ()})
def test_an_open_question_has_an_answer_that_changes_the_first_three(
    kb: KnowledgeBase, answers: Answers, result: Result
) -> None:
    before = [s.id for s in result.suggestions[:3]]
    for id_ in result.open_questions[:2]:
        question = next(q for q in kb.questions if q.id == id_)
        assert id_ not in answers
        tries = [{**answers, id_: (o.id,)} for o in question.options if not o.halts]
        results = suggest_each(kb, tries, {"suggestions": ()})
        assert any([s.id for s in then.suggestions[:3]] != before for then in results)


@for_many(60)
def test_a_result_survives_pickling_and_json(result: Result) -> None:
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own value
    assert msgspec.json.decode(as_json(result), type=Result) == result


def test_the_shipped_base_is_the_authored_one(kb: KnowledgeBase, shipped: KnowledgeBase) -> None:
    assert msgspec.structs.asdict(kb) == msgspec.structs.asdict(shipped)


def test_a_reason_on_eligibility_is_refused(kb: KnowledgeBase) -> None:
    sheets = evaluation_of(kb, [{}]).columns
    with pytest.raises(TypeError, match="no reason of its own"):
        rested_on(Eligible(SupportId("smart")), sheets, sheets.every)


def test_a_knowledge_base_is_a_line_where_a_law_about_it_fails(kb: KnowledgeBase) -> None:
    assert re.fullmatch(r"<KnowledgeBase en \S+: \d+ supports, \d+ notices>", repr(kb))
