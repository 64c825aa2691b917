"""On which sheets an invariant is broken, whatever the sheets are: known, or any there can be."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pathfinder.engine.case import cases_on
from pathfinder.engine.columns import Columns, evaluate
from pathfinder.engine.notification import where_called_for
from pathfinder.engine.scoring import with_eligibility
from pathfinder.engine.withholding import where_failing
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.invariant import Claim, Invariant, Kept
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question, QuestionType
from pathfinder.verify.encoding import NONE, columns_from


class Breach(NamedTuple):
    """One way an invariant can be broken, and where it is.

    `about`: the support it was spelled out for. `added`: the risk that was added to the sheet.
    """

    where: int
    about: SupportId | None = None
    added: tuple[QuestionId, OptionId] | None = None


def breaches(kb: KnowledgeBase, invariant: Invariant, columns: Columns) -> Iterator[Breach]:
    """Yield every way in which `invariant` can be broken; `columns` have all facts.

    What is only said to be possible is broken by no single sheet.
    """
    for claim in invariant.always:
        met = evaluate(claim.when, columns).met
        yield Breach(met & ~evaluate(claim.then, columns).met, about=claim.about)
    if invariant.kept:
        yield from _losses(kb, invariant.kept, columns)


def _losses(kb: KnowledgeBase, kept: Kept, columns: Columns) -> Iterator[Breach]:
    """Yield, for each option that is a risk, where adding it takes something away."""
    before = _kept(kb, kept, columns)
    for question in kb.questions:
        for option in question.options:
            if option.risk:
                where, after = _with(kb, columns, question, option.id)
                still = _still(kb, kept, after)
                lost = 0
                for id_, sheets in before.items():
                    lost |= sheets & ~still[id_]
                yield Breach(lost & where, added=(question.id, option.id))


def where_possible(claim: Claim, columns: Columns) -> int:
    """Return where `claim` comes true."""
    return evaluate(claim.when, columns).met & evaluate(claim.then, columns).met


def where_it_applies(invariant: Invariant, columns: Columns) -> int:
    """Return where what `invariant` presumes is so."""
    applies = columns.every if invariant.kept else 0
    for claim in invariant.always:
        applies |= evaluate(claim.when, columns).met
    return applies


def _kept(kb: KnowledgeBase, kept: Kept, columns: Columns) -> Mapping[str, int]:
    """Return where each thing stands that a risk may not take away."""
    cases = cases_on(kb, columns)
    kept_where: dict[str, int] = {}
    if kept is Kept.GRAVE_NOTICES:
        for notice in kb.notices:
            if notice.severity.is_grave:
                full, short = where_called_for(cases, notice)
                kept_where[notice.id] = full | short
    else:
        for support in kb.supports:
            kept_where[support.id] = 0
            for requirement in support.eligibility:
                if requirement.safety:
                    kept_where[support.id] |= where_failing(cases, requirement)
    return kept_where


def _still(kb: KnowledgeBase, kept: Kept, columns: Columns) -> Mapping[str, int]:
    """Return where nothing was taken away: a notice may have made room for one that replaces it."""
    if kept is Kept.WITHHELD_FOR_SAFETY:
        return {id_: columns.every ^ eligible for id_, eligible in columns.eligible.items()}
    still = dict(_kept(kb, kept, columns))
    cases = cases_on(kb, columns)
    for notice in kb.notices:
        full, short = where_called_for(cases, notice)
        for replaced, _ in notice.replacements():
            if replaced in still:
                still[replaced] |= full | short
    return still


def _with(
    kb: KnowledgeBase, columns: Columns, question: Question, added: OptionId
) -> tuple[int, Columns]:
    """Return where `added`, a risk, may be said beside what is said, and the sheets that makes.

    The question is answered already: what shows only because an answer is unknown may go once it
    is known. Of a question that takes one option, a risk takes the place of one that is none.
    """
    one = question.type is QuestionType.ONE
    options = columns.chosen[question.id]
    said = {id_: 0 if one or id_ == NONE else sheets for id_, sheets in options.items()}
    said[added] = columns.every
    where = columns.answered[question.id] & ~options[added]
    for option in question.options:
        if one and option.risk:
            where &= ~options[option.id]
    after = columns_from({**columns.chosen, question.id: said}, columns.every, kb.conditions)
    return where, with_eligibility(after, kb.supports)
