"""Laws of the first week: few steps, the most urgent first, that keep what helped."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.need import CARE_LEVEL
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import PlanShown, Result, Suggestion
from pathfinder.render.trimming import private
from tests.properties.strategies import sheets

MOST = 3
FOR_WHOM = QuestionId("for_whom")
LIKED, LEFT = QuestionId("tried_and_liked"), QuestionId("tried_and_left")


def planned(kb: KnowledgeBase, data: st.DataObject, **said: str) -> tuple[Result, PlanShown]:
    """Return the result for a random sheet without an emergency, `said` on it, and its plan."""
    answers = dict(data.draw(sheets(kb)))
    answers[QuestionId("crisis")] = (OptionId("none"),)
    answers |= {QuestionId(question): (OptionId(option),) for question, option in said.items()}
    result = suggest(kb, answers)
    assert result.plan is not None
    return result, result.plan


@given(data=st.data())
def test_there_is_a_plan_where_anything_is_suggested_and_nowhere_else(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    result = suggest(kb, data.draw(sheets(kb)))
    assert (result.plan is not None) is bool(result.suggestions)


@given(data=st.data())
def test_its_steps_are_suggestions_in_their_order_and_few(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    result, plan = planned(kb, data)
    suggestion_by_id = {s.id: s for s in result.suggestions}
    steps = [suggestion_by_id[step.id] for step in plan.steps]
    assert 1 <= len(steps) <= MOST
    assert [s.rank for s in steps] == sorted({s.rank for s in steps})
    urgent = [s for s in result.suggestions[:MOST] if s.need.level <= CARE_LEVEL]
    assert set(map(_id, urgent[: len(steps)])) <= set(map(_id, steps))
    for step, suggestion in zip(plan.steps, steps, strict=True):
        assert (step.do, step.say) == (suggestion.first_step, suggestion.say)
        assert (step.first_visit, step.ask) == (suggestion.first_visit, suggestion.ask)
        assert step.if_it_does_not_fit == suggestion.if_it_does_not_fit
        assert set(suggestion.contacts) <= set(step.contacts)
        assert step.need == suggestion.need
        assert step.now is None or suggestion.need.level <= CARE_LEVEL


def _id(suggestion: Suggestion) -> SupportId:
    return suggestion.id


@given(data=st.data())
def test_what_helped_stays(kb: KnowledgeBase, data: st.DataObject) -> None:
    support = data.draw(st.sampled_from(kb.supports)).id
    result, plan = planned(kb, data, tried_and_liked=support, tried_and_left="none")
    suggestion_by_id = {s.id: s for s in result.suggestions}
    steps = {step.id: step for step in plan.steps}
    if support in steps:
        kept = next(p.kept for p in kb.plans if p.id == plan.id)
        assert steps[support].note in {in_voice(kept, voice) for voice in get_args(Voice)}
    elif support in suggestion_by_id:
        assert all(step.need.level <= CARE_LEVEL for step in plan.steps)


@given(data=st.data())
def test_what_did_not_fit_is_no_step_without_a_reason(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    support = data.draw(st.sampled_from(kb.supports)).id
    result, plan = planned(kb, data, tried_and_left=support, tried_and_liked="none")
    for step in plan.steps:
        if step.id == support:
            again = next(p.again for p in kb.plans if p.id == plan.id)
            assert step.note in {in_voice(again, voice) for voice in get_args(Voice)}
            assert support in {s.id for s in result.suggestions[:MOST]}
        else:
            assert step.note is None


@given(data=st.data())
def test_a_family_a_coach_and_the_bereaved_have_words_of_their_own(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    openings = {
        planned(kb, data, for_whom=whom)[1].opening
        for whom in ("self", "loved_one", "client", "bereaved")
    }
    assert len(openings) == len(("self", "loved_one", "client", "bereaved"))


@given(data=st.data())
def test_a_private_plan_says_nothing_of_what_was_tried(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    support = data.draw(st.sampled_from(kb.supports)).id
    result, _ = planned(kb, data, tried_and_liked=support)
    plan = private(result).plan
    assert plan is not None
    assert {step.note for step in plan.steps} == {None}
