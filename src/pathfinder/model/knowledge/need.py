"""Needs: what a person may need, how urgent it is, and what of a support serves it."""

from typing import NewType

import msgspec

from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.reference import ContactId
from pathfinder.model.knowledge.wording import Wording

NeedId = NewType("NeedId", str)

GRAVEST_LEVEL, LAST_LEVEL = 1, 5
CARE_LEVEL = 2
"""Up to this level a need is about danger or the standard of care: reach never pushes it out."""


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How urgent a need is where `when` is met: from 1, a life at risk, to 5, what may help anyone."""

    level: int
    when: Condition | None = None


class Need(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a person may need. Its level is that of the first of `levels` that is met.

    `text`: said of a suggestion for this need. `now`: what can be done for it at any hour, by the
    `contacts`.
    """

    id: NeedId
    name: str
    text: Wording
    dimension: Dimension
    levels: tuple[Level, ...]
    now: Wording | None = None
    contacts: tuple[ContactId, ...] = ()


class Serve(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a support serves `need`; `weight`: how well, within that need.

    It does where `when` is met; without `when`, wherever one of its rules speaks for it.
    """

    need: NeedId
    weight: int = 0
    when: Condition | None = None
