"""Trees of plain text in which every value knows its line and column."""

from typing import NamedTuple

import msgspec

from pathfinder.errors import Problem

Location = tuple[str | int, ...]
"""Keys and positions from the top of a document to one value."""

Tree = str | list["Tree"] | dict[str, "Tree"]


class Mark(msgspec.Struct, frozen=True):
    """Line and column, from 1."""

    line: int
    column: int


class Document(NamedTuple):
    """One file as read: its tree, where every value and key stands, and what was wrong with it.

    `cut`: texts that seem to go on after a sharp sign, which begins a comment.
    """

    name: str
    tree: Tree
    values: dict[Location, Mark]
    keys: dict[Location, Mark]
    problems: tuple[Problem, ...]
    cut: tuple[Problem, ...] = ()

    def where(self, location: Location, *, key: bool = False) -> str:
        """Return `name:line:column` of the value at `location`, or of the nearest one above it."""
        marks = self.keys if key and location in self.keys else self.values
        while location and location not in marks:
            location = location[:-1]
        mark = marks.get(location)
        return f"{self.name}:{mark.line}:{mark.column}" if mark else self.name


def entry(tree: Tree, key: str) -> Tree | None:
    """Return what stands under `key` of `tree`; nothing where `tree` is no mapping."""
    return tree.get(key) if isinstance(tree, dict) else None


def entries(tree: Tree | None) -> list[Tree]:
    """Return the list `tree`; an empty one where it is none."""
    return tree if isinstance(tree, list) else []


def texts(tree: Tree, location: Location = ()) -> list[tuple[Location, str]]:
    """Return every text in `tree`, which stands at `location`, with its own location, in order; no keys."""
    if isinstance(tree, str):
        return [(location, tree)]
    found: list[tuple[Location, str]] = []
    _gather(tree, location, found)
    return found


def _gather(
    tree: list[Tree] | dict[str, Tree], location: Location, found: list[tuple[Location, str]]
) -> None:
    for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(part, str):
            found.append(((*location, key), part))
        else:
            _gather(part, (*location, key), found)
