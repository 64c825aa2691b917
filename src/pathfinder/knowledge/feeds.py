"""Lists of meetings that are known to be published, for those who fetch them."""

from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.data_dir import shipped_data
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.condition import SupportId


class KnownFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that somebody publishes.

    `source`: who names its address, and `as_of`: when. `answered_on`: the day on which it was
    fetched and could be read; without it, nobody has tried.
    """

    id: str
    program: SupportId
    name: str
    url: str
    source: str
    as_of: str
    answered_on: str | None = None


def read_feeds(path: Path | None = None) -> tuple[KnownFeed, ...]:
    """Return the known lists: the shipped ones, or those in the file at `path`.

    Raises `KnowledgeBaseError` where anything is wrong with them.
    """
    listed = read_listed(path or shipped_data() / "feeds.yaml", "feeds", KnownFeed)
    if listed.problems:
        raise KnowledgeBaseError(listed.problems)
    return tuple(listed.items.values())
