"""Lists of meetings that are known to be published, for those who fetch them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError, Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.condition import SupportId


class KnownFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that somebody publishes.

    `named_by`: who names its address, and `as_of`: when. `answered_on`: the day on which it was
    fetched and could be read; without it, nobody has tried.
    """

    id: str
    program: SupportId
    name: str
    url: str
    named_by: str
    as_of: str
    answered_on: str | None = None


def read_feeds(path: Path) -> tuple[KnownFeed, ...]:
    """Return the known lists in the file at `path`.

    Raises `KnowledgeBaseError` where the file can't be read, or is no list of them.
    """
    listed = read_listed(path, "feeds", KnownFeed)
    if listed.problems:
        raise KnowledgeBaseError(listed.problems)
    return tuple(listed.items.values())


def check_feeds(path: Path, supports: Iterable[SupportId]) -> Iterator[Problem]:
    """Yield what is wrong with the known lists in the file at `path`, `supports` being all there are.

    Raises `KnowledgeBaseError` where the file can't be read at all.
    """
    listed = read_listed(path, "feeds", KnownFeed)
    yield from listed.problems
    known, seen = frozenset(supports), set[str]()
    for location, feed in listed.items.items():
        if feed.id in seen:
            where = listed.document.where((*location, "id"))
            yield Problem(where, f"the id {quoted(feed.id)} stands here twice")
        seen.add(feed.id)
        if feed.program not in known:
            where = listed.document.where((*location, "program"))
            message = f"there is no support {quoted(feed.program)}"
            yield Problem(where, message, did_you_mean(feed.program, known))
        if not feed.url.startswith("https://"):
            where = listed.document.where((*location, "url"))
            yield Problem(where, "is no address that is fetched", "it begins with https://")
