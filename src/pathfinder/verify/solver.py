"""The solver: whether a bit of an encoding can be true, and on which sheet."""

from collections.abc import Iterable
from enum import Enum

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Glucose42

from pathfinder.model.answers import Answers
from pathfinder.verify.circuit import Gate, clauses, literal
from pathfinder.verify.encoding import Encoding, answers_where


class Can(Enum):
    """Whether something can be so on a sheet; unknown where the budget did not suffice."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Solver:
    """Learns of `encoding` what it is asked about: a sheet has a value for every other gate too.

    `conflicts`: how often it may run into a dead end over one question. Unlike a time, it suffices
    on every machine or on none.
    """

    def __init__(self, encoding: Encoding, conflicts: int) -> None:
        self.encoding = encoding
        self.conflicts = conflicts
        self._solver = Glucose42(bootstrap_with=encoding.answering)
        self._known: set[int] = set()

    def can_be(self, bit: int) -> Can:
        """Return whether `bit` is true on any sheet."""
        self._learn(self.encoding.circuit.below(bit, self._known))
        self._solver.conf_budget(self.conflicts)
        # Without `expect_interrupt` python-sat answers Ctrl-C itself, with an error of its own.
        found = self._solver.solve_limited([literal(bit)], expect_interrupt=True)
        return Can.UNKNOWN if found is None else Can.YES if found else Can.NO

    def follows(self, sheet: list[int]) -> frozenset[int]:
        """Return every literal that follows, without a guess, from the literals of a `sheet`."""
        gates = self.encoding.circuit.gates
        if len(self._known) < len(gates):
            self._learn(gate for gate in gates if gate.node not in self._known)
            self._known.update(gate.node for gate in gates)
        _, found = self._solver.propagate(sheet)
        return frozenset(found)

    def _learn(self, gates: Iterable[Gate]) -> None:
        for clause in clauses(gates):
            self._solver.add_clause(clause)

    def smallest(self, bit: int) -> Answers:
        """Return the fewest answers with which `bit`, which can be true, is true."""
        problem = WCNF()
        gates = self.encoding.circuit.below(bit, set())
        problem.extend([*self.encoding.answering, *clauses(gates)])
        problem.append([literal(bit)])
        for options in self.encoding.columns.chosen.values():
            for said in options.values():
                problem.append([-literal(said)], weight=1)
        with RC2(problem, solver="glucose42") as rc2:
            model = frozenset(rc2.compute() or ())
        return answers_where(self.encoding, model.__contains__)
