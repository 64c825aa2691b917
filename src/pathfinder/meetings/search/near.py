"""Where a person wants to go: a ZIP area, a city as a list writes it, or nowhere but online."""

import re
import sqlite3
from statistics import median

import msgspec

from pathfinder.errors import Problem, UsageError, nearest, quoted
from pathfinder.meetings.store.schema import SCALE
from pathfinder.meetings.zip_areas import ZipAreas
from pathfinder.model.fault_words import FaultWords

ONLINE = "online"
ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
WHERE = "--near"
MOST_CITIES = 5


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A place to search around.

    `cities`: the numbers of a city in the store, for meetings of which only the city is known.
    Without coordinates only those can be found; `is_online`: no door is asked for.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    zone: str = ""
    cities: tuple[int, ...] = ()
    is_online: bool = False


def near_of(db: sqlite3.Connection, word: str, areas: ZipAreas, words: FaultWords) -> Near:
    """Return the place that `word` names: a ZIP, a city of the store, or `online`.

    Raises `UsageError` where there is none, or more than one.
    """
    name = " ".join(word.split())
    if name.lower() == ONLINE:
        return Near(name=ONLINE, is_online=True)
    if match := ZIP.fullmatch(name):
        area = areas.of_zip(match[1])
        if area is None:
            message = words.no_zip.format(word=quoted(name))
            raise UsageError([Problem(WHERE, message, words.try_near)])
        return Near(name=match[1], lat=area.lat, lon=area.lon, zone=area.zone)
    return _city(db, name, words)


def _city(db: sqlite3.Connection, name: str, words: FaultWords) -> Near:
    city, _, state = (part.strip() for part in name.partition(","))
    found = db.execute(
        "SELECT id, name, state FROM city WHERE name = ? AND (? = '' OR state = ?)"
        " AND EXISTS (SELECT 1 FROM meeting WHERE city = city.id AND room)",
        (city, state, state),
    ).fetchall()
    states = sorted({state for _, _, state in found if state})
    if not found:
        message = words.none_in_city.format(word=quoted(name))
        raise UsageError([Problem(WHERE, message, _nearest(db, name, words))])
    if len(states) > 1:
        hint = "; ".join(f"{found[0][1]}, {state}" for state in states[:MOST_CITIES])
        message = words.many_cities.format(word=quoted(name))
        raise UsageError([Problem(WHERE, message, hint)])
    ids = tuple(id_ for id_, _, _ in found)
    shown = ", ".join(filter(None, (found[0][1], states[0] if states else "")))
    return _centred(db, Near(name=shown, cities=ids))


def _centred(db: sqlite3.Connection, near: Near) -> Near:
    """Return `near` with the middle of the meetings in its cities, and their time zone."""
    marks = ", ".join("?" * len(near.cities))
    rows = db.execute(
        "SELECT lat, lon, zone.name FROM meeting LEFT JOIN zone ON zone.id = meeting.zone"  # noqa: S608
        f" WHERE room AND city IN ({marks})",
        near.cities,
    ).fetchall()
    points = [(lat, lon) for lat, lon, _ in rows if lat is not None and lon is not None]
    zones = [zone for _, _, zone in rows if zone]
    zone = max(sorted({*zones}), key=zones.count, default="")
    if not points:
        return msgspec.structs.replace(near, zone=zone)
    lat, lon = (median(each) / SCALE for each in zip(*points, strict=True))
    return msgspec.structs.replace(near, lat=lat, lon=lon, zone=zone)


def _nearest(db: sqlite3.Connection, name: str, words: FaultWords) -> str:
    names = [", ".join(filter(None, row)) for row in db.execute("SELECT name, state FROM city")]
    near = nearest(name, names)
    return words.did_you_mean.format(word=near) if near else words.try_zip
