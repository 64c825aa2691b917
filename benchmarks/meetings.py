"""`pathfinder meetings` on made rows: time beside `suggest` and json, bytes a row, memory, indexes.

    python benchmarks/meetings.py [ROUNDS [ROWS]]

Run it with the Python of an environment in which the package is installed. The rows are random, as
long as those of published lists, and the same in every run; none is real. Each round runs every case
once; the figures are medians. Nothing here passes or fails: it reports, beside what is aimed for.
"""

import datetime as dt
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from startup import COMMAND, FLAGS, peak

from pathfinder.meetings.lists.read import ListContext, read_list
from pathfinder.meetings.store.database import fill_new, opened
from pathfinder.meetings.store.feed import Origin
from pathfinder.meetings.store.writing import put
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.condition import SupportId

SEED = 1
ROUNDS, ROWS, LISTED = 11, 70_000, 8_400
ONLINE = 0.12
"""The part of all meetings that is online only: about 8,400 of 70,000."""
CODES = ("O", "C", "D", "B", "BE", "W", "M", "X", "Y", "LGBTQ", "S", "ST", "SP", "12x12", "LIT")
WORDS = ("Evening", "Morning", "Serenity", "Steps", "Hope", "Sunday", "Circle", "Group", "Hall")
MEAN_NOTES = 120
NOTES = "Ring at the side door. Parking is behind the hall. Newcomers are welcome at any time. " * 3
"""As long as those of 40 rows of the list of AA online, which has 622 bytes a row; ours has about as many."""
SUGGEST = (str(COMMAND), "suggest", *FLAGS, "--format", "json")


def rows(size: int, *, online: float) -> Iterator[dict[str, object]]:
    """Yield `size` made rows of Meeting Guide, so many of them `online`, near places where people live."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    areas = [*load_zip_areas()]
    for number in range(size):
        name = " ".join(chance.sample(WORDS, chance.randint(2, 4)))
        row: dict[str, object] = {
            "slug": f"{name.lower().replace(' ', '-')}-{number}",
            "name": name,
            "day": chance.randrange(7),
            "time": f"{chance.choice((7, 12, 17, 18, 19, 20)):02}:{chance.choice((0, 30)):02}",
            "types": chance.sample(CODES, chance.randint(1, 4)),
            "notes": NOTES[: chance.randrange(2 * MEAN_NOTES)],
            "archived": False,
            "url": f"https://aa.example.org/meetings/{number}",
        }
        if chance.random() < 2 / 3:
            row["end_time"] = "23:00"
        if chance.random() < online:
            row |= {
                "timezone": "America/New_York",
                "languages": ["en"],
                "createdAt": {"$date": "2024-03-14T17:19:14.287Z"},
                "updatedAt": {"$date": "2025-01-30T14:13:55.582Z"},
                "startDateUTC": {"$date": "2026-06-01T15:00:00.000Z"},
                "conference_url": f"https://meet.example.org/j/{number:011}",
                "conference_url_notes": "Meeting ID and passcode stand on the page",
            }
        else:
            zip_, place = chance.choice(areas)
            row |= {
                "timezone": place.zone,
                "formatted_address": f"{chance.randrange(9999)} Made Up Street, Town {zip_[:3]}, OH {zip_}, USA",
                "latitude": round(place.lat + chance.uniform(-0.05, 0.05), 6),
                "longitude": round(place.lon + chance.uniform(-0.05, 0.05), 6),
                "location": " ".join(chance.sample(WORDS, 2)),
                "location_id": number,
                "location_notes": "",
                "location_url": f"https://aa.example.org/locations/{number}",
                "region": f"Town {zip_[:3]}",
                "region_id": "12",
                "sub_region": None,
                "time_formatted": "7:00 pm",
                "updated": "2026-10-01 00:00:00",
            }
        yield row


def seconds(run: Callable[[], object]) -> float:
    """Return how long `run` takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def command(*words: str) -> Callable[[], object]:
    """Return what runs `words`, its output thrown away."""
    return lambda: subprocess.run(words, stdout=subprocess.DEVNULL, check=True)


def stored(path: Path, data: bytes) -> None:
    """Read the list `data` into a new store at `path`."""
    program = SupportId("aa")
    reading = read_list(data, ListContext(program=program, where="made"), load_zip_areas())
    path.unlink(missing_ok=True)
    path.touch(0o600)
    fill_new(path)
    with opened(path, writes=True) as db:
        put(db, reading, Origin(source="made", listed_on=today()))


def today() -> dt.date:
    """Return today."""
    return dt.datetime.now(dt.UTC).date()


def indexes(store: Path) -> dict[str, float]:
    """Return how long it takes to find what is around many places, by a plain index and by an R*Tree."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    areas = [area for _, area in load_zip_areas()]
    boxes = [
        tuple(
            round(each * 100_000)
            for each in (p.lat - 0.36, p.lat + 0.36, p.lon - 0.47, p.lon + 0.47)
        )
        for p in chance.sample(areas, 300)
    ]
    with sqlite3.connect(store) as db:
        before = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute("CREATE VIRTUAL TABLE tree USING rtree_i32(id, west, east, south, north)")
        db.execute(
            "INSERT INTO tree SELECT id, lon, lon, lat, lat FROM meeting WHERE room AND lat IS NOT NULL"
        )
        after = db.execute("PRAGMA page_count").fetchone()[0]
        plain = "SELECT id, week FROM meeting WHERE room AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
        tree = (
            "SELECT meeting.id, week FROM tree JOIN meeting USING (id)"
            " WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?"
        )
        took = {
            name: seconds(partial(_ask_each, db, query, boxes))
            for name, query in (("plain index", plain), ("R*Tree", tree))
        }
    took["R*Tree, bytes"] = (after - before) * 4096.0
    return took


def _ask_each(db: sqlite3.Connection, query: str, boxes: list[tuple[int, ...]]) -> None:
    for box in boxes:
        db.execute(query, box).fetchall()


def main() -> None:
    """Print one line a figure."""
    rounds, size = (
        int(given) if given else usual
        for given, usual in zip((*sys.argv[1:3], "", ""), (ROUNDS, ROWS), strict=False)
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed, store = folder / "listed.json", folder / "made.meetings"
        listed.write_text(json.dumps([*rows(LISTED, online=1)]), "utf-8")
        stored(store, json.dumps([*rows(size, online=ONLINE)]).encode())
        found = (str(COMMAND), "meetings", "next", "--meetings", str(store), "--near", "43215")
        cases: dict[str, Callable[[], object]] = {
            "suggest": command(*SUGGEST),
            "next": command(*found),
            "next --tonight": command(*found, "--tonight"),
            "suggest --meetings": command(*SUGGEST, "--meetings", str(store), "--near", "43215"),
            "json.load": lambda: json.loads(listed.read_bytes()),
            "read": lambda: stored(folder / "again.meetings", listed.read_bytes()),
        }
        times: dict[str, list[float]] = {case: [] for case in cases}
        for _ in range(rounds):
            for case, run in cases.items():
                times[case].append(seconds(run))
        took = {case: statistics.median(measured) for case, measured in times.items()}
        print(f"{size} made rows, {rounds} rounds")
        for case in ("next", "next --tonight"):
            print(
                f"meetings {case}: {took[case] / took['suggest']:.2f} times suggest (aim: at most 1.5)"
            )
        ratio = took["suggest --meetings"] / took["suggest"]
        print(f"suggest --meetings: {ratio:.2f} times suggest")
        print(
            f"read of {LISTED}: {took['read'] / took['json.load']:.2f} times json.load (aim: at most 8)"
        )
        print(f"store: {store.stat().st_size / size:.0f} bytes a row (aim: at most 300)")
        memory = peak(found) / peak(SUGGEST)
        print(f"memory of next: {memory:.2f} times that of suggest (aim: at most 1.2)")
        by = indexes(store)
        print(f"around a place: R*Tree {by['R*Tree'] / by['plain index']:.2f} times a plain index,")
        print(f"  and {by['R*Tree, bytes'] / size:.0f} bytes a row more")


if __name__ == "__main__":
    main()
