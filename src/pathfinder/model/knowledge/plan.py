"""A first week: the words around its steps, as they are authored."""

from typing import NewType

import msgspec

from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.wording import Wording

PlanId = NewType("PlanId", str)


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said around the steps of a first week, to whom `when` is met; without it, to all.

    `days`: when each step is due; there are no more steps than days. `kept`: of a support that was
    tried and helped. `again`: of one that was tried and left, and leads all the same.
    """

    id: PlanId
    when: Condition | None = None
    opening: Wording
    days: tuple[str, ...]
    kept: Wording
    again: Wording
    closing: Wording
