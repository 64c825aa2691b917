"""What the result holds on every sheet at once, as conditions an invariant can name.

It reads nothing but columns, so it says the same of sheets that are known and of one that is not
known yet (`pathfinder.verify.circuit`).
"""

from collections.abc import Iterable, Iterator, Sequence

from pathfinder.engine.columns import Columns, Outcome, evaluate
from pathfinder.engine.scoring import Scored, best, first_three, scored, with_eligibility
from pathfinder.model.condition import Condition, SupportId, questions_in
from pathfinder.model.invariant import Fact, Invariants
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import Notice, NoticeId
from pathfinder.model.support import Support, WhenUnknown

FIRST_FIVE = 5

Facts = Iterator[tuple[str, int]]


def with_facts(kb: KnowledgeBase, invariants: Invariants, columns: Columns) -> Columns:
    """Return `columns`, of which only the answers are known, with every fact of the result.

    Each stands under its name among the named conditions, those of `invariants` too.
    """
    columns = with_eligibility(columns, kb.supports)
    named = dict(columns.named)
    columns = columns._replace(named=named)
    for facts in (
        _of_notices(kb.notices, columns),
        _of_ranks(kb, invariants, columns),
        _of_supports(kb, columns),
    ):
        named |= {name: Outcome(where, columns.every ^ where) for name, where in facts}
    for name, condition in invariants.definitions.items():
        named[name] = evaluate(condition, columns)
    return columns


def _met(condition: Condition | None, columns: Columns) -> int:
    return columns.every if condition is None else evaluate(condition, columns).met


def called_for(notice: Notice, columns: Columns) -> int:
    """Return where `notice` shows, in full or in short, or another shows that replaces it."""
    full = _met(notice.when, columns)
    return full | _met(notice.short.when, columns) if notice.short else full


def _of_notices(notices: Sequence[Notice], columns: Columns) -> Facts:
    replaced: dict[NoticeId, int] = dict.fromkeys((notice.id for notice in notices), 0)
    for notice in notices:
        for other in notice.replaces:
            replaced[other] |= called_for(notice, columns)
    for notice in notices:
        shows = columns.every ^ replaced[notice.id]
        yield Fact.SHOWN.of(notice.id), called_for(notice, columns) & shows
        yield Fact.IN_FULL.of(notice.id), _met(notice.when, columns) & shows


def withheld_for_safety(support: Support, columns: Columns) -> int:
    """Return where a requirement of safety withholds `support`."""
    withheld = 0
    for requirement in support.eligibility:
        if requirement.safety:
            outcome = evaluate(requirement.needs, columns)
            needs_met = requirement.unknown is WhenUnknown.WITHHOLD
            withheld |= columns.every ^ outcome.met if needs_met else outcome.not_met
    return withheld


def _of_ranks(kb: KnowledgeBase, invariants: Invariants, columns: Columns) -> Facts:
    going_on = columns.every ^ _halted(kb, columns)
    ranked = [
        support._replace(suggested=support.suggested & going_on)
        for support in scored(columns, kb.supports)
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


def _halted(kb: KnowledgeBase, columns: Columns) -> int:
    halted = 0
    for question in kb.questions:
        for option in question.options:
            if option.halts:
                halted |= columns.chosen.get(question.id, {}).get(option.id, 0)
    return halted


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


def _of_supports(kb: KnowledgeBase, columns: Columns) -> Facts:
    for support in kb.supports:
        yield Fact.WITHHELD.of(support.id), columns.every ^ columns.eligible[support.id]
        cautioned = 0
        on = dict.fromkeys((question.id for question in kb.questions), 0)
        for caution in support.cautions:
            shows = _met(caution.when, columns)
            cautioned |= shows
            for question in questions_in(caution.when, kb.conditions) if caution.when else ():
                on[question] |= shows
        yield Fact.CAUTIONED.of(support.id), cautioned
        for question_id, shows in on.items():
            yield Fact.CAUTIONED.of(support.id, question_id), shows
