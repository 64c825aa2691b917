"""A first week: a few steps out of the suggestions, of at least two kinds."""

from collections.abc import Sequence

from pathfinder.engine.case import Cases, gathered, voices, where_met
from pathfinder.engine.scoring import FIRST, LIFE_SAVING
from pathfinder.model.answers import Answers
from pathfinder.model.condition import QuestionId, SupportId
from pathfinder.model.plan import Plan
from pathfinder.model.result import PlanShown, StepShown, Suggestion
from pathfinder.model.wording import Voice, in_voice

LIKED = QuestionId("tried_and_liked")
LEFT = QuestionId("tried_and_left")


def plans(
    cases: Cases, sheets: Sequence[Answers], suggested: Sequence[tuple[Suggestion, ...]]
) -> list[PlanShown | None]:
    """Return the plan for each of `sheets`, made of what is `suggested` there; none without that."""
    left = cases.every
    spread: list[list[tuple[tuple[Plan, Voice], int]]] = []
    for plan in cases.kb.plans:
        where = where_met(cases, plan.when) & left
        left &= ~where
        heard = voices(cases.sheets, about_use=False)
        spread.append([((plan, voice), where & there) for voice, there in heard])
    found = gathered(spread, cases.every)
    return [
        _plan(*found[i][0], answers, suggestions) if found[i] and suggestions else None
        for i, (answers, suggestions) in enumerate(zip(sheets, suggested, strict=True))
    ]


def _plan(
    plan: Plan, voice: Voice, answers: Answers, suggestions: Sequence[Suggestion]
) -> PlanShown:
    liked = frozenset(map(SupportId, answers.get(LIKED, ())))
    left = frozenset(map(SupportId, answers.get(LEFT, ())))
    steps = chosen(suggestions, liked, left, most=len(plan.days))
    return PlanShown(
        id=plan.id,
        opening=in_voice(plan.opening, voice),
        steps=tuple(
            StepShown(
                day=day,
                id=step.id,
                name=step.name,
                note=_note(plan, voice, step.id, liked, left),
                do=step.first_step,
                say=step.say,
                first_visit=step.first_visit,
                ask=step.ask,
                if_it_does_not_fit=step.if_it_does_not_fit,
                contacts=step.contacts,
            )
            for day, step in zip(plan.days, steps, strict=False)
        ),
        closing=in_voice(plan.closing, voice),
    )


def chosen(
    suggestions: Sequence[Suggestion],
    liked: frozenset[SupportId],
    left: frozenset[SupportId],
    *,
    most: int,
) -> list[Suggestion]:
    """Return at most `most` of `suggestions` to begin with, in their order.

    They are the first ones, which are balanced already. What was tried and `liked` takes the place
    of the last, and so does another kind where all are alike; what is there to save a life makes
    room for neither. What was tried and `left` is among them only where it stands among the first
    three all the same.
    """
    sound = [s for s in suggestions if s.id not in left or s.rank <= FIRST]
    steps = sound[:most]
    helped = [s for s in sound if s.id in liked][:1]
    for step in helped:
        steps = _with(steps, step, most, kept=())
    others = [s for s in sound if s.score > 0 and s.kind is not steps[0].kind]
    if others and all(s.kind is steps[0].kind for s in steps):
        steps = _with(steps, others[0], most, kept=helped)
    return sorted(steps, key=lambda step: step.rank)


def _with(
    steps: list[Suggestion], new: Suggestion, most: int, kept: Sequence[Suggestion]
) -> list[Suggestion]:
    """Return `steps` with `new`, in place of the last that is not `kept` and saves no life."""
    if new in steps:
        return steps
    if len(steps) < most:
        return [*steps, new]
    for step in reversed(steps):
        saving = any(reason.weight >= LIFE_SAVING for reason in step.reasons)
        if step not in kept and not saving:
            return [*(s for s in steps if s is not step), new]
    return steps


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
