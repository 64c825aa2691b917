"""Authored items with their places, as the checks see them."""

from collections.abc import Iterator
from typing import NamedTuple

from pathfinder.documents.tree import Document, Location, Tree, entries, entry
from pathfinder.errors import Problem


class Item(NamedTuple):
    """One authored item with its location."""

    document: Document
    location: Location
    id: str
    tree: dict[str, Tree]

    def problem(
        self, message: str, *below: str | int, hint: str = "", key: bool = False
    ) -> Problem:
        """Return a problem with a value below this item, or with its `key`."""
        return Problem(self.document.where((*self.location, *below), key=key), message, hint)


Items = dict[str, tuple[Item, ...]]
"""The items of each list of a knowledge base, by the key of the list."""


def items_of(document: Document, key: str) -> Iterator[Item]:
    """Yield the mappings in the list `key` of `document`."""
    for i, tree in enumerate(entries(entry(document.tree, key))):
        if isinstance(tree, dict):
            yield Item(document, (key, i), str(tree.get("id", "")), tree)
