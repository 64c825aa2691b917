"""Laws of the first week: few steps, the most urgent first, that keep what helped."""

from collections.abc import Callable, Mapping
from typing import get_args

from pathfinder import load_knowledge
from pathfinder.engine.suggest import suggest_each
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.need import CARE_LEVEL
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import PlanShown, Result, Suggestion
from pathfinder.render.trimming import private
from tests.properties.crowds import NOTHING, Law, Premise, for_many, one

KB = load_knowledge()
MOST = 3
FOR_WHOM = QuestionId("for_whom")
LIKED, LEFT = QuestionId("tried_and_liked"), QuestionId("tried_and_left")


def planned(
    each: Mapping[str, Premise] = NOTHING, **said: str
) -> Callable[[Law], Callable[..., None]]:
    """Try a law of plans where there is no emergency and that was `said`."""
    premise = {question: one(option) for question, option in {"crisis": "none", **said}.items()}
    return for_many(premise=premise, each=each, parts={"suggestions": (), "plan": ()})


def plan_in(result: Result) -> PlanShown:
    assert result.plan is not None
    return result.plan


def of_any(question: str) -> Premise:
    """Return that one of the supports was said to `question`."""
    return {question: lambda chance: (str(chance.choice(KB.supports).id),)}


@for_many(parts={"suggestions": (), "plan": ()})
def test_there_is_a_plan_where_anything_is_suggested_and_nowhere_else(result: Result) -> None:
    assert (result.plan is not None) is bool(result.suggestions)


@planned()
def test_its_steps_are_suggestions_in_their_order_and_few(result: Result) -> None:
    plan = plan_in(result)
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


@planned({"one": of_any("tried_and_liked")}, tried_and_left="none")
def test_what_helped_stays(kb: KnowledgeBase, answers: Answers, result: Result) -> None:
    plan = plan_in(result)
    support = SupportId(answers[LIKED][0])
    suggestion_by_id = {s.id: s for s in result.suggestions}
    steps = {step.id: step for step in plan.steps}
    if support in steps:
        kept = next(p.kept for p in kb.plans if p.id == plan.id)
        assert steps[support].note in {in_voice(kept, voice) for voice in get_args(Voice)}
    elif support in suggestion_by_id:
        assert all(step.need.level <= CARE_LEVEL for step in plan.steps)


@planned({"one": of_any("tried_and_left")}, tried_and_liked="none")
def test_what_did_not_fit_is_no_step_without_a_reason(
    kb: KnowledgeBase, answers: Answers, result: Result
) -> None:
    plan = plan_in(result)
    support = SupportId(answers[LEFT][0])
    for step in plan.steps:
        if step.id == support:
            again = next(p.again for p in kb.plans if p.id == plan.id)
            assert step.note in {in_voice(again, voice) for voice in get_args(Voice)}
            assert support in {s.id for s in result.suggestions[:MOST]}
        else:
            assert step.note is None


@for_many(40, premise={"crisis": one("none")})
def test_a_family_a_coach_and_the_bereaved_have_words_of_their_own(
    kb: KnowledgeBase, answers: Answers
) -> None:
    whoms = ("self", "loved_one", "client", "bereaved")
    asking: list[Answers] = [{**answers, FOR_WHOM: (OptionId(whom),)} for whom in whoms]
    openings = {plan_in(result).opening for result in suggest_each(kb, asking, {"plan": ()})}
    assert len(openings) == len(whoms)


@planned({"one": of_any("tried_and_liked")})
def test_a_private_plan_says_nothing_of_what_was_tried(result: Result) -> None:
    plan = private(result).plan
    assert plan is not None
    assert {step.note for step in plan.steps} == {None}
