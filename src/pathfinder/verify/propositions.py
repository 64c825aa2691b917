"""What the result holds on every sheet at once, as conditions an invariant can name.

It reads nothing but columns, so it says the same of sheets that are known and of one that is not
known yet (`pathfinder.verify.circuit`).
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from pathfinder.engine.columns import Columns, Outcome, evaluate
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.parts.notice_forms import in_order, where_as_grave, where_shown
from pathfinder.engine.ranking.places import FIRST, Places
from pathfinder.model.condition import SupportId, questions_in
from pathfinder.model.knowledge.invariant import Fact, Invariants
from pathfinder.model.knowledge.notice import NoticeId, Severity
from pathfinder.model.knowledge_base import KnowledgeBase

FIRST_FIVE = 5

Facts = Iterator[tuple[str, int]]


def with_facts(kb: KnowledgeBase, invariants: Invariants, columns: Columns) -> Columns:
    """Return `columns`, of which only the answers are known, with every fact of the result.

    Each stands under its name among the named conditions, those of `invariants` too.
    """
    named = dict(columns.named)
    evaluation = Evaluation(kb, msgspec.structs.replace(columns, named=named))
    columns = evaluation.columns
    for facts in (
        _of_notices(evaluation),
        _of_ranks(evaluation, invariants),
        _of_supports(evaluation),
    ):
        named |= {name: Outcome(where, columns.every ^ where) for name, where in facts}
    for name, condition in invariants.definitions.items():
        named[name] = evaluate(condition, columns)
    return columns


def _of_notices(evaluation: Evaluation) -> Facts:
    shown = where_shown(evaluation)
    for notice in evaluation.kb.notices:
        full, short = shown[notice.id]
        yield Fact.SHOWN.of(notice.id), full | short
        yield Fact.IN_FULL.of(notice.id), full
        as_grave: tuple[tuple[Fact, Severity], ...] = (
            (Fact.GRAVE, "urgent"),
            (Fact.EMERGENCY, "emergency"),
        )
        for fact, severity in as_grave:
            yield fact.of(notice.id), where_as_grave(evaluation, notice, full, short, severity)
    first: dict[NoticeId, int] = dict.fromkeys(shown, 0)
    left = evaluation.every
    for notice, form in in_order(evaluation):
        first[notice.id] = first[notice.id] | (form.where & left)
        left = left & ~form.where
    for id_, where in first.items():
        yield Fact.FIRST.of(id_), where


def _of_ranks(evaluation: Evaluation, invariants: Invariants) -> Facts:
    going_on = evaluation.every & ~evaluation.halted
    ranked = evaluation.scored
    suggested = {id_: where & going_on for id_, where in ranked.suggested.items()}
    for id_, where in suggested.items():
        yield Fact.SUGGESTED.of(id_), where
    taking = Places(ranked, evaluation.every)
    places = [taking.next() for _ in range(FIRST)]
    yield from _together(Fact.TOP3, suggested, places)
    taking.add_inactive()
    places += [taking.next() for _ in range(FIRST_FIVE - FIRST)]
    yield from _together(Fact.TOP5, suggested, places)
    for higher, lower in invariants.pairs:
        yield Fact.ABOVE.of(higher, lower), _above(higher, lower, suggested, places)


def _together(
    fact: Fact, suggested: Mapping[SupportId, int], places: Iterable[Mapping[SupportId, int]]
) -> Facts:
    for id_, where in suggested.items():
        somewhere = 0
        for place in places:
            somewhere |= place.get(id_, 0)
        yield fact.of(id_), somewhere & where


def _above(
    higher: SupportId,
    lower: SupportId,
    suggested: Mapping[SupportId, int],
    places: Iterable[Mapping[SupportId, int]],
) -> int:
    """Return where both are suggested and `higher` stands among the first five, before `lower`."""
    above, passed = 0, 0
    for place in places:
        above |= place.get(higher, 0) & ~passed
        passed |= place.get(lower, 0)
    return above & suggested[higher] & suggested[lower]


def _of_supports(evaluation: Evaluation) -> Facts:
    for support in evaluation.kb.supports:
        yield (
            Fact.WITHHELD.of(support.id),
            evaluation.every ^ evaluation.columns.eligible[support.id],
        )
        cautioned = 0
        on = dict.fromkeys((question.id for question in evaluation.kb.questions), 0)
        for caution in support.cautions:
            shows = evaluation.met(caution.when)
            cautioned |= shows
            for question in (
                questions_in(caution.when, evaluation.kb.conditions) if caution.when else ()
            ):
                on[question] |= shows
        yield Fact.CAUTIONED.of(support.id), cautioned
        for question_id, shows in on.items():
            yield Fact.CAUTIONED.of(support.id, question_id), shows
