"""What is shown of meetings that were found."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from pathfinder.meetings.lists.cleaning import LONGEST_LINK, link_of, plain
from pathfinder.meetings.meeting import BIT_OF, Doubt, attendance_of
from pathfinder.meetings.search.finding import Found
from pathfinder.meetings.search.near import Near
from pathfinder.meetings.search.query import Hit
from pathfinder.meetings.store.feed import Feed, feeds
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import MeetingShown
from pathfinder.model.results.meetings_found import Listed, Meetings
from pathfinder.model.results.parts import ContactShown

DETAILS = (
    "SELECT meeting.id, program, meeting.name, minutes, room, online, location, address, link,"
    " joining, dial, join_note, traits, doubts, listed_on FROM meeting JOIN feed ON feed.id = feed"
    " WHERE meeting.id IN ({marks})"
)


def meetings_of(  # noqa: PLR0913, PLR0917 - what one answer is made of
    db: sqlite3.Connection,
    near: Near,
    found: Found,
    finders: Mapping[SupportId, Sequence[ContactShown]],
    programs: Sequence[SupportId],
    today: dt.date,
) -> Meetings:
    """Return what was `found` for `programs`, or for all that the store has; `finders` by group."""
    used = [feed for feed in feeds(db) if not programs or feed.program in programs]
    named = tuple(dict.fromkeys([*programs, *(feed.program for feed in used)]))
    return Meetings(
        listed=listed_of(used, today),
        near=near.name,
        time_zone=near.zone or None,
        miles=found.miles,
        went=found.went,
        meetings=shown(db, found.hits),
        online=shown(db, found.beside),
        programs=named,
        finders=tuple(dict.fromkeys(page for id_ in named for page in finders.get(id_, ()))),
    )


def listed_of(used: Iterable[Feed], today: dt.date) -> Listed:
    """Return of when the oldest of the lists is."""
    oldest = min((feed.listed_on for feed in used), default=today)
    return Listed(on=oldest.isoformat(), days_ago=(today - oldest).days)


def shown(db: sqlite3.Connection, hits: Sequence[Hit]) -> tuple[MeetingShown, ...]:
    """Return what is shown of the meetings of `hits`, in their order.

    Each text is made plain again: a file that was passed on may hold anything.
    """
    query = DETAILS.format(marks=", ".join("?" * len(hits)))
    rows = {row[0]: row for row in db.execute(query, [hit.id for hit in hits])}
    return tuple(_shown(hit, rows[hit.id]) for hit in hits)


def _shown(hit: Hit, row: Sequence[object]) -> MeetingShown:
    (_, program, name, minutes, room, online, location, address, link, join, dial, note, *rest) = (
        row
    )
    traits, doubts, listed_on = rest
    doubt = Doubt(int(str(doubts)))
    return MeetingShown(
        program=SupportId(plain(program, 60)),
        name=plain(name),
        starts=hit.start.isoformat(timespec="minutes"),
        time_zone=str(hit.start.tzinfo),
        minutes=int(str(minutes)),
        length_known=Doubt.NO_END not in doubt,
        maybe_not_weekly=Doubt.NOT_WEEKLY in doubt,
        attendance=attendance_of(room=bool(room), online=bool(online)),
        location=plain(location) or None,
        address=plain(address) or None,
        miles=None if hit.miles is None else round(hit.miles, 1),
        join=link_of(join) or None,
        dial=plain(dial) or None,
        join_note=plain(note, LONGEST_LINK) or None,
        link=link_of(link) or None,
        traits=tuple(trait for trait, bit in BIT_OF.items() if int(str(traits)) & bit),
        listed_on=plain(listed_on, 10),
    )
