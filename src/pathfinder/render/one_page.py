"""A result as one page: the dangers, a few suggestions, and what is to stay in sight."""

from collections.abc import Iterable, Iterator, Mapping

from pathfinder.model.condition import SupportId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.result import Result, Suggestion
from pathfinder.model.support import Cost
from pathfinder.render.as_plain import as_plain
from pathfinder.render.card import card_lines, emergency_page
from pathfinder.render.page import (
    GAP,
    Line,
    Part,
    lesser,
    lesser_lines,
    list_used,
    notices_page,
)

SHOWN = 3
"""So many suggestions stand on the page, unless more are asked for."""

COLUMNS = 80
MOST_LINES = 8
"""So many lines of `COLUMNS` has a suggestion, unless its cautions and its first step take more."""

MOST_OPEN = 4


def result_page(
    kb: KnowledgeBase,
    result: Result,
    *,
    found: int,
    more: Mapping[SupportId, Iterable[Line]],
) -> Iterator[Line]:
    """Yield the page of `result`, a result for `kb`; where an emergency left no list, that alone.

    `found`: how many suggestions there were before any were left out. `more`: what stands below a
    suggestion, by support.
    """
    words = kb.interface
    if not result.suggestions:
        yield from emergency_page(words, result.notices)
        return
    yield from notices_page(words, result.notices)
    yield Line(Part.TITLE, words.best_first)
    cost_by_id = {support.id: support.cost for support in kb.supports}
    for suggestion in result.suggestions:
        yield from fitting(words, suggestion, cost_by_id[suggestion.id])
        yield from more.get(suggestion.id, ())
        yield GAP
    yield from lesser_lines(words, lesser(result.notices))
    yield from _more_lines(kb, result, found)
    yield from card_lines(words, result)


def fitting(words: Interface, suggestion: Suggestion, cost: Cost) -> tuple[Line, ...]:
    """Return the longest form of `suggestion` that takes `MOST_LINES`, or else the shortest.

    What may be left out are reasons and ways to reach it; never a caution nor the first step.
    """
    shorter: tuple[Line, ...] = ()
    for reasons, ways in ((2, 2), (1, 2), (1, 1), (0, 1)):
        shorter = tuple(suggestion_lines(words, suggestion, cost, reasons=reasons, ways=ways))
        if as_plain(shorter, COLUMNS).count("\n") <= MOST_LINES:
            break
    return shorter


def suggestion_lines(
    words: Interface, suggestion: Suggestion, cost: Cost, *, reasons: int, ways: int
) -> Iterator[Line]:
    """Yield `suggestion` with so many `reasons` and `ways` to reach it."""
    yield Line(Part.NAME, suggestion.name, f"{suggestion.rank}. ")
    yield Line(Part.TEXT, suggestion.in_short, indent=1)
    why = [reason.text for reason in suggestion.reasons if reason.weight > 0][:reasons]
    if why:
        yield Line(Part.LABEL, " ".join(why), f"{words.why}: ", indent=1)
    if cautions := dict.fromkeys(caution.text for caution in suggestion.cautions):
        yield Line(Part.LABEL, " ".join(cautions), f"{words.careful}: ", indent=1)
    yield Line(Part.LABEL, suggestion.first_step, f"{words.first_step}: ", indent=1)
    reach = [
        f"{contact.label}, {contact.phone or contact.text or contact.url}"
        for contact in suggestion.contacts[:ways]
    ]
    yield Line(
        Part.CONTACT, f"{words.costs[cost]}. {'; '.join(reach)}", f"{words.cost}: ", indent=1
    )


def _more_lines(kb: KnowledgeBase, result: Result, found: int) -> Iterator[Line]:
    """Yield how to read more, what could change the list, and of when it is."""
    words = kb.interface
    left_out = found - len(result.suggestions)
    rest = f"{left_out} {words.more_fit} {words.show_all} " if left_out > 0 else ""
    yield Line(Part.QUIET, f"{rest}{words.show_details} {list_used(words, result.knowledge)}")
    if result.open_questions:
        open_ = [q.name for q in kb.questions if q.id in result.open_questions]
        others = len(open_) - MOST_OPEN
        tail = f" {words.also} {others} {words.more}" if others > 0 else ""
        named = "; ".join(open_[:MOST_OPEN])
        yield Line(Part.QUIET, f"{words.could_change}: {named}{tail}.")
    yield GAP
