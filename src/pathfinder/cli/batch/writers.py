"""What makes lines or rows of results."""

from typing import NamedTuple, Protocol

from pathfinder.cli.batch.forms import JSONL
from pathfinder.errors import Problem
from pathfinder.model.results.line_error import LineId
from pathfinder.model.results.result import Result
from pathfinder.render.as_jsonl import ResultLines, bad_line
from pathfinder.render.fields import Fields
from pathfinder.render.trimming import Trimming


class Wanted(NamedTuple):
    """What comes out of each result."""

    fields: Fields
    trimming: Trimming


class Writer(Protocol):
    """Makes lines of results."""

    def head(self) -> bytes:
        """Return what stands before the first result."""
        ...

    def result(self, number: int, result: Result, id_: LineId | None) -> bytes:
        """Return `result`, that of the sheet with this `number`, counted from 1."""
        ...

    def fault(
        self, number: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str
    ) -> bytes:
        """Return what is wrong with the sheet of this `number`; `help_`: the crisis line."""
        ...


class Lines:
    """Writes results as lines of JSON."""

    def __init__(self, fields: Fields) -> None:
        self._lines = ResultLines(fields)

    def head(self) -> bytes:
        """Return nothing."""
        return b""

    def result(self, number: int, result: Result, id_: LineId | None) -> bytes:
        """Return `result` as a line."""
        del number
        return self._lines.line(result, id_)

    def fault(
        self, number: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str
    ) -> bytes:
        """Return as a line what is wrong with line `number`."""
        return bad_line(number, problems, id_, help_)


def writer_for(form: str, wanted: Wanted) -> Writer:
    """Return what writes results in `form`, with what is `wanted` of each."""
    if form == JSONL:
        return Lines(wanted.fields)
    from pathfinder.render.as_table import Table  # only a table pays for it

    return Table(wanted.fields, wanted.trimming.top)
