"""The rows in a JSON document, also where something around or between them is broken."""

import json
from typing import NamedTuple

import msgspec

from pathfinder.meetings.lists.reading import is_list, is_row

MOST_BREAKS = 200
"""So many broken rows are stepped over; after that the rest of a document is given up as one."""

LISTS = ("meetings", "formats")


class Rows(NamedTuple):
    """What a document holds: rows, formats of BMLT if there are any, and what could not be read.

    `junk`: something stands around the document that is none of it.
    """

    rows: list[object]
    formats: list[object]
    broken: int = 0
    junk: bool = False


def looks_like_json(text: str) -> bool:
    """Return whether `text` begins as a list or a mapping of JSON does."""
    return text.lstrip()[:1] in {"[", "{"}


def rows_in(text: str) -> Rows:
    """Return the rows of `text`, one document of JSON, whole or broken."""
    try:
        return _rows(msgspec.json.decode(text))
    except (msgspec.DecodeError, RecursionError):
        pass
    begin = len(text) - len(text.lstrip())
    try:
        document, end = json.JSONDecoder().raw_decode(text, begin)
    except (ValueError, RecursionError):
        return _rescued(text)
    return _rows(document)._replace(junk=bool(text[end:].strip()))


def _rows(document: object) -> Rows:
    if is_list(document):
        return Rows(document, [])
    if not is_row(document):
        return Rows([document], [])
    meetings, formats = (document.get(name) for name in LISTS)
    listed: list[object] = meetings if is_list(meetings) else [document]
    return Rows(listed, formats if is_list(formats) else [])


def _rescued(text: str) -> Rows:
    """Return every row of a broken document that can be read by itself."""
    decoder, rows, broken = json.JSONDecoder(), list[dict[str, object]](), 0
    at = text.find("{", text.find("[") + 1)
    while at >= 0 and broken < MOST_BREAKS:
        try:
            row, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            broken += 1
            at = text.find("{", at + 1)
            continue
        rows.append(row)
        at = text.find("{", at)
    formats: list[object] = [row for row in rows if "key_string" in row]
    meetings: list[object] = [row for row in rows if "key_string" not in row]
    return Rows(meetings, formats, broken + (at >= 0))
