"""Rows of our own form: a table with a line a meeting, such as a coach keeps."""

import csv
from collections.abc import Iterator

from pathfinder.errors import MeetingsError, Problem, did_you_mean, quoted
from pathfinder.meetings.lists.reading import Row
from pathfinder.model.results.meeting import Trait

GUIDE_NAME = {
    "name": "name",
    "day": "day",
    "time": "time",
    "end": "end_time",
    "zone": "timezone",
    "location": "location",
    "address": "address",
    "city": "city",
    "state": "state",
    "zip": "postal_code",
    "latitude": "latitude",
    "longitude": "longitude",
    "link": "url",
    "join": "conference_url",
    "dial": "conference_phone",
    "join_note": "conference_url_notes",
    "notes": "notes",
    "for": "for",
}
"""Columns, and what Meeting Guide calls each."""
NEEDED = ("name", "day", "time")
TRAITS = {trait.value: trait for trait in Trait}


def rows_of(text: str, where: str) -> Iterator[Row | None]:
    """Yield each line of `text` as a row of Meeting Guide; None where it has other cells.

    Raises `MeetingsError`, at `where`, if its first line names no columns of ours.
    """
    lines = csv.reader(text.splitlines(keepends=True))
    try:
        columns = [name.strip().lower() for name in next(lines, list[str]())]
        _check(columns, where)
        for cells in lines:
            if not any(map(str.strip, cells)):
                continue
            names = map(GUIDE_NAME.__getitem__, columns)
            yield dict(zip(names, cells, strict=True)) if len(cells) == len(columns) else None
    except csv.Error as error:
        raise MeetingsError([Problem(where, f"is no table: {error}")]) from error


def traits_in(row: Row) -> frozenset[Trait]:
    """Return the traits in the column `for`: our own words, with a semicolon or a space between."""
    words = str(row.get("for", "")).lower().replace(";", " ").replace(",", " ").split()
    return frozenset(TRAITS[word] for word in words if word in TRAITS)


def _check(columns: list[str], where: str) -> None:
    problems = [
        Problem(where, f"has no column {quoted(name)}", f"columns: {', '.join(GUIDE_NAME)}")
        for name in NEEDED
        if name not in columns
    ]
    if not problems:
        problems = [
            Problem(where, f"{quoted(name)} is no column", did_you_mean(name, GUIDE_NAME))
            for name in columns
            if name not in GUIDE_NAME
        ]
    if not problems and len({*columns}) < len(columns):
        problems = [Problem(where, "has a column twice")]
    if problems:
        raise MeetingsError(problems)
