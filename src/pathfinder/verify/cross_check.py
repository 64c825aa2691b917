"""Whether an encoding says of random sheets what the engine says of them, and nothing else."""

import random
from collections.abc import Iterable, Iterator, Mapping

from pathfinder.engine.columns import Columns
from pathfinder.verify.circuit import CONSTANT, Clause, literal
from pathfinder.verify.context import Context
from pathfinder.verify.encoding import Encoding
from pathfinder.verify.sampling import random_sheets

AT_ONCE = 1 << 15
"""Sheets of one chunk: the value of every gate is kept for all of them."""

ASKED = 8
"""Of each chunk, the sheets of which the solver itself is asked."""


class DisagreementError(RuntimeError):
    """The solver and the engine say different things of one sheet: a fault of the encoding."""


def check_agreement(context: Context, sheets: int, seed: int = 0) -> int:
    """Return on how many random sheets, at least `sheets`, solver and engine say the same.

    From the sheet to the clauses: every fact that the engine states is what its gate comes out as,
    and no clause forbids the sheet. From the clauses to the sheet: of some sheets of each chunk,
    the answers alone, without a guess, make the solver state every fact as the engine does.

    Raises `DisagreementError`.
    """
    source = random.Random(seed)  # noqa: S311 - not for secrets
    encoding = context.encoding
    clauses = (*encoding.answering, *encoding.circuit.clauses())
    chunks = -(-sheets // AT_ONCE)
    for _ in range(chunks):
        known = random_sheets(context.kb, context.invariants, AT_ONCE, source)
        variables = _variables(encoding, known)
        values = encoding.circuit.values(variables, known.every)
        for name, node, where in _facts(encoding, known):
            if _value(values, node, known.every) != where:
                raise DisagreementError(name)
        _allowed(clauses, values, known.every)
        for _ in range(ASKED):
            _ask(context, known, variables, source.randrange(AT_ONCE))
    return chunks * AT_ONCE


def _variables(encoding: Encoding, known: Columns) -> dict[int, int]:
    """Return where each option is said, by the literal of its variable."""
    return {
        literal(bit): known.chosen[question][option]
        for question, options in encoding.columns.chosen.items()
        for option, bit in options.items()
    }


def _facts(encoding: Encoding, known: Columns) -> Iterator[tuple[str, int, int]]:
    """Yield every fact, met or not met: its name, its literal and where the engine states it."""
    for name, outcome in encoding.columns.named.items():
        engine = known.named[name]
        yield name, literal(outcome.met), engine.met
        yield name, literal(outcome.not_met), engine.not_met


def _value(values: Mapping[int, int], node: int, every: int) -> int:
    return values[node] if node > 0 else every ^ values[-node]


def _allowed(clauses: Iterable[Clause], values: Mapping[int, int], every: int) -> None:
    for clause in clauses:
        met = 0
        for node in clause:
            met |= _value(values, node, every)
        if met != every:
            raise DisagreementError(clause)


def _ask(context: Context, known: Columns, variables: Mapping[int, int], sheet: int) -> None:
    answers = [node if where >> sheet & 1 else -node for node, where in variables.items()]
    follows = context.solver.follows(answers) | {CONSTANT}
    for name, node, where in _facts(context.encoding, known):
        if (node if where >> sheet & 1 else -node) not in follows:
            raise DisagreementError(name)
