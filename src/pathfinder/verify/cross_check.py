"""Whether an encoding says of random sheets what the engine says of them, and nothing else."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pathfinder.engine.columns import Columns
from pathfinder.verify.circuit import CONSTANT, Circuit, Clause, Gate, clauses, literal
from pathfinder.verify.context import Context
from pathfinder.verify.encoding import Encoding
from pathfinder.verify.sampling import random_sheets
from pathfinder.verify.solver import Solver

AT_ONCE = 1 << 15
"""Sheets of one chunk: the value of every gate is kept for all of them."""

ASKED = 8
"""Of each chunk, which is as random in any part, the first sheets: of these the solver itself is asked."""


Stated = tuple[str, int, int]
"""A fact: its name, its literal, and where it is so."""


class DisagreementError(RuntimeError):
    """The solver and the engine say different things of one sheet: a fault of the encoding."""


def check_agreement(context: Context, sheets: int, seed: int = 0) -> int:
    """Return on how many random sheets, at least `sheets`, solver and engine say the same.

    From the sheet to the clauses: every fact that the engine states is what its gate comes out as,
    and no clause forbids the sheet; those of a gate forbid nothing that it comes out as, whatever its
    edges are. From the clauses to the sheet: of some sheets of each chunk,
    the answers alone, without a guess, make the solver state every fact as the engine does.

    Raises `DisagreementError`.
    """
    source = random.Random(seed)  # noqa: S311 - not for secrets
    encoding = context.encoding
    for gate in encoding.circuit.gates:
        _tied(gate)
    chunks = -(-sheets // AT_ONCE)
    for _ in range(chunks):
        known = random_sheets(context.kb, context.invariants, AT_ONCE, source)
        variables = _variables(encoding, known)
        values = encoding.circuit.values(variables, known.every)
        facts = [*_facts(encoding, known)]
        for name, node, where in facts:
            if _value(values, node, known.every) != where:
                raise DisagreementError(name)
        _allowed(encoding.answering, variables, known.every)
        few = (1 << ASKED) - 1
        asked = [(name, node, where & few) for name, node, where in facts]
        for sheet in range(ASKED):
            _ask(context.solver, variables, asked, sheet)
    return chunks * AT_ONCE


def _variables(encoding: Encoding, known: Columns) -> dict[int, int]:
    """Return where each option is said, by the literal of its variable."""
    return {
        literal(bit): known.chosen[question][option]
        for question, options in encoding.columns.chosen.items()
        for option, bit in options.items()
    }


def _facts(encoding: Encoding, known: Columns) -> Iterator[Stated]:
    """Yield every fact, met or not met: its name, its literal and where the engine states it."""
    for name, outcome in encoding.columns.named.items():
        engine = known.named[name]
        yield name, literal(outcome.met), engine.met
        yield name, literal(outcome.not_met), engine.not_met


def _value(values: Mapping[int, int], node: int, every: int) -> int:
    return values[node] if node > 0 else every ^ values[-node]


def _allowed(stated: Iterable[Clause], values: Mapping[int, int], every: int) -> None:
    for clause in stated:
        met = 0
        for node in clause:
            met |= _value(values, node, every)
        if met != every:
            raise DisagreementError(clause)


def _tied(gate: Gate) -> None:
    """Raise `DisagreementError` where a clause of `gate` forbids what it comes out as."""
    left, right, every = 0b0011, 0b0101, 0b1111
    values = {CONSTANT: every, abs(literal(gate.left)): left, abs(literal(gate.right)): right}
    circuit = Circuit()
    circuit.gates.append(gate)
    _allowed(clauses(circuit.gates), circuit.values(values, every), every)


def _ask(solver: Solver, variables: Mapping[int, int], facts: Sequence[Stated], sheet: int) -> None:
    answers = [node if where >> sheet & 1 else -node for node, where in variables.items()]
    follows = solver.follows(answers) | {CONSTANT}
    for name, node, where in facts:
        if (node if where >> sheet & 1 else -node) not in follows:
            raise DisagreementError(name)
