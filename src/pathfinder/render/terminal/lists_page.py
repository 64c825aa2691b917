"""What became of lists of meetings: how many rows were read, and what was left out, by kind."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from pathfinder.meetings.lists.reading import Reading
from pathfinder.meetings.store.feed import Feed
from pathfinder.model.condition import SupportId
from pathfinder.model.interface import Interface
from pathfinder.render.meeting_text import date_of
from pathfinder.render.terminal.page import GAP, PageLine, Part

MOST_CODES = 12


def read_page(words: Interface, source: str, reading: Reading) -> Iterator[PageLine]:
    """Yield how many rows of `source` were read, and how many were not, by kind."""
    said = words.meetings
    kept = len(reading.meetings)
    yield PageLine(Part.TEXT, said.read.format(source=source, rows=reading.rows, kept=kept))
    left_out = {kind.value: count for kind, count in reading.left_out.items()}
    odd = {kind.value: count for kind, count in reading.odd.items()}
    yield from _kinds(words, left_out, odd, reading.codes)


def unchanged_page(words: Interface, source: str) -> Iterator[PageLine]:
    """Yield that the list `source` is as it was."""
    yield PageLine(Part.TEXT, words.meetings.unchanged.format(source=source))


def feeds_page(
    words: Interface, feeds: Iterable[Feed], names: Mapping[SupportId, str], today: dt.date
) -> Iterator[PageLine]:
    """Yield what a store holds, list by list, and how old the oldest is."""
    said = words.meetings
    listed = [*feeds]
    for feed in listed:
        yield PageLine(
            Part.NAME,
            said.kept.format(
                name=names.get(feed.program, feed.program),
                count=feed.kept,
                date=date_of(words, feed.listed_on.isoformat()),
                source=feed.source,
            ),
        )
        yield PageLine(
            Part.TEXT,
            said.read.format(source=feed.source, rows=feed.rows, kept=feed.kept),
            indent=1,
        )
        yield from _kinds(words, feed.left_out, feed.odd, feed.codes)
        yield GAP
    if listed:
        days = max((today - feed.listed_on).days for feed in listed)
        yield PageLine(Part.TEXT, said.age.format(days=days))


def _kinds(
    words: Interface,
    left_out: Mapping[str, int],
    odd: Mapping[str, int],
    codes: Mapping[str, int],
) -> Iterator[PageLine]:
    said = words.meetings
    for title, kinds, named in (
        (said.not_kept, left_out, said.left_out),
        (said.mind, odd, said.odd),
    ):
        if kinds:
            yield PageLine(Part.LABEL, "", f"{title}:", indent=1)
        for kind, count in kinds.items():
            yield PageLine(Part.POINT, f"{named.get(kind, kind)}: {count}", indent=2)
    if codes:
        most = ", ".join(f"{code} ({count})" for code, count in [*codes.items()][:MOST_CODES])
        yield PageLine(Part.QUIET, said.most_codes.format(codes=most), indent=1)
