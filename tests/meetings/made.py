"""Made meetings, none of them real, and a store of them."""

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

from pathfinder.meetings.lists.reading import ListFormat, Reading
from pathfinder.meetings.meeting import WEEK, Meeting
from pathfinder.meetings.store.database import fill_new, opened
from pathfinder.meetings.store.feed import Origin
from pathfinder.meetings.store.writing import put
from pathfinder.meetings.zip_areas import ZipArea, ZipAreas
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Trait

AA, NA = SupportId("aa"), SupportId("na")
NOON = dt.datetime(2026, 11, 27, 17, 0, tzinfo=dt.UTC)
"""A Friday, at noon in New York."""
TODAY = NOON.date()
TOWNS = ("43215", "43229", "43017", "44101", "46201", "85701", "86515")
"""Around Columbus, then farther away, and in Arizona on both sides of a border of time."""


def reading_of(
    meetings: Iterable[Meeting], program: SupportId = AA, form: ListFormat = ListFormat.GUIDE
) -> Reading:
    """Return `meetings` as a list of `program`."""
    listed = tuple(meetings)
    return Reading(
        program=program, form=form, rows=len(listed), meetings=listed, left_out={}, odd={}, codes={}
    )


def store_of(
    path: Path, *readings: Reading, listed_on: dt.date = TODAY, source: str = "made.json"
) -> Path:
    """Make a store at `path` of `readings`, and return it."""
    path.touch(0o600)
    fill_new(path)
    with opened(path, writes=True) as db:
        for reading in readings:
            put(db, reading, Origin(source=source, listed_on=listed_on))
    return path


def near_(area: ZipArea, chance: random.Random, degrees: float = 0.5) -> tuple[float, float]:
    """Return a point near `area`."""
    return (
        round(area.lat + chance.uniform(-degrees, degrees), 5),
        round(area.lon + chance.uniform(-degrees, degrees), 5),
    )


def many(chance: random.Random, areas: ZipAreas, size: int) -> list[Meeting]:
    """Return `size` random meetings around `TOWNS`: some online, some of which only the city is known."""
    return [_one(chance, areas, number) for number in range(size)]


def _one(chance: random.Random, areas: ZipAreas, number: int) -> Meeting:
    area = areas.of_zip(chance.choice(TOWNS))
    assert area
    lat, lon = near_(area, chance)
    room = chance.random() < 0.8
    is_placed = room and chance.random() < 0.8
    return Meeting(
        key=str(number),
        name=f"Group {number}",
        week=chance.randrange(0, WEEK, 5),
        zone=area.zone,
        room=room,
        online=not room or chance.random() < 0.2,
        lat=lat if is_placed else None,
        lon=lon if is_placed else None,
        address=f"{number} Main St" if room else "",
        city=f"Town {chance.randrange(12)}" if room else "",
        state="OH" if room else "",
        join=f"https://example.org/{number}" if not room else "",
        traits=frozenset(trait for trait in Trait if chance.random() < 0.15),
    )
