"""Values, each with the sheets on which it holds."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pathfinder.engine.columns import positions

T = TypeVar("T")

Spread = Sequence[tuple[T, int]]
"""Values, each with the sheets on which it holds; no sheet is in two of them."""


def gathered(parts: Iterable[Spread[T]], sheets: int) -> dict[int, tuple[T, ...]]:
    """Return, by position of each of `sheets`, the values that hold there, in the order given."""
    if sheets == 1:  # one sheet by itself, as a person has
        return {0: tuple([value for part in parts for value, where in part if where & 1])}
    found: dict[int, list[T]] = {position: [] for position in positions(sheets)}
    for part in parts:
        for value, where in part:
            for position in positions(where & sheets):
                found[position].append(value)
    return {position: tuple(values) for position, values in found.items()}


def together(parts: Iterable[Spread[T]], sheets: int) -> Spread[tuple[T, ...]]:
    """Return the values that hold together, in the order given, with those of `sheets` they hold on.

    Every sheet is in one entry: few where many sheets are alike.
    """
    found: list[tuple[tuple[T, ...], int]] = [((), sheets)] if sheets else []
    for part in parts:
        parted: list[tuple[tuple[T, ...], int]] = []
        for values, where in found:
            left = where
            for value, there in part:
                if both := where & there:
                    parted.append(((*values, value), both))
                    left ^= both
            if left:
                parted.append((values, left))
        found = parted
    return found
