"""Places as FindTreatment.gov lists them, in JSON."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.draft.facility import Facility, ListSource, street, tidy
from pathfinder.model.required_ids import (
    MEDICINE,
    MENTAL_HEALTH,
    OUTPATIENT,
    RESIDENCE,
    RESIDENTIAL,
    WITHDRAWAL_CARE,
)

Row = dict[str, object]

FROM = ListSource("findtreatment_list", "Places listed on FindTreatment.gov", "SAMHSA")

LIKE = (
    ("Residential/24-hour residential", RESIDENTIAL),
    ("Long-term residential", RESIDENTIAL),
    ("Short-term residential", RESIDENTIAL),
    ("Transitional housing, halfway house, or sober home", RESIDENCE),
    ("Outpatient methadone/buprenorphine or naltrexone treatment", MEDICINE),
    ("Federally-certified Opioid Treatment Program", MEDICINE),
    ("Buprenorphine maintenance", MEDICINE),
    ("Outpatient", OUTPATIENT),
    ("Regular outpatient treatment", OUTPATIENT),
    ("Intensive outpatient treatment", OUTPATIENT),
    ("Detoxification", WITHDRAWAL_CARE),
    ("Mental health treatment", MENTAL_HEALTH),
)
"""What a facility offers, by the words of the list, and the support that it is like: the first counts."""

SERVICES = ("residential_services", "all_services")


class Page(msgspec.Struct, frozen=True):
    """One page of the answer of FindTreatment.gov."""

    rows: list[Row]


def places_listed(text: str, name: str) -> Iterator[Facility]:
    """Yield each place in `text`, the answer of FindTreatment.gov or a list of its rows.

    Raises `KnowledgeBaseError` where it is neither. Each is unverified until somebody asks there.
    """
    try:
        read: object = json.loads(text)
        is_whole = isinstance(read, dict)
        rows = msgspec.convert(read, Page).rows if is_whole else msgspec.convert(read, list[Row])
    except msgspec.ValidationError as error:
        hint = 'what FindTreatment.gov exports: {"rows": [...]}'
        raise KnowledgeBaseError([Problem(name, "this lists no places", hint)]) from error
    except ValueError as error:
        raise KnowledgeBaseError([Problem(name, "this is no JSON")]) from error
    yield from map(_place, rows)


def _place(row: Row) -> Facility:
    offers = [*dict.fromkeys(_offers(row))]
    like = next((id_ for words, id_ in LIKE if words in offers), "")
    named = [row.get("name1") or row.get("name"), row.get("name2")]
    where = (row.get(key) for key in ("street1", "street2", "city"))
    others = (("intake", row.get("intake1")), ("hotline", row.get("hotline1")))
    return Facility(
        name=" - ".join(filter(None, map(tidy, named))),
        like=like,
        phone=tidy(row.get("phone")),
        url=tidy(row.get("website")),
        address=street(*where, f"{tidy(row.get('state'))} {tidy(row.get('zip'))}"),
        beside=(
            *(f"{what}: {tidy(number)}" for what, number in others if number),
            *([f"offers: {'; '.join(offers)}"] if offers else []),
        ),
        is_unverified=True,
    )


def _offers(row: Row) -> Iterator[str]:
    """Yield all that a facility offers, one by one."""
    try:
        services = msgspec.convert(row.get("services"), list[Row] | None)
    except msgspec.ValidationError:
        services = None
    for service in services or ():
        yield from _each(service.get("f3"))
    for key in SERVICES:
        yield from _each(row.get(key))


def _each(text: object) -> Iterable[str]:
    return filter(None, map(str.strip, text.split(";"))) if isinstance(text, str) else ()
