"""The needs to walk through, each with what can be done for it and the supports that serve it.

The field names and their order are the JSON of format `pathfinder.needs/1`.
"""

from typing import Final, Literal

import msgspec

from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.support_traits import Status
from pathfinder.model.results.parts import ContactShown, KnowledgeUsed

FORMAT: Final = "pathfinder.needs/1"


class SupportNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A support in a few words."""

    id: SupportId
    name: str
    in_short: str
    status: Status


class NeedDescribed(msgspec.Struct, frozen=True, kw_only=True):
    """A need as printed. `levels`: how urgent it can be, the most urgent first; `now` as in `Need`."""

    id: NeedId
    name: str
    text: str
    dimension: Dimension
    levels: tuple[int, ...]
    now: str | None
    contacts: tuple[ContactShown, ...]
    supports: tuple[SupportNamed, ...]


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """All needs, or the one that was asked for."""

    format: Literal["pathfinder.needs/1"]
    knowledge: KnowledgeUsed
    needs: tuple[NeedDescribed, ...]
