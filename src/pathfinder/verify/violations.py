"""On which sheets an invariant is broken, whatever the sheets are: known, or any there can be."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pathfinder.engine.columns import Columns, evaluate
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.parts.withheld import where_failing
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.invariant import (
    AddingRisk,
    Claim,
    Invariant,
    Preserved,
    Relabelling,
)
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.encoding import columns_from
from pathfinder.verify.losses import graveness, where_lost
from pathfinder.verify.relabelling import relabelled


class Violation(NamedTuple):
    """One way an invariant can be broken, and where it is.

    `about`: the support it was spelled out for. `added`: the risk that was added to the sheet.
    `after`: the sheets that the change made, where it is no such risk.
    """

    where: int
    about: SupportId | None = None
    added: tuple[QuestionId, OptionId] | None = None
    after: Columns | None = None


def violations(kb: KnowledgeBase, invariant: Invariant, columns: Columns) -> Iterator[Violation]:
    """Yield every way in which `invariant` can be broken; `columns` have all facts.

    What is only said to be possible is broken by no single sheet.
    """
    for claim in invariant.always:
        met = evaluate(claim.when, columns).met
        yield Violation(met & ~evaluate(claim.then, columns).met, about=claim.about)
    if invariant.change is None:
        return
    where = evaluate(invariant.when, columns).met
    if isinstance(invariant.change, AddingRisk):
        for violation in _by_adding(kb, invariant.change, columns):
            yield violation._replace(where=violation.where & where)
    else:
        violation = _by_relabelling(kb, invariant.change, columns)
        yield violation._replace(where=violation.where & where)


def _by_adding(kb: KnowledgeBase, adding: AddingRisk, columns: Columns) -> Iterator[Violation]:
    """Yield, for each option that is a risk, where adding it takes something away."""
    shown = graveness(kb, columns)
    withheld = _withheld_for_safety(kb, columns)
    for question in kb.questions:
        for option in question.options:
            if not option.risk:
                continue
            where, after = _with(kb, columns, question, option.id)
            if adding.keeps is Preserved.GRAVE_NOTICES:
                spared = [n for q, o, n in adding.spared if (q, o) == (question.id, option.id)]
                lost = where_lost(shown, graveness(kb, after), spared)
            else:
                lost = 0
                for id_, sheets in withheld.items():
                    lost = lost | (sheets & after.eligible[id_])
            yield Violation(lost & where, added=(question.id, option.id))


def _by_relabelling(kb: KnowledgeBase, how: Relabelling, columns: Columns) -> Violation:
    """Return where a grave notice goes because the same facts are told in another way."""
    after = relabelled(kb, columns, how)
    before, then = graveness(kb, columns), graveness(kb, after)
    lost = 0
    for family in how.families:
        ids = before.family(family)
        for severity in GRAVE:
            still = then.of(ids, how.down_to or severity)
            lost = lost | (before.of(ids, severity) & ~still)
    for id_ in how.notices:
        lost = lost | (before.shown[id_] & ~then.shown[id_])
    return Violation(lost, after=after)


def where_possible(claim: Claim, columns: Columns) -> int:
    """Return where `claim` comes true."""
    return evaluate(claim.when, columns).met & evaluate(claim.then, columns).met


def where_it_applies(kb: KnowledgeBase, invariant: Invariant, columns: Columns) -> int:
    """Return where what `invariant` presumes is so."""
    if invariant.change is None:
        applies = 0
        for claim in invariant.always:
            applies = applies | evaluate(claim.when, columns).met
        return applies
    applies = evaluate(invariant.when, columns).met
    if isinstance(invariant.change, AddingRisk):
        return applies
    shown = graveness(kb, columns)
    kept = [id_ for family in invariant.change.families for id_ in shown.family(family)]
    there = shown.of(kept, GRAVE[-1])
    for id_ in invariant.change.notices:
        there = there | shown.shown[id_]
    return applies & there


def _withheld_for_safety(kb: KnowledgeBase, columns: Columns) -> Mapping[SupportId, int]:
    """Return where each support is withheld for safety."""
    evaluation = Evaluation(kb, columns)
    withheld: dict[SupportId, int] = {}
    for support in kb.supports:
        withheld[support.id] = 0
        for requirement in support.eligibility:
            if requirement.safety:
                withheld[support.id] |= where_failing(evaluation, requirement)
    return withheld


def _with(
    kb: KnowledgeBase, columns: Columns, question: Question, added: OptionId
) -> tuple[int, Columns]:
    """Return where `added`, a risk, may be said beside what is said, and the sheets that makes.

    The question is answered already: what shows only because an answer is unknown may go once it
    is known. Of a question that takes one option, a risk takes the place of one that is none.
    """
    one = question.type == "one"
    options = columns.chosen[question.id]
    said = {id_: 0 if one or id_ == NONE else sheets for id_, sheets in options.items()}
    said[added] = columns.every
    where = columns.answered[question.id] & ~options[added]
    for option in question.options:
        if one and option.risk:
            where &= ~options[option.id]
    after = columns_from({**columns.chosen, question.id: said}, columns.every, kb.conditions)
    return where, Evaluation(kb, after).columns
