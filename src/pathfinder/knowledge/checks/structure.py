"""Everything that can be wrong with a knowledge base, found in one run."""

from collections.abc import Iterable

from pathfinder.errors import Problem
from pathfinder.knowledge.checks.checklist import check_checklists
from pathfinder.knowledge.checks.contacts_in_text import check_addresses
from pathfinder.knowledge.checks.freshness import check_life, check_looked
from pathfinder.knowledge.checks.items.references import check_references
from pathfinder.knowledge.checks.originals import check_originals
from pathfinder.knowledge.checks.reachability import check_reach
from pathfinder.knowledge.checks.required import check_required
from pathfinder.knowledge.checks.voices import check_voices
from pathfinder.knowledge.checks.ways import check_ways
from pathfinder.knowledge.checks.wording import check_language
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.located import items_of

LISTS = (
    ("questions", "questions"),
    ("questions", "checklists"),
    ("supports", "supports"),
    ("notices", "notices"),
    ("contacts", "contacts"),
    ("sources", "sources"),
    ("rules", "rules"),
    ("rules", "eligibility"),
    ("rules", "cautions"),
    ("rules", "out_of_reach"),
    ("rules", "go_with"),
    ("needs", "needs"),
    ("plans", "plans"),
)


READ_BY_PEOPLE = (
    "interface", "needs", "questions", "supports", "notices", "rules", "plans", "contacts",
)  # fmt: skip


def check(authored: Authored) -> tuple[Problem, ...]:
    """Return every problem of `authored`, those of its reading included.

    Where the text of a file can't be read, only that is said, and conditions are tried only
    where every item was read: what else seemed wrong might come from it.
    """
    documents = authored.documents
    unread = [problem for document in documents.values() for problem in document.problems]
    if unread:
        return tuple(unread)
    items = {key: tuple(items_of(documents[file], key)) for file, key in LISTS}
    parts: tuple[Iterable[Problem], ...] = (
        authored.problems,
        check_references(items, authored.supports),
        check_looked(items["contacts"], items["supports"], items["sources"]),
        ()
        if authored.problems
        else check_life(items["supports"], items["sources"], authored.heading.version),
        () if authored.problems else check_required(authored),
        check_originals(items["sources"]),
        check_checklists(items),
        check_voices(items),
        check_addresses(items, authored.contacts),
        check_ways(items["contacts"]),
        check_language(documents["words"], (documents[name] for name in READ_BY_PEOPLE)),
        () if authored.problems else check_reach(authored, items),
    )
    return tuple(dict.fromkeys(problem for part in parts for problem in part))
