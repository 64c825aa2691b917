"""Supports: the groups, services and kinds of help that can be suggested."""

from enum import Enum

import msgspec

from pathfinder.model.condition import Condition, OptionId, SupportId
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.need import NeedId, Serve
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.reference import ContactId, Dated, SourceId
from pathfinder.model.knowledge.wording import Wording


class Kind(Enum):
    """What sort of help a support is."""

    MUTUAL_AID = "mutual_aid"
    PEER = "peer"
    FAITH = "faith"
    HOME = "home"
    SCHOOL = "school"
    WORK = "work"
    FAMILY = "family"
    CLINICAL = "clinical"
    HARM_REDUCTION = "harm_reduction"
    PRACTICAL = "practical"
    JUSTICE = "justice"
    COMMUNITY = "community"
    SELF_GUIDED = "self_guided"


class Pathway(Enum):
    """Who carries the change: professionals, peers and community, or the person alone."""

    CLINICAL = "clinical"
    NON_CLINICAL = "non_clinical"
    SELF_GUIDED = "self_guided"


class Approach(Enum):
    """What a support asks of belief."""

    SPIRITUAL = "spiritual"
    RELIGIOUS = "religious"
    SECULAR = "secular"
    ANY = "any"


class Purpose(Enum):
    """A purpose that carries requirements of its own (`data/rules.yaml`)."""

    MODERATE_DRINKING = "moderate_drinking"


class Cost(Enum):
    """What it costs, roughly; `cost_note` says more."""

    FREE = "free"
    LOW = "low"
    VARIES = "varies"
    INSURANCE = "insurance"


class Medication(Enum):
    """The attitude to prescribed medicine."""

    SUPPORTS = "supports"
    VARIES = "varies"
    DISCOURAGES = "discourages"
    NOT_APPLICABLE = "not_applicable"


class Channel(Enum):
    """How a support can be reached."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"


class Strength(Enum):
    """How much weight a finding bears."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    NONE = "none"


class Status(Enum):
    """Whether a support is known to be at work; only an active one is among the first three."""

    ACTIVE = "active"
    UNVERIFIED = "unverified"
    DORMANT = "dormant"


class WhenUnknown(Enum):
    """What becomes of a support while a requirement is unknown."""

    ALLOW = "allow"
    WITHHOLD = "withhold"


class Form(Enum):
    """What peers give one another: the four forms of peer support (Salzer 2002; SAMHSA's TIP 64)."""

    EMOTIONAL = "emotional"
    INFORMATIONAL = "informational"
    INSTRUMENTAL = "instrumental"
    AFFILIATIONAL = "affiliational"


class Requirement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition of eligibility; where it fails the support is withheld, `because`."""

    needs: Condition
    because: Wording
    because_unknown: Wording | None = None
    unknown: WhenUnknown = WhenUnknown.ALLOW
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
