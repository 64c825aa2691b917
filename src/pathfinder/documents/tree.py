"""Trees of plain text in which every value knows its line and column."""

from typing import NamedTuple

import msgspec

from pathfinder.errors import Problem

Place = tuple[str | int, ...]
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
    values: dict[Place, Mark]
    keys: dict[Place, Mark]
    problems: tuple[Problem, ...]
    cut: tuple[Problem, ...] = ()

    def where(self, place: Place, *, key: bool = False) -> str:
        """Return `name:line:column` of the value at `place`, or of the nearest one above it."""
        marks = self.keys if key and place in self.keys else self.values
        while place and place not in marks:
            place = place[:-1]
        mark = marks.get(place)
        return f"{self.name}:{mark.line}:{mark.column}" if mark else self.name


def entry(tree: Tree, key: str) -> Tree | None:
    """Return what stands under `key` of `tree`; nothing where `tree` is no mapping."""
    return tree.get(key) if isinstance(tree, dict) else None


def entries(tree: Tree | None) -> list[Tree]:
    """Return the list `tree`; an empty one where it is none."""
    return tree if isinstance(tree, list) else []


def texts(tree: Tree, place: Place = ()) -> list[tuple[Place, str]]:
    """Return every text in `tree`, which stands at `place`, with its own place, in order; no keys."""
    if isinstance(tree, str):
        return [(place, tree)]
    found: list[tuple[Place, str]] = []
    _gather(tree, place, found)
    return found


def _gather(
    tree: list[Tree] | dict[str, Tree], place: Place, found: list[tuple[Place, str]]
) -> None:
    for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(part, str):
            found.append(((*place, key), part))
        else:
            _gather(part, (*place, key), found)
