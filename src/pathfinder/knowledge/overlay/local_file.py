"""What one local file says, as values."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from pathfinder.documents.tree import Document
from pathfinder.errors import Problem
from pathfinder.knowledge.overlay.schema import Change, LikeSupport, LocalHeading
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import Serve
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support


class LocalSupport(NamedTuple):
    """A new support with what is its own, and as it was `written`.

    Where it is `like` another, `fields` are those it says itself.
    """

    support: Support
    written: Support | LikeSupport
    like: SupportId | None = None
    fields: tuple[str, ...] = ()

    @property
    def serves(self) -> tuple[Serve, ...]:
        """Return which needs it says itself that it serves."""
        said = self.written.serves
        return () if isinstance(said, msgspec.UnsetType) else said


class LocalFile(NamedTuple):
    """One local file as read. `changes` are by the support they are about."""

    document: Document
    heading: LocalHeading
    sources: tuple[Source, ...]
    contacts: tuple[Contact, ...]
    supports: tuple[LocalSupport, ...]
    changes: Mapping[SupportId, Change]
    problems: tuple[Problem, ...]
