"""A first week: a few steps out of the suggestions, the most urgent need first."""

from collections.abc import Sequence

from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.parts.contacts import contacts_shown
from pathfinder.engine.ranking.places import FIRST
from pathfinder.engine.spread import gathered
from pathfinder.model.answers import Answers
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import CARE_LEVEL
from pathfinder.model.knowledge.plan import Plan
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.required_ids import LEFT, LIKED
from pathfinder.model.results.result import PlanShown, StepShown, Suggestion


def plans(
    evaluation: Evaluation, suggested: Sequence[tuple[Suggestion, ...]]
) -> list[PlanShown | None]:
    """Return the plan for each sheet, made of what is `suggested` there; none without that."""
    left = evaluation.every
    spread: list[list[tuple[tuple[Plan, Voice], int]]] = []
    for plan in evaluation.kb.plans:
        where = evaluation.met(plan.when) & left
        left &= ~where
        heard = evaluation.voices(about_use=False)
        spread.append([((plan, voice), where & there) for voice, there in heard])
    found = gathered(spread, evaluation.every)
    return [
        _plan(evaluation, *found[i][0], answers, suggestions) if found[i] and suggestions else None
        for i, (answers, suggestions) in enumerate(zip(evaluation.answers, suggested, strict=True))
    ]


def _plan(
    evaluation: Evaluation,
    plan: Plan,
    voice: Voice,
    answers: Answers,
    suggestions: Sequence[Suggestion],
) -> PlanShown:
    liked = frozenset(map(SupportId, answers.get(LIKED, ())))
    left = frozenset(map(SupportId, answers.get(LEFT, ())))
    steps = chosen(suggestions, liked, left, most=len(plan.days))
    return PlanShown(
        id=plan.id,
        opening=in_voice(plan.opening, voice),
        steps=tuple(
            _step(evaluation, step, day, voice, _note(plan, voice, step.id, liked, left))
            for day, step in zip(plan.days, steps, strict=False)
        ),
        closing=in_voice(plan.closing, voice),
    )


def _step(
    evaluation: Evaluation, step: Suggestion, day: str, voice: Voice, note: str | None
) -> StepShown:
    """Return `step` as a step of a plan: first what can be done for its need at any hour."""
    need = evaluation.prepared.need_by_id[step.need.id]
    now = in_voice(need.now, voice) if need.now and step.need.level <= CARE_LEVEL else None
    prepared = evaluation.prepared
    known = (prepared.contact_by_id, prepared.source_by_id)
    at_once = contacts_shown(*known, need.contacts) if now else ()
    return StepShown(
        day=day,
        id=step.id,
        name=step.name,
        need=step.need,
        note=note,
        now=now,
        do=step.first_step,
        say=step.say,
        first_visit=step.first_visit,
        go_with=step.go_with,
        ask=step.ask,
        if_it_does_not_fit=step.if_it_does_not_fit,
        contacts=tuple(dict.fromkeys((*at_once, *step.contacts))),
    )


def chosen(
    suggestions: Sequence[Suggestion],
    liked: frozenset[SupportId],
    left: frozenset[SupportId],
    *,
    most: int,
) -> list[Suggestion]:
    """Return at most `most` of `suggestions` to begin with, in their order.

    They are the first ones, which serve the most urgent needs. What was tried and `liked` takes the
    place of the last that is no care for a danger or for what was said. What was tried and `left`
    is among them only where it stands among the first three all the same.
    """
    sound = [s for s in suggestions if s.id not in left or s.rank <= FIRST]
    steps = sound[:most]
    for helped in [s for s in sound if s.id in liked][:1]:
        if helped not in steps:
            given_up = [step for step in steps if step.need.level > CARE_LEVEL][-1:]
            if given_up or len(steps) < most:
                steps = [*(step for step in steps if step not in given_up), helped]
    return sorted(steps, key=lambda step: step.rank)


def _note(
    plan: Plan,
    voice: Voice,
    support: SupportId,
    liked: frozenset[SupportId],
    left: frozenset[SupportId],
) -> str | None:
    if support in liked:
        return in_voice(plan.kept, voice)
    return in_voice(plan.again, voice) if support in left else None
