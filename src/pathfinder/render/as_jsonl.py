"""One line of a batch: a result, or what is wrong, as JSON."""

import msgspec

from pathfinder.engine.suggest import VARYING
from pathfinder.errors import MOST_QUOTED, Problem, printable
from pathfinder.model.results.line_error import ERROR_FORMAT, BadLine, LineId, ProblemShown
from pathfinder.model.results.result import Result
from pathfinder.render.fields import Fields, within

MOST_WRITTEN = 1 << 14
"""Parts of which it is remembered what was written; what shares them comes close together."""


class ResultLines:
    """Writes the `fields` of results as lines. What many results share is written once."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        shared = {"notices", "withheld"}
        keys = fields.get("suggestions")
        if keys and VARYING.isdisjoint(keys):
            shared.add("suggestions")
        self._shared = frozenset(shared)
        # With each part what was written of it: while it is kept, no other has its identity.
        self._written: dict[int, tuple[msgspec.Struct, msgspec.Raw]] = {}

    def line(self, result: Result, id_: LineId | None) -> bytes:
        """Return `result` as one line, after the id if there is one.

        A key that `result` leaves out is left out here too.
        """
        found: dict[str, object] = {} if id_ is None else {"id": id_}
        for name, keys in self._fields.items():
            value = getattr(result, name)
            if name in self._shared:
                found[name] = [self._once(part, keys) for part in value]
            elif value is not None:
                found[name] = within(value, keys) if keys else value
        return msgspec.json.encode(found) + b"\n"

    def _once(self, part: msgspec.Struct, keys: tuple[str, ...]) -> msgspec.Raw:
        known = self._written.get(id(part))
        if known is None:
            if len(self._written) >= MOST_WRITTEN:
                self._written.clear()
            encoded = msgspec.json.encode(within(part, keys) if keys else part)
            known = self._written[id(part)] = part, msgspec.Raw(encoded)
        return known[1]


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
