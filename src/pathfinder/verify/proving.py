"""Each invariant of a knowledge base: proved, broken with the fewest answers, or not settled."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.invariant import Invariant
from pathfinder.verify.context import Context
from pathfinder.verify.cross_check import DisagreementError
from pathfinder.verify.encoding import columns_from
from pathfinder.verify.propositions import with_facts
from pathfinder.verify.sampling import answers_on
from pathfinder.verify.solver import Can
from pathfinder.verify.violations import Violation, violations, where_it_applies, where_possible


class Verdict(Enum):
    """What came of an invariant; one whose premise no answers meet is empty."""

    PROVED = "proved"
    FAILED = "failed"
    EMPTY = "empty"
    UNPROVED = "unproved"


class Finding(NamedTuple):
    """The verdict on `invariant`.

    Where it failed: the fewest `answers` that break it, or, where the solver's budget did not
    suffice, those of a random sheet; without answers, no answers make it possible. `about`: the
    support of which it is not so. `added`: the risk whose adding to the answers breaks it. `after`:
    the answers that say the same in another way and break it.
    """

    invariant: Invariant
    verdict: Verdict
    answers: Answers | None = None
    about: SupportId | None = None
    added: tuple[QuestionId, OptionId] | None = None
    after: Answers | None = None


def prove(context: Context) -> Iterator[Finding]:
    """Yield the finding on each invariant, in their order.

    What the solver can't settle within its budget is looked for on random sheets. Raises
    `DisagreementError` where the engine does not confirm what the solver found.
    """
    for invariant in context.invariants.all:
        yield _possible(context, invariant) if invariant.possible else _always(context, invariant)


def _possible(context: Context, invariant: Invariant) -> Finding:
    verdict = Verdict.PROVED
    for claim in invariant.possible:
        if where_possible(claim, context.sample):
            continue
        found = context.solver.can_be(where_possible(claim, context.encoding.columns))
        if found is Can.NO:
            return Finding(invariant, Verdict.FAILED, about=claim.about)
        if found is Can.UNKNOWN:
            verdict = Verdict.UNPROVED
    return Finding(invariant, verdict)


def _always(context: Context, invariant: Invariant) -> Finding:
    if context.never(where_it_applies(context.kb, invariant, context.encoding.columns)):
        return Finding(invariant, Verdict.EMPTY)
    broken = 0
    for violation in violations(context.kb, invariant, context.encoding.columns):
        broken = violation.where | broken
    found = context.solver.can_be(broken)
    if found is Can.NO:
        return Finding(invariant, Verdict.PROVED)
    if found is Can.YES:
        answers = context.solver.smallest(broken)
    elif (sampled := _sampled(context, invariant)) is not None:
        answers = sampled
    else:
        return Finding(invariant, Verdict.UNPROVED)
    confirmed = _confirmed(context, invariant, answers)
    after = answers_on(confirmed.after, 0) if confirmed.after else None
    return Finding(invariant, Verdict.FAILED, answers, confirmed.about, confirmed.added, after)


def _sampled(context: Context, invariant: Invariant) -> Answers | None:
    """Return one of the random sheets that breaks `invariant`, if any does."""
    for violation in violations(context.kb, invariant, context.sample):
        if violation.where:
            return answers_on(context.sample, violation.where.bit_length() - 1)
    return None


def _confirmed(context: Context, invariant: Invariant, answers: Answers) -> Violation:
    """Return how, by the engine, `answers` break `invariant`."""
    said = {
        question.id: {o.id: int(o.id in answers.get(question.id, ())) for o in question.options}
        for question in context.kb.questions
    }
    sheet = columns_from(said, 1, context.kb.conditions)
    sheet = with_facts(context.kb, context.invariants, sheet)
    for violation in violations(context.kb, invariant, sheet):
        if violation.where & 1:
            return violation
    raise DisagreementError(invariant.id)
