"""A result as one page: the dangers, a few suggestions, and what is to stay in sight."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import DISCLAIMER
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result
from pathfinder.render.terminal.card import card_lines, emergency_page
from pathfinder.render.terminal.dangers import in_short, lesser, lesser_lines, notices_page
from pathfinder.render.terminal.page import GAP, PageLine, Part, list_used, open_named
from pathfinder.render.terminal.plain_text import as_plain
from pathfinder.render.terminal.short import COLUMNS, FORMS, NAMED, Detail, fitting, told_in

SHOWN = 3
"""So many suggestions stand on the page, unless more are asked for."""

MOST_LINES, MOST_WORDS = 60, 450
"""What a page of `COLUMNS` is to hold at most."""

MOST_OPEN = 3

Listed = Callable[[NoticeShown], bool]


def _each(notice: NoticeShown) -> bool:
    del notice
    return True


def _no_note(notice: NoticeShown) -> bool:
    return notice.severity != "note" or notice.id == DISCLAIMER


def _of_safety(notice: NoticeShown) -> bool:
    """Return whether `notice` is about a danger, or says what this is not."""
    return bool(notice.family or notice.call_911) or notice.id == DISCLAIMER


class Room(NamedTuple):
    """How much a page says: a suggestion in one of `forms`, and the lesser notices that are `listed`.

    `has_open`: it names questions whose answer could change the list. `has_gaps`: a line is left free
    between suggestions. `has_points`: lesser notices stand under a heading, one a line.
    """

    forms: Sequence[Detail]
    listed: Listed
    has_open: bool = True
    has_gaps: bool = True
    has_points: bool = True


ROOMS = (
    Room(FORMS, _each),
    Room(FORMS[1:], _each),
    Room(FORMS[2:], _each),
    Room(FORMS[3:], _each),
    Room(FORMS[4:], _no_note),
    Room(FORMS[4:], _of_safety),
    Room(FORMS[5:], _of_safety, has_open=False),
    Room(FORMS[5:], _of_safety, has_open=False, has_gaps=False),
    Room((NAMED,), _of_safety, has_open=False, has_gaps=False, has_points=False),
)
"""From the most to the least."""


def result_page(
    kb: KnowledgeBase,
    result: Result,
    *,
    found: int,
    more: Mapping[SupportId, Iterable[PageLine]],
) -> Iterator[PageLine]:
    """Yield the page of `result`, a result for `kb`; where an emergency left no list, that alone.

    Where it would be long, the suggestions are shorter, and at last notices that are no danger are
    only counted. `found`: how many suggestions there were before any were left out. `more`: what stands below a
    suggestion, by support.
    """
    if not result.suggestions:
        yield from emergency_page(kb.interface, result.notices)
        return
    below = {id_: tuple(lines) for id_, lines in more.items()}
    rooms = ROOMS[:1] if more or len(result.suggestions) > SHOWN else ROOMS
    pages = (tuple(_page(kb, result, found, below, room)) for room in rooms)
    yield from next(filter(_is_short, pages), None) or _page(kb, result, found, below, rooms[-1])


def _is_short(page: Sequence[PageLine]) -> bool:
    text = as_plain(page, COLUMNS)
    return text.count("\n") <= MOST_LINES and len(text.split()) <= MOST_WORDS


def _page(
    kb: KnowledgeBase,
    result: Result,
    found: int,
    below: Mapping[SupportId, Sequence[PageLine]],
    room: Room,
) -> Iterator[PageLine]:
    words = kb.interface
    yield from notices_page(words, result.notices)
    yield PageLine(Part.TITLE, words.best_first)
    for told in told_in(kb, result):
        yield from fitting(words, told, room.forms)
        yield from below.get(told.suggestion.id, ())
        if room.has_gaps:
            yield GAP
    if not room.has_gaps:
        yield GAP
    others = lesser(result.notices)
    shown = [notice for notice in others if room.listed(notice)]
    if room.has_points and len(shown) > 1:  # one alone needs no heading
        yield from lesser_lines(words, shown)
        shown = []
    quiet = [in_short(words, notice) for notice in shown]
    unlisted = sum(not room.listed(notice) for notice in others)
    quiet.append(f"{unlisted} {words.more_notes}" if unlisted else words.show_details)
    yield from _more_lines(kb, result, found, quiet, has_open=room.has_open)
    yield from card_lines(words, result)


def _more_lines(
    kb: KnowledgeBase, result: Result, found: int, told: Sequence[str], *, has_open: bool
) -> Iterator[PageLine]:
    """Yield, after what is `told`, how to see more, of when it is, and what could change the list."""
    words = kb.interface
    left_out = found - len(result.suggestions)
    more = f"{left_out} {words.more_fit} {words.show_all}" if left_out > 0 else ""
    said = filter(None, (*told, more, list_used(words, result.knowledge)))
    yield PageLine(Part.QUIET, " ".join(said))
    if has_open and result.open_questions:
        yield PageLine(
            Part.QUIET, f"{words.could_change}: {open_named(kb, result.open_questions, MOST_OPEN)}."
        )
    yield GAP
