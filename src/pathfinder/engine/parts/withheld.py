"""Which supports are withheld, and the answers that decide it."""

from collections.abc import Iterator, Sequence

import msgspec

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.rests_on import rested_on
from pathfinder.engine.spread import Spread, gathered, together
from pathfinder.engine.voices import spoken
from pathfinder.model.knowledge.support import Requirement, Support
from pathfinder.model.results.parts import WithheldReason
from pathfinder.model.results.result import Withheld


class _Failing(msgspec.Struct, frozen=True):
    """Where a requirement fails, and what is said of it there."""

    where: int
    reasons: Spread[WithheldReason]


def withheld(evaluation: Evaluation) -> list[tuple[Withheld, ...]]:
    """Return, for each sheet, every support that may not be suggested, in authored order."""
    found: list[list[Withheld]] = [[] for _ in range(evaluation.every.bit_length())]
    # Many supports share a requirement, and some all of them.
    cache: dict[int, _Failing] = {}
    alike: dict[int, Sequence[tuple[bool, tuple[WithheldReason, ...], list[int]]]] = {}
    for support in evaluation.kb.supports:
        if where := evaluation.every ^ evaluation.columns.eligible[support.id]:
            key = id(support.eligibility)
            if key not in alike:
                alike[key] = [*_kept_back(evaluation, support.eligibility, where, cache)]
            for safety, why, there in alike[key]:
                kept_back = Withheld(id=support.id, name=support.name, safety=safety, reasons=why)
                for position in there:
                    found[position].append(kept_back)
    return [tuple(supports) for supports in found]


def _kept_back(
    evaluation: Evaluation,
    requirements: Sequence[Requirement],
    where: int,
    cache: dict[int, _Failing],
) -> Iterator[tuple[bool, tuple[WithheldReason, ...], list[int]]]:
    """Yield whether `requirements` withhold for safety, why, and on which of the sheets of `where`."""
    unsafe = 0
    reasons: list[Spread[WithheldReason]] = []
    for requirement in requirements:
        failing = cache.get(id(requirement))
        if failing is None:
            there = where_failing(evaluation, requirement)
            failing = _Failing(there, _reason(evaluation, requirement) if there else [])
            cache[id(requirement)] = failing
        if failing.where & where:
            reasons.append(failing.reasons)
            if requirement.safety:
                unsafe |= failing.where
    for why, there in together(reasons, where):
        for safety, some in ((True, there & unsafe), (False, there & ~unsafe)):
            if some:
                yield safety, why, positions(some)


def reasons_to_withhold(
    evaluation: Evaluation, support: Support, sheets: int
) -> dict[int, tuple[WithheldReason, ...]]:
    """Return, by position of each of `sheets`, why `support` may not be suggested there."""
    reasons = (_reason(evaluation, requirement) for requirement in support.eligibility)
    return gathered(reasons, sheets)


def where_failing(evaluation: Evaluation, requirement: Requirement) -> int:
    """Return the sheets on which `requirement` fails, so that it withholds its support."""
    outcome = evaluation.evaluated(requirement.needs)
    if requirement.unknown == "withhold":
        return evaluation.every ^ outcome.met
    return outcome.not_met


def _reason(evaluation: Evaluation, requirement: Requirement) -> Spread[WithheldReason]:
    """Return the reason on the sheets where `requirement` fails."""
    failing = where_failing(evaluation, requirement)
    if not failing:
        return []
    not_met = evaluation.evaluated(requirement.needs).not_met
    wordings = (
        (requirement.because, not_met),
        (requirement.because_unknown or requirement.because, failing & ~not_met),
    )
    rests_on = rested_on(requirement.needs, evaluation.columns, failing)
    return [
        (WithheldReason(text=text, answers=evaluation.prepared.in_order(questions)), both)
        for wording, there in wordings
        if there
        for text, where in spoken(evaluation, wording, requirement.needs)
        for questions, sheets in rests_on.items()
        if (both := there & where & sheets)
    ]
