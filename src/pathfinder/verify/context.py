"""What every proof about one knowledge base stands on, made once."""

import random
from typing import NamedTuple

from pathfinder.engine.columns import Columns
from pathfinder.model.knowledge.invariant import Invariants
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.encoding import Encoding, encode
from pathfinder.verify.sampling import random_sheets
from pathfinder.verify.solver import Can, Solver

SAMPLE = 1 << 14
"""How many random sheets spare the solver what any of them shows."""


class Context(NamedTuple):
    """A knowledge base, what must hold of it, its encoding, a solver of that, and random sheets."""

    kb: KnowledgeBase
    invariants: Invariants
    encoding: Encoding
    solver: Solver
    sample: Columns

    def never(self, bit: int) -> bool:
        """Return whether `bit` of the encoding is true on no sheet; not so where that is open."""
        return self.solver.can_be(bit) is Can.NO


def context_for(kb: KnowledgeBase, invariants: Invariants, conflicts: int) -> Context:
    """Return the context for proofs about `kb`; one question may cost the solver so many `conflicts`.

    The same knowledge base has the same random sheets.
    """
    encoding = encode(kb, invariants)
    source = random.Random(0)  # noqa: S311 - not for secrets
    sample = random_sheets(kb, invariants, SAMPLE, source)
    return Context(kb, invariants, encoding, Solver(encoding, conflicts), sample)
