"""A list of meetings, read: in whichever form it is, and no good row lost for a bad one."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from pathfinder.errors import MeetingsError, Problem
from pathfinder.meetings.lists import bmlt, guide, own_csv
from pathfinder.meetings.lists.cleaning import ZIP
from pathfinder.meetings.lists.json_rows import Rows, looks_like_json, rows_in
from pathfinder.meetings.lists.reading import (
    Bad,
    ListFormat,
    Odd,
    Reading,
    Row,
    RowLeftOut,
    is_row,
    without_doubles,
)
from pathfinder.meetings.meeting import Doubt, Meeting
from pathfinder.meetings.zip_areas import ZipAreas
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Attendance

LARGEST = 50 * 1024 * 1024
"""Bytes of one list."""
BMLT_KEYS = frozenset({"weekday_tinyint", "id_bigint", "service_body_bigint", "meeting_name"})

ODD_OF = {
    Doubt.NO_END: Odd.NO_END,
    Doubt.NOT_WEEKLY: Odd.MAYBE_NOT_WEEKLY,
    Doubt.CLOSED_FOR_NOW: Odd.CLOSED_FOR_NOW,
    Doubt.APPROXIMATE: Odd.APPROXIMATE,
    Doubt.PLACED_BY_ZIP: Odd.PLACED_BY_ZIP,
    Doubt.GUESSED_ZONE: Odd.GUESSED_ZONE,
}


class ListContext(msgspec.Struct, frozen=True, kw_only=True):
    """Of which group a list is, what messages call it, and the time zone where it tells none."""

    program: SupportId
    where: str
    zone: str = ""


def read_list(data: bytes, source: ListContext, areas: ZipAreas) -> Reading:
    """Return the meetings in `data`, and what could not be read of it, by kind.

    Raises `MeetingsError` where `data` is no list at all.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what old lists are written in
    if looks_like_json(text):
        rows = rows_in(text)
        return (
            _read_bmlt(rows, source, areas) if _is_bmlt(rows) else _read_guide(rows, source, areas)
        )
    if not text.strip() or text.lstrip()[:1] == "<":
        what = "is a web page" if text.strip() else "is empty"
        hint = "a list is JSON of Meeting Guide or BMLT, or a table in CSV"
        raise MeetingsError([Problem(source.where, what, hint)])
    return _read_csv(text, source, areas)


def _is_bmlt(rows: Rows) -> bool:
    first = next((row for row in rows.rows if is_row(row)), None)
    return bool(rows.formats) or (first is not None and not BMLT_KEYS.isdisjoint(first))


def _read_guide(rows: Rows, source: ListContext, areas: ZipAreas) -> Reading:
    def made(row: Row) -> list[Meeting]:
        return guide.meetings_of(row, source.program)

    def unknown(meeting: Meeting) -> frozenset[str]:
        return guide.unknown_in(meeting, source.program)

    return _reading(ListFormat.GUIDE, rows, source, areas, made, unknown)


def _read_bmlt(rows: Rows, source: ListContext, areas: ZipAreas) -> Reading:
    formats = bmlt.formats_of(rows.formats)

    def made(row: Row) -> list[Meeting]:
        return bmlt.meetings_of(row, formats)

    def unknown(meeting: Meeting) -> frozenset[str]:
        return bmlt.unknown_in(meeting, formats)

    return _reading(ListFormat.BMLT, rows, source, areas, made, unknown)


def _read_csv(text: str, source: ListContext, areas: ZipAreas) -> Reading:
    def made(row: Row) -> list[Meeting]:
        traits = own_csv.traits_in(row)
        return [
            msgspec.structs.replace(meeting, traits=meeting.traits | traits)
            for meeting in guide.meetings_of(row, source.program)
        ]

    lines = [*own_csv.rows_of(text, source.where)]
    rows = Rows([line for line in lines if line is not None], [], lines.count(None))
    return _reading(ListFormat.CSV, rows, source, areas, made, lambda _: frozenset())


def _reading(  # noqa: PLR0913, PLR0917 - the parts of one fold
    form: ListFormat,
    rows: Rows,
    source: ListContext,
    areas: ZipAreas,
    made: Callable[[Row], list[Meeting]],
    unknown: Callable[[Meeting], frozenset[str]],
) -> Reading:
    left_out, odd, codes = Counter[Bad](), list[Odd](), list[str]()
    left_out[Bad.BROKEN] += rows.broken
    if rows.junk:
        odd.append(Odd.JUNK_AROUND)
    found: list[Meeting] = []
    for row in rows.rows:
        if not is_row(row):
            left_out[Bad.NOT_A_ROW] += 1
            continue
        try:
            found += (located(meeting, source.zone, areas) for meeting in made(row))
        except RowLeftOut as left:
            left_out[left.why] += 1
    meetings = without_doubles(found, left_out)
    for meeting in meetings:
        strange = unknown(meeting)
        codes += strange
        odd += _odd_in(meeting, has_unknown=bool(strange))
    counted = Counter(odd)
    return Reading(
        program=source.program,
        form=form,
        rows=len(rows.rows) + rows.broken,
        meetings=meetings,
        left_out={kind: left_out[kind] for kind in Bad if left_out[kind]},
        odd={kind: counted[kind] for kind in Odd if counted[kind]},
        codes=dict(Counter(codes).most_common()),
    )


@cache
def _odd_of(doubts: Doubt) -> tuple[Odd, ...]:
    return tuple(odd for doubt, odd in ODD_OF.items() if doubt in doubts)


def _odd_in(meeting: Meeting, *, has_unknown: bool) -> list[Odd]:
    kinds = [*_odd_of(meeting.doubts)]
    if not meeting.zone:
        kinds.append(Odd.NO_ZONE)
    if meeting.room and meeting.lat is None:
        kinds.append(Odd.NO_COORDINATES)
    if meeting.attendance is Attendance.UNKNOWN:
        kinds.append(Odd.NOWHERE)
    if has_unknown:
        kinds.append(Odd.UNKNOWN_CODE)
    return kinds


@cache
def is_zone(name: str) -> bool:
    """Return whether `name` is that of a time zone."""
    try:
        return bool(name) and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):  # ValueError: a path; OSError: a folder
        return False


def located(meeting: Meeting, zone: str, areas: ZipAreas) -> Meeting:
    """Return `meeting` with the place of its ZIP area and the time zone there, where it tells none.

    Where even that is not known, its time zone is `zone`.
    """
    if is_zone(meeting.zone) and (meeting.lat is not None or not meeting.room):
        return meeting
    lat, lon, doubts = meeting.lat, meeting.lon, meeting.doubts
    if lat is None and meeting.room and (match := ZIP.search(meeting.address)):
        area = areas.of_zip(match[2])
        if area:
            lat, lon, doubts = area.lat, area.lon, doubts | Doubt.PLACED_BY_ZIP
    named = meeting.zone if is_zone(meeting.zone) else ""
    if not named and lat is not None and lon is not None:
        named = areas.zone_at(lat, lon) or ""
        doubts |= Doubt.GUESSED_ZONE if named else Doubt(0)
    if not named and zone:
        named, doubts = zone, doubts | Doubt.GUESSED_ZONE
    return msgspec.structs.replace(meeting, lat=lat, lon=lon, zone=named, doubts=doubts)
