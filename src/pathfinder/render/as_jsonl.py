"""One line of a batch: a result, or what is wrong, as JSON."""

import msgspec

from pathfinder.errors import MOST_QUOTED, Problem, printable
from pathfinder.model.line_error import ERROR_FORMAT, BadLine, LineId, ProblemShown
from pathfinder.model.result import Result
from pathfinder.render.fields import Fields, picked


def result_line(result: Result, fields: Fields, id_: LineId | None) -> bytes:
    """Return the `fields` of `result` as one line, after the id if there is one."""
    named = {} if id_ is None else {"id": id_}
    return msgspec.json.encode({**named, **picked(result, fields)}) + b"\n"


def bad_line(
    line: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str = ""
) -> bytes:
    """Return as one line that `line`, counted from 1, has these `problems`.

    `help_`: the crisis line, where it is called for.
    """
    record = BadLine(
        format=ERROR_FORMAT,
        line=line,
        id=id_,
        problems=tuple(
            ProblemShown(
                where=printable(problem.where[:MOST_QUOTED]),
                message=printable(problem.message),
                hint=printable(problem.hint),
            )
            for problem in problems
        ),
        help=help_,
    )
    return msgspec.json.encode(record) + b"\n"
