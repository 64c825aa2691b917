"""The authored files of a knowledge base to values, with every problem of every file."""

from collections.abc import Mapping

from pathfinder.documents.tree import Document
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.reader import Reader
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedGoWith,
    SharedReach,
    SharedRequirement,
    SharedRule,
)
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.need import Need
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge.plan import Plan
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support


def read_authored(documents: Mapping[str, Document]) -> Authored:
    """Return the values in `documents`; what can't be read is left out and named in `problems`."""
    reader = Reader(documents)
    reader.tops()
    reader.questions_and_names()
    heading = reader.heading()
    interface = reader.whole("interface", Interface)
    return Authored(
        documents=documents,
        heading=heading,
        conditions=reader.definitions,
        needs=reader.items("needs", "needs", Need),
        questions=reader.items("questions", "questions", Question),
        checklists=reader.items("questions", "checklists", Checklist),
        supports=reader.items("supports", "supports", Support),
        notices=reader.items("notices", "notices", Notice),
        rules=reader.items("rules", "rules", SharedRule),
        eligibility=reader.items("rules", "eligibility", SharedRequirement),
        cautions=reader.items("rules", "cautions", SharedCaution),
        out_of_reach=reader.items("rules", "out_of_reach", SharedReach),
        go_with=reader.items("rules", "go_with", SharedGoWith),
        plans=reader.items("plans", "plans", Plan),
        contacts=reader.items("contacts", "contacts", Contact),
        sources=reader.items("sources", "sources", Source),
        interface=interface,
        problems=tuple(reader.problems),
    )
