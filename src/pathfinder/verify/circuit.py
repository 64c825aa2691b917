"""Truths about a sheet that is not known yet, and the clauses by which a solver knows them.

A `Bit` stands where the engine has an integer with one bit a sheet. It takes the same operators, so
that the engine itself, run once on bits, writes down what it would do on every sheet there can be:
there is no second version of its rules that could differ.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Self

Clause = tuple[int, ...]
"""Literals of which at least one is true: the number of a node, below zero where it is false."""

CONSTANT = 1
"""The number of the node that is always true."""


class Bit(int):
    """Twice the number of a node of `circuit`, and one more where the bit is its opposite.

    0 is false and 1 is true on every sheet, so a bit is falsy only where nothing can make it true.
    Of plain integers only 0 (on no sheet) and -1 (on every sheet) mix with bits.
    """

    circuit: "Circuit"

    def __new__(cls, edge: int, circuit: "Circuit") -> Self:
        """Return the bit of `edge`."""
        bit = super().__new__(cls, edge)
        bit.circuit = circuit
        return bit

    def __invert__(self) -> "Bit":
        return Bit(int(self) ^ 1, self.circuit)

    def __and__(self, other: int, /) -> "Bit":
        return Bit(self.circuit.both(int(self), _edge(other)), self.circuit)

    def __or__(self, other: int, /) -> "Bit":
        return Bit(self.circuit.both(int(self) ^ 1, _edge(other) ^ 1) ^ 1, self.circuit)

    def __xor__(self, other: int, /) -> "Bit":
        return Bit(self.circuit.differ(int(self), _edge(other)), self.circuit)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


def _edge(operand: int) -> int:
    return int(operand) if isinstance(operand, Bit) else operand & 1


def literal(edge: int) -> int:
    """Return the bit or edge as it stands in a clause."""
    node = edge >> 1 or -CONSTANT
    return -node if int(edge) & 1 else node


class Gate(NamedTuple):
    """A node that is true where both, or exactly one, of two edges are."""

    node: int
    left: int
    right: int
    is_both: bool


def clauses(gates: Iterable[Gate]) -> Iterator[Clause]:
    """Yield what is always true, and what ties each of `gates` to its edges, both ways.

    So every sheet has just one value for each gate (Tseitin 1968).
    """
    yield (CONSTANT,)
    for gate in gates:
        node, a, b = gate.node, literal(gate.left), literal(gate.right)
        if gate.is_both:
            yield from ((-node, a), (-node, b), (node, -a, -b))
        else:
            yield from ((-node, a, b), (-node, -a, -b), (node, -a, b), (node, a, -b))


class Circuit:
    """Variables, and the gates that join them in the order they were made; equal gates are one."""

    def __init__(self) -> None:
        self.nodes = CONSTANT
        self.gates: list[Gate] = []
        self._node_of: dict[tuple[int, int, bool], int] = {}
        self._place_of: dict[int, int] = {}

    def variable(self) -> Bit:
        """Return a new bit that may be true or false."""
        self.nodes += 1
        return Bit(self.nodes << 1, self)

    def both(self, left: int, right: int) -> int:
        """Return the edge that is true where the edges `left` and `right` are."""
        if 0 in (left, right) or left == right ^ 1:
            return 0
        if left in (1, right):
            return right
        return left if right == 1 else self._gate(left, right, is_both=True)

    def differ(self, left: int, right: int) -> int:
        """Return the edge that is true where exactly one of the edges `left` and `right` is."""
        opposite = (left ^ right) & 1
        left, right = left & ~1, right & ~1
        if left == right:
            return opposite
        if 0 in (left, right):
            return (left | right) ^ opposite
        return self._gate(left, right, is_both=False) ^ opposite

    def _gate(self, left: int, right: int, *, is_both: bool) -> int:
        key = (min(left, right), max(left, right), is_both)
        if key not in self._node_of:
            self.nodes += 1
            self._node_of[key] = self.nodes
            self._place_of[self.nodes] = len(self.gates)
            self.gates.append(Gate(self.nodes, *key))
        return self._node_of[key] << 1

    def below(self, edge: int, known: set[int]) -> Iterator[Gate]:
        """Yield the gates that `edge` rests on, but for the nodes that are `known`; those yielded now are."""
        left = [edge >> 1]
        while left:
            node = left.pop()
            if node not in known and node in self._place_of:
                known.add(node)
                gate = self.gates[self._place_of[node]]
                yield gate
                left += gate.left >> 1, gate.right >> 1

    def values(self, variables: Mapping[int, int], every: int) -> dict[int, int]:
        """Return the sheets on which each node is true, by its number, `variables` being so.

        `every` has the bit of each sheet set.
        """
        values = {CONSTANT: every, **variables}
        for node, left, right, is_both in self.gates:
            a = values[left >> 1] ^ every if left & 1 else values[left >> 1]
            b = values[right >> 1] ^ every if right & 1 else values[right >> 1]
            values[node] = a & b if is_both else a ^ b
        return values
