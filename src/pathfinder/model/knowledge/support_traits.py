"""The traits by which supports are told apart: closed lists, of which a support has one or several."""

from typing import Literal

Kind = Literal[
    "mutual_aid",
    "peer",
    "faith",
    "home",
    "school",
    "work",
    "family",
    "clinical",
    "harm_reduction",
    "practical",
    "justice",
    "community",
    "self_guided",
]
"""What sort of help a support is."""


Pathway = Literal["clinical", "non_clinical", "self_guided"]
"""Who carries the change: professionals, peers and community, or the person alone."""


Approach = Literal["spiritual", "religious", "secular", "any"]
"""What a support asks of belief."""


Purpose = Literal["moderate_drinking"]
"""A purpose that carries requirements of its own (`data/rules.yaml`)."""


Cost = Literal["free", "low", "varies", "insurance"]
"""What it costs, roughly; `cost_note` says more."""


Medication = Literal["supports", "varies", "discourages", "not_applicable"]
"""The attitude to prescribed medicine."""


Channel = Literal["in_person", "online", "phone"]
"""How a support can be reached."""


Strength = Literal["strong", "moderate", "weak", "none"]
"""How much weight a finding bears."""


Status = Literal["active", "unverified", "dormant"]
"""Whether a support is known to be at work; only an active one is among the first three."""


Form = Literal["emotional", "informational", "instrumental", "affiliational"]
"""What peers give one another: the four forms of peer support (Salzer 2002; SAMHSA's TIP 64)."""
