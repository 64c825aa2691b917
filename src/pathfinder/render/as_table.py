"""Results of a batch as a table (CSV) that a spreadsheet opens and runs nothing of."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from pathfinder.errors import Problem, printable
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.results.line_error import LineId
from pathfinder.model.results.parts import ContactShown
from pathfinder.model.results.result import Result
from pathfinder.render.contact_links import dialled, shortest_way
from pathfinder.render.fields import Fields, fields_of, within

MARK = "\ufeff"
"""By which a spreadsheet sees that the text is in UTF-8."""

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a cell; an apostrophe before it keeps it text."""

SHOWN = 3
"""So many suggestions have columns of their own, unless another number is asked for."""

OF_A_SUGGESTION = ("suggestion", "need", "first_step", "contact")
FIRST = ("line", "id", "problem", "help")


class Table:
    """Writes results as rows, in the columns of `fields` or, where those are all, the usual ones."""

    def __init__(self, fields: Fields, top: int | None) -> None:
        self._fields = None if fields == fields_of(()) else fields
        self._top = SHOWN if top is None else top

    def head(self) -> bytes:
        """Return the first row, behind the mark of UTF-8."""
        return f"{MARK}{_row((*FIRST, *self._columns()))}".encode()

    def result(self, number: int, result: Result, id_: LineId | None) -> bytes:
        """Return `result`, that of row `number`, as a row."""
        cells = self._usual(result) if self._fields is None else self._picked(result, self._fields)
        return _row((number, id_, "", "", *cells)).encode()

    def fault(
        self, number: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str
    ) -> bytes:
        """Return a row that says what is wrong with row `number`; `help_`: the crisis line."""
        said = "\n".join(printable(str(problem)) for problem in problems)
        return _row((number, id_, said, help_)).encode()

    def _columns(self) -> Iterator[str]:
        if self._fields is not None:
            yield from _paths(self._fields)
            return
        yield from ("danger", "notices")
        for rank in range(1, self._top + 1):
            yield from (f"{name}_{rank}" for name in OF_A_SUGGESTION)

    def _usual(self, result: Result) -> Iterator[object]:
        """Yield what is grave by its ids, every notice whole, and the first suggestions."""
        yield ", ".join(notice.id for notice in result.notices if notice.severity in GRAVE)
        yield "\n".join(
            " ".join((n.text, *(f"{c.label}: {_reached(c)}." for c in n.contacts)))
            for n in result.notices
        )
        for s in result.suggestions[: self._top]:
            contact = next((f"{c.label}: {_reached(c)}" for c in s.contacts), "")
            yield from (s.name, s.need.text, s.first_step, contact)

    def _picked(self, result: Result, fields: Fields) -> Iterator[object]:
        for name, keys in fields.items():
            value = getattr(result, name)
            found: object = msgspec.to_builtins(within(value, keys) if keys and value else value)
            yield from (_flat(_within(found, key)) for key in keys)
            if not keys:
                yield _flat(found)


def _paths(fields: Fields) -> Iterator[str]:
    for name, keys in fields.items():
        yield from (f"{name}.{key}" for key in keys)
        if not keys:
            yield name


def _within(value: object, key: str) -> object:
    if isinstance(value, list):
        return [_within(item, key) for item in cast("list[object]", value)]
    return cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None


def _flat(value: object) -> str:
    """Return `value` in one cell: a list of words with commas, anything deeper as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    items = cast("list[object]", value) if isinstance(value, list) else None
    if items is not None and not any(isinstance(item, list | dict) for item in items):
        return ", ".join(map(str, items))
    return msgspec.json.encode(value).decode()


def _reached(contact: ContactShown) -> str:
    return ", ".join(filter(None, (dialled(contact), contact.text))) or shortest_way(contact)


def _row(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: object) -> object:
    """Return `cell` so that a spreadsheet shows it and runs nothing."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell
