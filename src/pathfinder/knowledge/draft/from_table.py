"""A list of places as a spreadsheet keeps it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pathfinder.answers.spellings import bare
from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.draft.facility import Facility, street, tidy
from pathfinder.model.knowledge_base import KnowledgeBase

CALLED: Mapping[str, str] = {
    **dict.fromkeys(
        ("name", "organization", "agency", "program", "place", "site", "title"), "name"
    ),
    **dict.fromkeys(("what", "description", "about", "service", "services", "details"), "what"),
    **dict.fromkeys(("phone", "telephone", "tel", "phone number", "number", "contact"), "phone"),
    **dict.fromkeys(("extension", "ext"), "extension"),
    **dict.fromkeys(("text", "sms"), "text"),
    **dict.fromkeys(("link", "website", "web", "url", "site url", "homepage"), "url"),
    **dict.fromkeys(("email", "e_mail", "mail"), "email"),
    **dict.fromkeys(("address", "street", "street address", "location", "address 1"), "address"),
    **dict.fromkeys(("city", "town"), "city"),
    "state": "state",
    **dict.fromkeys(("zip", "zip code", "postal code", "zipcode"), "zip"),
    **dict.fromkeys(("days", "day"), "days"),
    **dict.fromkeys(("hours", "time", "times", "open", "opening hours"), "hours"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "remarks"), "note"),
    **dict.fromkeys(("like", "kind", "type", "category"), "like"),
}
"""Which of our keys the header of a column means."""

OF_AN_ADDRESS = ("address", "city", "state", "zip")
DELIMITERS = ",;\t"


def places_in_table(lines: Iterable[str], name: str, kb: KnowledgeBase) -> Iterator[Facility]:
    """Yield the place in each row of `lines`, a table called `name`.

    What a column says that is none of ours stands beside. Raises `KnowledgeBaseError` where it can't
    be read, or names no place.
    """
    rows = csv.reader(_with_one_delimiter(lines), strict=True)
    try:
        header = [tidy(title) for title in next(rows, list[str]())]
        keys = [CALLED.get(bare(title), "") for title in header]
        if "name" not in keys:
            hint = "name, what, phone, address, hours, link, note"
            raise KnowledgeBaseError(
                [Problem(f"{name}:1", "no column says what a place is called", hint)]
            )
        for cells in rows:
            if any(map(str.strip, cells)):
                yield _place(header, keys, [tidy(cell) for cell in cells], kb)
    except csv.Error as error:
        problem = Problem(f"{name}:{rows.line_num}", f"this is no table: {error}")
        raise KnowledgeBaseError([problem]) from error


def _with_one_delimiter(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` with commas between cells, whatever stands there."""
    given = [*lines]
    sign = max(DELIMITERS, key=(given[0] if given else "").count)
    if sign == ",":
        yield from given
        return
    for cells in csv.reader(given, delimiter=sign, strict=True):
        quoted = (cell.replace('"', '""') for cell in cells)
        yield ",".join(f'"{cell}"' for cell in quoted) + "\n"


def _place(header: list[str], keys: list[str], cells: list[str], kb: KnowledgeBase) -> Facility:
    said: dict[str, Any] = {}
    beside: list[str] = []
    for title, key, cell in zip(header, keys, cells, strict=False):
        if cell and key and key not in said:
            said[key] = cell
        elif cell:
            beside.append(f"{title}: {cell}")
    like = said.pop("like", "")
    id_ = _support(kb, like)
    if like and not id_:
        beside.append(f"kind: {like}")
    road, city, state, code = (said.pop(key, "") for key in OF_AN_ADDRESS)
    address = street(road, city, f"{state} {code}")
    return Facility("", id_, address=address, beside=tuple(beside))._replace(**said)


def _support(kb: KnowledgeBase, word: str) -> str:
    """Return the id of the support that `word` names, if one does."""
    for support in kb.supports:
        names = (support.id, support.name, support.abbreviation or "", *support.aliases)
        if word and bare(word) in {bare(name) for name in names if name}:
            return support.id
    return ""
