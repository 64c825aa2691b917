"""The values of the authored files, and the keys at the top of each file."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from pathfinder.documents.tree import Document
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedGoWith,
    SharedReach,
    SharedRequirement,
    SharedRule,
)
from pathfinder.model.condition import Definitions
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.need import Need
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge.plan import Plan
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.wording import Wording


class Heading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file of supports says of the whole base: its date, and how to choose."""

    version: str
    choosing: Wording


class Authored(NamedTuple):
    """The files of a knowledge base, read but not yet joined. Items keep the order of the file."""

    documents: Mapping[str, Document]
    heading: Heading
    conditions: Definitions
    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    checklists: tuple[Checklist, ...]
    supports: tuple[Support, ...]
    notices: tuple[Notice, ...]
    rules: tuple[SharedRule, ...]
    eligibility: tuple[SharedRequirement, ...]
    cautions: tuple[SharedCaution, ...]
    out_of_reach: tuple[SharedReach, ...]
    go_with: tuple[SharedGoWith, ...]
    plans: tuple[Plan, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[Source, ...]
    interface: Interface | None
    problems: tuple[Problem, ...]


TOP_KEYS = {
    "questions": {"questions", "checklists"},
    "supports": {"supports", *Heading.__struct_fields__},
    "notices": {"notices"},
    "rules": {"rules", "eligibility", "cautions", "out_of_reach", "go_with"},
    "needs": {"needs"},
    "plans": {"plans"},
    "contacts": {"contacts"},
    "sources": {"sources"},
}
"""The keys at the top of each file; all but those of the heading hold lists."""
