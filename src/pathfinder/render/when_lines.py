"""The next meetings of a support, a line each, below it on a page and in a hand-out."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pathfinder.model.interface import Interface
from pathfinder.model.meeting import MeetingShown
from pathfinder.render.handout_parts import Paragraph
from pathfinder.render.meeting_lines import date_of, told
from pathfinder.render.meetings_page import OLD
from pathfinder.render.page import Line, Part


def when_lines(
    words: Interface, meetings: Sequence[MeetingShown], *, today: dt.date, indent: int
) -> Iterator[Line]:
    """Yield when and where `meetings`, of which there is one, are, and of when their list is."""
    yield Line(Part.LABEL, "", f"{words.meetings.under}:", indent=indent)
    for meeting in meetings:
        yield Line(Part.POINT, told(words, meeting), indent=indent + 1)
    yield Line(Part.QUIET, " ".join(_listed(words, meetings, today)), indent=indent)


def when_paragraphs(
    words: Interface, meetings: Sequence[MeetingShown], today: dt.date
) -> Iterator[Paragraph]:
    """Yield the same for a hand-out."""
    if meetings:
        yield Paragraph(" ".join(_listed(words, meetings, today)), words.meetings.under)
        yield from (Paragraph(told(words, meeting), is_point=True) for meeting in meetings)


def _listed(words: Interface, meetings: Sequence[MeetingShown], today: dt.date) -> list[str]:
    said = words.meetings
    oldest = min(meeting.listed_on for meeting in meetings)
    days = (today - dt.date.fromisoformat(oldest)).days
    notes = [said.listed.format(date=date_of(words, oldest))]
    if days > OLD:
        notes.append(said.old.format(days=days))
    return notes
