"""Which supports are withheld, and the answers that decide it."""

from collections.abc import Iterator

from pathfinder.engine.case import Case, in_question_order, spoken
from pathfinder.engine.columns import evaluate
from pathfinder.engine.explanation import rested_on
from pathfinder.model.result import Withheld, WithheldReason
from pathfinder.model.support import Requirement, Support, WhenUnknown


def withheld(case: Case) -> Iterator[Withheld]:
    """Yield every support that may not be suggested, in the order of the knowledge base."""
    for support in case.kb.supports:
        if not case.eligible[support.id]:
            failing = tuple(_failing(case, support))
            yield Withheld(
                id=support.id,
                name=support.name,
                safety=any(requirement.safety for requirement in failing),
                reasons=tuple(_reason(case, requirement) for requirement in failing),
            )


def reasons_to_withhold(case: Case, support: Support) -> tuple[WithheldReason, ...]:
    """Return why `support` may not be suggested; nothing where it may."""
    return tuple(_reason(case, requirement) for requirement in _failing(case, support))


def _failing(case: Case, support: Support) -> Iterator[Requirement]:
    for requirement in support.eligibility:
        outcome = evaluate(requirement.needs, case.sheet)
        withholds = requirement.unknown is WhenUnknown.WITHHOLD
        if outcome.not_met or (withholds and not outcome.met):
            yield requirement


def _reason(case: Case, requirement: Requirement) -> WithheldReason:
    unknown = not evaluate(requirement.needs, case.sheet).not_met
    wording = requirement.because_unknown if unknown else None
    return WithheldReason(
        text=spoken(case, wording or requirement.because, requirement.needs),
        answers=in_question_order(case, rested_on(requirement.needs, case.sheet)),
    )
