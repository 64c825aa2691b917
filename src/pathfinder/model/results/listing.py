"""Supports in a few words each, all or those that were chosen.

The field names and their order are the JSON of format `pathfinder.supports/1`.
"""

from typing import Final, Literal

import msgspec

from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.support_traits import Kind, Pathway, Status
from pathfinder.model.results.parts import KnowledgeUsed

FORMAT: Final = "pathfinder.supports/1"


class SupportListed(msgspec.Struct, frozen=True, kw_only=True):
    """A support as listed. `places`: those whose local files speak of it; `off`: where there is none."""

    id: SupportId
    name: str
    abbreviation: str | None
    kind: Kind
    pathway: Pathway
    dimension: Dimension
    status: Status
    in_short: str
    places: tuple[str, ...]
    off: str | None


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Supports in the order of the knowledge base."""

    format: Literal["pathfinder.supports/1"]
    knowledge: KnowledgeUsed
    supports: tuple[SupportListed, ...]
