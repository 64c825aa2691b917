"""Rows of a list by a BMLT server, as NA's areas run them. All values are text; day 1 is Sunday."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pathfinder.meetings.lists.addresses import Address
from pathfinder.meetings.lists.cleaning import (
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
from pathfinder.meetings.lists.codes import (
    WORLD,
    WORLD_CLOSED_FOR_NOW,
    WORLD_LANGUAGE,
    WORLD_ONLINE,
)
from pathfinder.meetings.lists.reading import Bad, Row, RowLeftOut, is_row
from pathfinder.meetings.meeting import DAY, HOUR, Meeting, doubts_of
from pathfinder.model.results.meeting import Trait

VIRTUAL = "2"
"""A `venue_type`."""
PLACES = frozenset({WORLD_CLOSED_FOR_NOW, WORLD_ONLINE})
SPANISH = ("spanish", "espa")


class Format(NamedTuple):
    """What a format of a server means, as far as we know: a trait, or where it meets."""

    trait: Trait | None
    world: str


Formats = Mapping[str, Format]
"""By the key that the meetings of one server have; another server may mean something else by it."""


def formats_of(listed: Iterable[object]) -> Formats:
    """Return the formats that a server `listed`, read by their `world_id`."""
    formats: dict[str, Format] = {}
    for each in listed:
        if not is_row(each) or not (key := plain(each.get("key_string"), 40)):
            continue
        world = plain(each.get("world_id"), 20).upper()
        trait = WORLD.get(world)
        if world == WORLD_LANGUAGE:
            named = plain(each.get("name_string")).lower()
            trait = Trait.SPANISH if named.startswith(SPANISH) else None
        if trait or key not in formats or plain(each.get("lang"), 5) == "en":
            formats[key] = Format(trait, world)
    return formats


def meetings_of(row: Row, formats: Formats) -> list[Meeting]:
    """Return the meeting of one `row`. Raises `RowLeftOut` where there is none."""
    day, start = _day(row), _start(row)
    codes = texts(row.get("formats"))
    worlds = {formats[code].world for code in codes if code in formats}
    traits = {formats[code].trait for code in codes if code in formats}
    if plain(row.get("lang_enum"), 5).lower() == "es":
        traits.add(Trait.SPANISH)
    address = _address(row)
    join = link_of(row.get("virtual_meeting_link"))
    dial = dial_of(row.get("phone_meeting_number"))
    is_virtual = plain(row.get("venue_type"), 2) == VIRTUAL or WORLD_ONLINE in worlds
    is_closed = WORLD_CLOSED_FOR_NOW in worlds
    has_door = address.has_door and not is_virtual
    degrees = degrees_of(row.get("latitude"), row.get("longitude")) if has_door else None
    duration = minute_of(row.get("duration_time"))
    length = length_of(start, None, None if duration is None else str(duration))
    doubts = doubts_of(
        no_end=not length,
        not_weekly=is_maybe_not_weekly(
            row.get("meeting_name"), row.get("comments"), row.get("location_info")
        ),
        closed_for_now=is_closed,
        approximate=not has_door,
    )
    return [
        Meeting(
            key=plain(row.get("id_bigint"), 20),
            name=plain(row.get("meeting_name")),
            week=day * DAY + start,
            minutes=length or HOUR,
            zone=plain(row.get("time_zone"), 40),
            room=has_door and not is_closed,
            online=bool(join or dial) or is_virtual,
            lat=degrees[0] if degrees else None,
            lon=degrees[1] if degrees else None,
            location=plain(row.get("location_text"), 80),
            address=address.line if has_door else "",
            city=address.city,
            state=address.state,
            join=join,
            dial=dial,
            join_note=join_note_of(row.get("virtual_meeting_additional_info")),
            traits=frozenset(trait for trait in traits if trait),
            codes=codes,
            doubts=doubts,
        )
    ]


def unknown_in(meeting: Meeting, formats: Formats) -> frozenset[str]:
    """Return the codes of `meeting` that say nothing to us."""
    read = {code for code, each in formats.items() if each.trait or each.world in PLACES}
    return frozenset(code for code in meeting.codes if code not in read)


def _day(row: Row) -> int:
    if plain(row.get("published"), 2) == "0":
        raise RowLeftOut(Bad.ENDED)
    given = plain(row.get("weekday_tinyint"), 10)
    if not given:
        raise RowLeftOut(Bad.NO_DAY_OR_TIME)
    if given not in {"1", "2", "3", "4", "5", "6", "7"}:
        raise RowLeftOut(Bad.BAD_DAY)
    return int(given) - 1


def _start(row: Row) -> int:
    given = row.get("start_time")
    if given is None or given == "":
        raise RowLeftOut(Bad.NO_DAY_OR_TIME)
    start = minute_of(given)
    if start is None:
        raise RowLeftOut(Bad.BAD_TIME)
    return start


def _address(row: Row) -> Address:
    return Address(
        plain(row.get("location_street"), 80),
        plain(row.get("location_municipality"), 60),
        plain(row.get("location_province"), 20),
        plain(row.get("location_postal_code_1"), 10)[:5],
    )
