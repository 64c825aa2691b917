"""Each invariant of a knowledge base: proved, broken with the fewest answers, or not settled."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.invariant import Invariant
from pathfinder.verify.context import Grounds
from pathfinder.verify.cross_check import DisagreementError
from pathfinder.verify.encoding import columns_from
from pathfinder.verify.propositions import with_facts
from pathfinder.verify.sampling import answers_on
from pathfinder.verify.solver import Can
from pathfinder.verify.violations import Breach, breaches, where_it_applies, where_possible


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


def prove(grounds: Grounds) -> Iterator[Finding]:
    """Yield the finding on each invariant, in their order.

    What the solver can't settle within its budget is looked for on random sheets. Raises
    `DisagreementError` where the engine does not confirm what the solver found.
    """
    for invariant in grounds.invariants.all:
        yield _possible(grounds, invariant) if invariant.possible else _always(grounds, invariant)


def _possible(grounds: Grounds, invariant: Invariant) -> Finding:
    verdict = Verdict.PROVED
    for claim in invariant.possible:
        if where_possible(claim, grounds.sample):
            continue
        found = grounds.solver.can_be(where_possible(claim, grounds.encoding.columns))
        if found is Can.NO:
            return Finding(invariant, Verdict.FAILED, about=claim.about)
        if found is Can.UNKNOWN:
            verdict = Verdict.UNPROVED
    return Finding(invariant, verdict)


def _always(grounds: Grounds, invariant: Invariant) -> Finding:
    if grounds.never(where_it_applies(grounds.kb, invariant, grounds.encoding.columns)):
        return Finding(invariant, Verdict.EMPTY)
    broken = 0
    for breach in breaches(grounds.kb, invariant, grounds.encoding.columns):
        broken = breach.where | broken
    found = grounds.solver.can_be(broken)
    if found is Can.NO:
        return Finding(invariant, Verdict.PROVED)
    if found is Can.YES:
        answers = grounds.solver.smallest(broken)
    elif (sampled := _sampled(grounds, invariant)) is not None:
        answers = sampled
    else:
        return Finding(invariant, Verdict.UNPROVED)
    confirmed = _confirmed(grounds, invariant, answers)
    after = answers_on(confirmed.after, 0) if confirmed.after else None
    return Finding(invariant, Verdict.FAILED, answers, confirmed.about, confirmed.added, after)


def _sampled(grounds: Grounds, invariant: Invariant) -> Answers | None:
    """Return one of the random sheets that breaks `invariant`, if any does."""
    for breach in breaches(grounds.kb, invariant, grounds.sample):
        if breach.where:
            return answers_on(grounds.sample, breach.where.bit_length() - 1)
    return None


def _confirmed(grounds: Grounds, invariant: Invariant, answers: Answers) -> Breach:
    """Return how, by the engine, `answers` break `invariant`."""
    said = {
        question.id: {o.id: int(o.id in answers.get(question.id, ())) for o in question.options}
        for question in grounds.kb.questions
    }
    sheet = columns_from(said, 1, grounds.kb.conditions)
    sheet = with_facts(grounds.kb, grounds.invariants, sheet)
    for breach in breaches(grounds.kb, invariant, sheet):
        if breach.where & 1:
            return breach
    raise DisagreementError(invariant.id)
