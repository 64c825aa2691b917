"""Supports: the groups, services and kinds of help that can be suggested."""

from typing import Literal

import msgspec

from pathfinder.model.condition import Condition, OptionId, SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.need import NeedId, Serve
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.reference import ContactId, Dated, SourceId
from pathfinder.model.knowledge.support_traits import (
    Approach,
    Channel,
    Cost,
    Form,
    Kind,
    Medication,
    Pathway,
    Purpose,
    Status,
    Strength,
)
from pathfinder.model.knowledge.wording import Wording

WhenUnknown = Literal["allow", "withhold"]
"""What becomes of a support while a requirement is unknown."""


class Requirement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition of eligibility; where it fails the support is withheld, `because`."""

    needs: Condition
    because: Wording
    because_unknown: Wording | None = None
    unknown: WhenUnknown = "allow"
    safety: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Adds `weight` to the score where `when` is met; without `when`, always.

    `need`: it counts only within that need.
    """

    id: str
    need: NeedId | None = None
    weight: int
    because: Wording
    when: Condition | None = None


class OutOfReach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where `when` is met, a support can't be reached: within its need it stands behind others."""

    when: Condition
    because: Wording


class Caution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to be careful about, shown beside the support where `when` is met.

    `said_by`: notices that say it too; on a page that shows one of them it is not said again.
    """

    text: Wording
    when: Condition | None = None
    said_by: tuple[NoticeId, ...] = ()


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to ask, and what a good answer sounds like."""

    question: str
    good_answer: str


class GoWith(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to have somebody meet a person there or come along, and the very words to ask for it."""

    how: Wording
    say: Wording


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One finding, how strong it is and where it was published."""

    finding: str
    strength: Strength
    sources: tuple[SourceId, ...]


class Support(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group, a service or a kind of help. `docs/authoring.md` explains every field.

    `aliases`: everyday words for it.
    `about_use`: it is for the person who uses or drinks; with a loved one, not for the asker.
    `forms`: what peers give there; of a peer support or a mutual-aid group only.
    `in_short`: `what` it is, in a few words.
    `asks_for_sobriety`: whoever comes must not drink or use, that day or at all.
    `sign_of_life`: the dated source by which it is known to be at work.
    """

    id: SupportId
    name: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    kind: Kind
    pathway: Pathway
    dimension: Dimension
    approach: Approach
    twelve_step: bool
    about_use: bool
    purpose: Purpose | None = None
    goals: tuple[OptionId, ...]
    substances: tuple[OptionId, ...]
    formats: tuple[Channel, ...]
    cost: Cost
    cost_note: str
    led_by: str
    forms: tuple[Form, ...] = ()
    medication: Medication
    medication_note: str
    in_short: str
    what: str
    suits: str
    not_for: str
    first_step: Wording
    say: Wording
    first_visit: str
    go_with: GoWith | None = None
    ask: tuple[Ask, ...]
    if_it_does_not_fit: str
    evidence: tuple[Evidence, ...]
    contacts: tuple[ContactId, ...]
    status: Status
    status_note: str | None = None
    sign_of_life: SourceId | None = None
    sources: tuple[SourceId, ...]
    asks_for_sobriety: bool = False
    serves: tuple[Serve, ...] = ()
    out_of_reach: tuple[OutOfReach, ...] = ()
    eligibility: tuple[Requirement, ...] = ()
    rules: tuple[Rule, ...] = ()
    cautions: tuple[Caution, ...] = ()


def sources_named(support: Support) -> frozenset[SourceId]:
    """Return every source that `support`, one of its findings or its sign of life rests on."""
    sign = [support.sign_of_life] if support.sign_of_life else []
    return frozenset((*support.sources, *sign, *(i for e in support.evidence for i in e.sources)))
