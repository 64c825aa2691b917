"""What others list, and which support of the knowledge base covers it, or why none does."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from pathfinder.documents.yaml import Document, Place
from pathfinder.errors import KnowledgeBaseError, Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.condition import SupportId
from pathfinder.model.reference import Checked


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a list names: the supports that cover it, or why it was left out."""

    name: str
    supports: tuple[SupportId, ...] = ()
    left_out: str | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of supports that someone else made. `checked`: whether its page was read."""

    id: str
    title: str
    publisher: str
    checked: Checked
    url: str | None = None
    year: int | None = None
    note: str | None = None
    names: tuple[Name, ...]


def read_coverage(path: Path, supports: Collection[SupportId]) -> tuple[Listing, ...]:
    """Return the lists of the file at `path`, `supports` being all there are.

    Raises `KnowledgeBaseError` where anything is wrong with them.
    """
    if problems := tuple(check_coverage(path, supports)):
        raise KnowledgeBaseError(problems)
    return tuple(read_listed(path, "lists", Listing).items.values())


def check_coverage(path: Path, supports: Iterable[SupportId]) -> Iterator[Problem]:
    """Yield what is wrong with the lists of the file at `path`, `supports` being all there are.

    Raises `KnowledgeBaseError` where the file can't be read at all.
    """
    listed = read_listed(path, "lists", Listing)
    yield from listed.problems
    known = frozenset(supports)
    seen: set[str] = set()
    for place, listing in listed.items.items():
        if listing.id in seen:
            where = listed.document.where((*place, "id"))
            yield Problem(where, f"the id {quoted(listing.id)} stands here twice")
        seen.add(listing.id)
        for i, name in enumerate(listing.names):
            yield from _name(listed.document, (*place, "names", i), name, known)


def _name(
    document: Document, place: Place, name: Name, known: frozenset[SupportId]
) -> Iterator[Problem]:
    if bool(name.supports) is bool(name.left_out):
        hint = "supports: [ID], or left_out: why"
        yield Problem(document.where(place), "a name is covered or left out", hint)
    for i, id_ in enumerate(name.supports):
        if id_ not in known:
            where = document.where((*place, "supports", i))
            yield Problem(where, f"{quoted(id_)} is no support", did_you_mean(id_, known))
