"""The traits by which supports are told apart: closed lists, of which a support has one or several."""

from enum import Enum


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


class Form(Enum):
    """What peers give one another: the four forms of peer support (Salzer 2002; SAMHSA's TIP 64)."""

    EMOTIONAL = "emotional"
    INFORMATIONAL = "informational"
    INSTRUMENTAL = "instrumental"
    AFFILIATIONAL = "affiliational"
