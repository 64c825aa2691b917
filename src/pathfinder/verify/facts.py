"""What the result holds on every sheet at once, as conditions an invariant can name.

It reads nothing but columns, so it says the same of sheets that are known and of one that is not
known yet (`pathfinder.verify.circuit`).
"""

from collections.abc import Iterable, Iterator, Sequence

from pathfinder.engine.case import Cases, cases_on, where_halted, where_met
from pathfinder.engine.columns import Columns, Outcome, evaluate
from pathfinder.engine.notification import in_order, where_as_grave, where_shown
from pathfinder.engine.scoring import Scored, best, first_three, scored, with_eligibility
from pathfinder.model.condition import SupportId, questions_in
from pathfinder.model.invariant import Fact, Invariants
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import NoticeId, Severity

FIRST_FIVE = 5

Facts = Iterator[tuple[str, int]]


def with_facts(kb: KnowledgeBase, invariants: Invariants, columns: Columns) -> Columns:
    """Return `columns`, of which only the answers are known, with every fact of the result.

    Each stands under its name among the named conditions, those of `invariants` too.
    """
    named = dict(columns.named)
    columns = with_eligibility(columns._replace(named=named), kb.supports)
    cases = cases_on(kb, columns)
    for facts in (_of_notices(cases), _of_ranks(cases, invariants), _of_supports(cases)):
        named |= {name: Outcome(where, columns.every ^ where) for name, where in facts}
    for name, condition in invariants.definitions.items():
        named[name] = evaluate(condition, columns)
    return columns


def _of_notices(cases: Cases) -> Facts:
    shown = where_shown(cases)
    for notice in cases.kb.notices:
        full, short = shown[notice.id]
        yield Fact.SHOWN.of(notice.id), full | short
        yield Fact.IN_FULL.of(notice.id), full
        for fact, severity in ((Fact.GRAVE, Severity.URGENT), (Fact.EMERGENCY, Severity.EMERGENCY)):
            yield fact.of(notice.id), where_as_grave(cases, notice, full, short, severity)
    first: dict[NoticeId, int] = dict.fromkeys(shown, 0)
    left = cases.every
    for notice, form in in_order(cases):
        first[notice.id] = first[notice.id] | (form.where & left)
        left = left & ~form.where
    for id_, where in first.items():
        yield Fact.FIRST.of(id_), where


def _of_ranks(cases: Cases, invariants: Invariants) -> Facts:
    columns = cases.sheets
    going_on = columns.every & ~where_halted(cases.kb, columns)
    ranked = [
        support._replace(suggested=support.suggested & going_on)
        for support in scored(columns, cases.kb.supports)
    ]
    left = {s.support.id: s.suggested for s in ranked}
    for id_, sheets in left.items():
        yield Fact.SUGGESTED.of(id_), sheets
    places = [dict(place) for place in first_three(ranked, columns.every)]
    for place in places:
        _take(left, place)
    yield from _together(Fact.TOP3, left, places)
    after_three = dict(left)
    while len(places) < FIRST_FIVE:
        places.append(dict(best(ranked, left, columns.every)))
        _take(left, places[-1])
    yield from _together(Fact.TOP5, left, places)
    for pair in invariants.pairs:
        yield Fact.ABOVE.of(*pair), _above(pair, ranked, places[:3], after_three, columns)


def _take(left: dict[SupportId, int], place: dict[SupportId, int]) -> None:
    for id_, sheets in place.items():
        left[id_] &= ~sheets


def _together(
    fact: Fact, supports: Iterable[SupportId], places: Iterable[dict[SupportId, int]]
) -> Facts:
    for id_ in supports:
        somewhere = 0
        for place in places:
            somewhere |= place.get(id_, 0)
        yield fact.of(id_), somewhere


def _above(
    pair: tuple[SupportId, SupportId],
    ranked: Sequence[Scored],
    places: Iterable[dict[SupportId, int]],
    after: dict[SupportId, int],
    columns: Columns,
) -> int:
    """Return where both of `pair` are suggested and the first stands higher."""
    higher, lower = pair
    both = [s for s in ranked if s.support.id in pair]
    suggested = columns.every
    for s in both:
        suggested &= s.suggested
    above, passed = 0, 0
    for place in places:
        above |= place.get(higher, 0) & ~passed
        passed |= place.get(lower, 0)
    return suggested & (above | best(both, after, columns.every).get(higher, 0) & ~passed)


def _of_supports(cases: Cases) -> Facts:
    for support in cases.kb.supports:
        yield Fact.WITHHELD.of(support.id), cases.every ^ cases.sheets.eligible[support.id]
        cautioned = 0
        on = dict.fromkeys((question.id for question in cases.kb.questions), 0)
        for caution in support.cautions:
            shows = where_met(cases, caution.when)
            cautioned |= shows
            for question in questions_in(caution.when, cases.kb.conditions) if caution.when else ():
                on[question] |= shows
        yield Fact.CAUTIONED.of(support.id), cautioned
        for question_id, shows in on.items():
            yield Fact.CAUTIONED.of(support.id, question_id), shows
