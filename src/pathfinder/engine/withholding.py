"""Which supports are withheld, and the answers that decide it."""

from collections.abc import Iterator

from pathfinder.engine.case import Case, in_question_order, spoken
from pathfinder.engine.columns import evaluate, truth
from pathfinder.engine.explanation import rested_on
from pathfinder.model.condition import Truth
from pathfinder.model.result import Withheld, WithheldReason
from pathfinder.model.support import Requirement, Support, WhenUnknown


def withheld(case: Case) -> Iterator[Withheld]:
    """Yield every support that may not be suggested, in the order of the knowledge base."""
    for support in case.kb.supports:
        if not case.sheets.eligible[support.id] & 1:
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
        outcome = truth(evaluate(requirement.needs, case.sheets))
        withholds = requirement.unknown is WhenUnknown.WITHHOLD
        if outcome is Truth.NOT_MET or (withholds and outcome is Truth.UNKNOWN):
            yield requirement


def _reason(case: Case, requirement: Requirement) -> WithheldReason:
    unknown = truth(evaluate(requirement.needs, case.sheets)) is Truth.UNKNOWN
    wording = requirement.because_unknown if unknown else None
    return WithheldReason(
        text=spoken(case, wording or requirement.because, requirement.needs),
        answers=in_question_order(case, rested_on(requirement.needs, case.sheets)),
    )
