"""What others list, and which support of the knowledge base covers it, or why none does."""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from pathlib import Path

import msgspec

from pathfinder.documents.tree import Document, Location
from pathfinder.errors import KnowledgeBaseError, Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.reference import Checked


class Chosen(Enum):
    """Who chose a list, and when: a list that entries were written from says little of gaps."""

    GIVEN = "given"
    US = "us"
    LATER = "later"


class Cover(Enum):
    """How a name on a list is covered."""

    OWN = "own entry"
    NEIGHBOR = "neighbor"
    NONE = "not covered"


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a list names: its own supports, its neighbors, or why there is none.

    A neighbor is an entry that names it among others, or of another body or help close to it.
    """

    name: str
    supports: tuple[SupportId, ...] = ()
    neighbors: tuple[SupportId, ...] = ()
    left_out: str | None = None

    @property
    def cover(self) -> Cover:
        """Say how a support covers it; one of its own counts before a neighbor."""
        if self.supports:
            return Cover.OWN
        return Cover.NEIGHBOR if self.neighbors else Cover.NONE


class OtherList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of supports that someone else made. `checked`: whether its page was read."""

    id: str
    title: str
    publisher: str
    checked: Checked
    chosen: Chosen
    url: str | None = None
    year: int | None = None
    note: str | None = None
    names: tuple[Name, ...]


def read_coverage(path: Path, supports: Collection[SupportId]) -> tuple[OtherList, ...]:
    """Return the lists of the file at `path`, `supports` being all there are.

    Raises `KnowledgeBaseError` where anything is wrong with them.
    """
    if problems := tuple(check_coverage(path, supports)):
        raise KnowledgeBaseError(problems)
    return tuple(read_listed(path, "lists", OtherList).items.values())


def check_coverage(path: Path, supports: Iterable[SupportId]) -> Iterator[Problem]:
    """Yield what is wrong with the lists of the file at `path`, `supports` being all there are.

    Raises `KnowledgeBaseError` where the file can't be read at all.
    """
    listed = read_listed(path, "lists", OtherList)
    yield from listed.problems
    known = frozenset(supports)
    seen: set[str] = set()
    for location, listing in listed.items.items():
        if listing.id in seen:
            where = listed.document.where((*location, "id"))
            yield Problem(where, f"the id {quoted(listing.id)} stands here twice")
        seen.add(listing.id)
        for i, name in enumerate(listing.names):
            yield from _name(listed.document, (*location, "names", i), name, known)


def _name(
    document: Document, location: Location, name: Name, known: frozenset[SupportId]
) -> Iterator[Problem]:
    if sum(map(bool, (name.supports, name.neighbors, name.left_out))) != 1:
        hint = "supports: [ID], neighbors: [ID], or left_out: why"
        yield Problem(document.where(location), "a name is covered or left out, in one way", hint)
    for key in ("supports", "neighbors"):
        for i, id_ in enumerate(getattr(name, key)):
            if id_ not in known:
                where = document.where((*location, key, i))
                yield Problem(where, f"{quoted(id_)} is no support", did_you_mean(id_, known))
