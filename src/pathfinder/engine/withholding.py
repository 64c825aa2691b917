"""Which supports are withheld, and the answers that decide it."""

from pathfinder.engine.case import Cases, Spread, gathered, in_question_order, spoken, together
from pathfinder.engine.columns import positions
from pathfinder.engine.explanation import rested_on
from pathfinder.model.result import Withheld, WithheldReason
from pathfinder.model.support import Requirement, Support, WhenUnknown


def withheld(cases: Cases) -> list[tuple[Withheld, ...]]:
    """Return, for each sheet, every support that may not be suggested, in authored order."""
    found: list[list[Withheld]] = [[] for _ in range(cases.every.bit_length())]
    # Many supports share a requirement.
    told: dict[int, Spread[WithheldReason]] = {}
    for support in cases.kb.supports:
        where = cases.every ^ cases.sheets.eligible[support.id]
        if not where:
            continue
        unsafe = 0
        for requirement in support.eligibility:
            if id(requirement) not in told:
                told[id(requirement)] = _reason(cases, requirement)
            if requirement.safety:
                unsafe |= where_failing(cases, requirement)
        parts = (told[id(requirement)] for requirement in support.eligibility)
        for reasons, there in together(parts, where):
            for safety, some in ((True, there & unsafe), (False, there & ~unsafe)):
                if some:
                    kept_back = Withheld(
                        id=support.id, name=support.name, safety=safety, reasons=reasons
                    )
                    for position in positions(some):
                        found[position].append(kept_back)
    return [tuple(supports) for supports in found]


def reasons_to_withhold(
    cases: Cases, support: Support, sheets: int
) -> dict[int, tuple[WithheldReason, ...]]:
    """Return, by position of each of `sheets`, why `support` may not be suggested there."""
    return gathered((_reason(cases, requirement) for requirement in support.eligibility), sheets)


def where_failing(cases: Cases, requirement: Requirement) -> int:
    """Return the sheets on which `requirement` fails, so that it withholds its support."""
    outcome = cases.evaluated(requirement.needs)
    if requirement.unknown is WhenUnknown.WITHHOLD:
        return cases.every ^ outcome.met
    return outcome.not_met


def _reason(cases: Cases, requirement: Requirement) -> Spread[WithheldReason]:
    """Return the reason on the sheets where `requirement` fails."""
    failing = where_failing(cases, requirement)
    not_met = cases.evaluated(requirement.needs).not_met
    wordings = (
        (requirement.because, not_met),
        (requirement.because_unknown or requirement.because, failing & ~not_met),
    )
    rests_on = rested_on(requirement.needs, cases.sheets, failing) if failing else {}
    return [
        (WithheldReason(text=text, answers=in_question_order(cases, questions)), both)
        for wording, there in wordings
        if there
        for text, where in spoken(cases, wording, requirement.needs)
        for questions, sheets in rests_on.items()
        if (both := there & where & sheets)
    ]
