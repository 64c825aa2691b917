"""The next meetings of a support in a handout."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pathfinder.model.interface import Interface
from pathfinder.model.results.meeting import MeetingShown
from pathfinder.render.handout.parts import Paragraph
from pathfinder.render.meeting_text import all_listed, told


def when_paragraphs(
    words: Interface, meetings: Sequence[MeetingShown], today: dt.date
) -> Iterator[Paragraph]:
    """Yield of when the list of `meetings` is, then when and where each is; nothing for none."""
    if meetings:
        yield Paragraph(all_listed(words, meetings, today), words.meetings.under)
        yield from (Paragraph(told(words, meeting), is_point=True) for meeting in meetings)
