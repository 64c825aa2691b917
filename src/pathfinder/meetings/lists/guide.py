"""Rows of a list in the form of Meeting Guide, which the plugin TSML and AA's own lists use."""

from pathfinder.meetings.lists.addresses import Address, address_of
from pathfinder.meetings.lists.cleaning import (
    days_of,
    degrees_of,
    dial_of,
    is_maybe_not_weekly,
    join_note_of,
    length_of,
    link_of,
    minute_of,
    plain,
    texts,
)
from pathfinder.meetings.lists.codes import CLOSED_FOR_NOW, ONLINE, traits_of, unknown_codes
from pathfinder.meetings.lists.reading import Bad, Row, RowLeftOut
from pathfinder.meetings.meeting import DAY, HOUR, Doubt, Meeting, doubts_of
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Trait

YES = frozenset({"yes", "true", "1"})


def meetings_of(row: Row, program: SupportId) -> list[Meeting]:
    """Return the meetings of one `row`, one a day. Raises `RowLeftOut` where there is none."""
    days, start = _days(row), _start(row)
    length = length_of(start, minute_of(row.get("end_time")), row.get("duration"))
    address, codes = _address(row), texts(row.get("types"))
    join, dial = link_of(row.get("conference_url")), dial_of(row.get("conference_phone"))
    degrees = degrees_of(row.get("latitude"), row.get("longitude"))
    approximate = _is_approximate(row, address)
    doubts = _doubts(row, codes, length, approximate=approximate)
    lat, lon = (None, None) if degrees is None or approximate else degrees
    return [
        Meeting(
            key=plain(row.get("slug") or row.get("id"), 60),
            name=plain(row.get("name")),
            week=day * DAY + start,
            minutes=length or HOUR,
            zone=plain(row.get("timezone"), 40),
            room=not approximate and CLOSED_FOR_NOW not in codes,
            online=bool(join or dial) or ONLINE in codes,
            lat=lat,
            lon=lon,
            location=plain(row.get("location"), 80),
            address="" if approximate else address.line,
            city=address.city,
            state=address.state,
            link=link_of(row.get("url")),
            join=join,
            dial=dial,
            join_note=join_note_of(row.get("conference_url_notes")),
            traits=traits_of(codes, program) | _languages(row)
            if "languages" in row
            else traits_of(codes, program),
            codes=codes,
            doubts=doubts,
        )
        for day in days
    ]


def unknown_in(meeting: Meeting, program: SupportId) -> frozenset[str]:
    """Return the codes of `meeting` that say nothing to us."""
    return unknown_codes(meeting.codes, program)


def _days(row: Row) -> tuple[int, ...]:
    if row.get("archived") is True:
        raise RowLeftOut(Bad.ENDED)
    given = row.get("day")
    if given is None or given in ("", []):
        raise RowLeftOut(Bad.NO_DAY_OR_TIME)
    days = days_of(given)
    if not days:
        raise RowLeftOut(Bad.BAD_DAY)
    return days


def _start(row: Row) -> int:
    given = row.get("time")
    if given is None or given == "":
        raise RowLeftOut(Bad.NO_DAY_OR_TIME)
    start = minute_of(given)
    if start is None:
        raise RowLeftOut(Bad.BAD_TIME)
    return start


def _address(row: Row) -> Address:
    if line := plain(row.get("formatted_address")):
        return address_of(line)
    street, city = plain(row.get("address"), 80), plain(row.get("city"), 60)
    if not city:
        return address_of(street)
    return Address(street, city, plain(row.get("state"), 20), plain(row.get("postal_code"), 10)[:5])


def _is_approximate(row: Row, address: Address) -> bool:
    """Return whether there is no door: the list says so, or tells no street."""
    said = row.get("approximate")
    return (said is not None and str(said)[:5].lower() in YES) or not address.has_door


def _doubts(row: Row, codes: tuple[str, ...], length: int | None, *, approximate: bool) -> Doubt:
    return doubts_of(
        no_end=not length,
        not_weekly=is_maybe_not_weekly(row.get("name"), row.get("notes")),
        closed_for_now=CLOSED_FOR_NOW in codes,
        approximate=approximate,
    )


def _languages(row: Row) -> frozenset[Trait]:
    is_spanish = "es" in {code.lower() for code in texts(row.get("languages"))}
    return frozenset({Trait.SPANISH} if is_spanish else ())
