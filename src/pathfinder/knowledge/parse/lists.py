"""A file beside the knowledge base that holds one list: examples, coverage."""

from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from pathfinder.documents.tree import Document, Location, entries, entry
from pathfinder.errors import Problem
from pathfinder.knowledge.files import read_all
from pathfinder.knowledge.parse.convert import converted

Item = TypeVar("Item", bound=msgspec.Struct)


class ParsedList(NamedTuple, Generic[Item]):
    """The items of one list by their location in `document`, and what was wrong with others."""

    document: Document
    items: dict[Location, Item]
    problems: tuple[Problem, ...]


def read_listed(path: Path, key: str, type_: type[Item]) -> ParsedList[Item]:
    """Return the list `key` of the file at `path`.

    Raises `KnowledgeBaseError` where the file can't be read at all.
    """
    document = read_all({key: path})[key]
    items: dict[Location, Item] = {}
    problems = [*document.problems]
    for i, tree in enumerate(entries(entry(document.tree, key))):
        item = converted(tree, type_, document, (key, i))
        if isinstance(item, Problem):
            problems.append(item)
        else:
            items[key, i] = item
    return ParsedList(document, items, tuple(problems))
