"""What a local file may not say, though its grammar is right: the checks of the knowledge base."""

import functools
import re
import unicodedata
from collections.abc import Iterator

from pathfinder.answers.spellings import folded
from pathfinder.documents.tree import Document, entries, entry, texts
from pathfinder.errors import Problem, quoted
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.checks.contacts_in_text import check_addresses
from pathfinder.knowledge.checks.items.facts import no_dates, without_a_way, without_source
from pathfinder.knowledge.checks.items.ids import ids_twice, ids_twice_within
from pathfinder.knowledge.checks.items.names import names_of_nothing
from pathfinder.knowledge.checks.reachability import conditions_of, rules_of, serving
from pathfinder.knowledge.checks.satisfiable import can_be_met
from pathfinder.knowledge.checks.voices import check_voices
from pathfinder.knowledge.checks.ways import check_ways
from pathfinder.knowledge.checks.wording import check_sentences, sentences_in
from pathfinder.knowledge.overlay.document import LISTS, OTHER_LANGUAGES, local_sentences
from pathfinder.knowledge.overlay.local_file import LocalFile
from pathfinder.knowledge.parse.located import Item, Items, items_of
from pathfinder.knowledge.translation import compared
from pathfinder.model.condition import Condition
from pathfinder.model.knowledge_base import KnowledgeBase

ID = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = {"none", "any", "this_support"}
IN_A_CONTACT = "write it under contacts, and give its id"
SHOWN = (*LISTS[1:], "changes")
"""What a local file says to people."""


def check_contents(file: LocalFile, kb: KnowledgeBase, foundation: Foundation) -> Iterator[Problem]:
    """Yield what is wrong with `file`, to be laid over `kb`, apart from what it would do there."""
    items = local_items(file.document)
    yield from _ids(items, kb)
    yield from _references(items, kb)
    yield from check_voices({key: items[key] for key in SHOWN})
    yield from check_addresses(items, (*kb.contacts, *file.contacts), IN_A_CONTACT)
    yield from _sentences(file.document, foundation)
    yield from _translations(file.document)
    yield from check_ways((*items["contacts"], *_contacts_elsewhere(file.document)))
    yield from _printable(file.document)
    yield from _unmet(file, items, kb)


def local_items(document: Document) -> Items:
    """Return the items of a local file: its lists, its changes and, as one, what stands beside."""
    changes = entry(document.tree, "changes")
    listed = changes.items() if isinstance(changes, dict) else ()
    tree = document.tree if isinstance(document.tree, dict) else {}
    beside = {key: tree[key] for key in ("place", "verified_on", *OTHER_LANGUAGES) if key in tree}
    return {
        **{key: tuple(items_of(document, key)) for key in LISTS},
        "changes": tuple(
            Item(document, ("changes", id_), id_, change)
            for id_, change in listed
            if isinstance(change, dict)
        ),
        "beside": (Item(document, (), "", beside),),
    }


def _contacts_elsewhere(document: Document) -> Iterator[Item]:
    """Yield the contacts as they are in the other languages of `document`."""
    for language in OTHER_LANGUAGES:
        contacts = entries(entry(entry(document.tree, language) or {}, "contacts"))
        for i, contact in enumerate(contacts):
            if isinstance(contact, dict):
                yield Item(document, (language, "contacts", i), str(contact.get("id")), contact)


def _ids(items: Items, kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield ids that are none, that stand twice, or that the knowledge base has already."""
    there: dict[str, set[str]] = {
        "sources": {str(source.id) for source in kb.sources},
        "contacts": {str(contact.id) for contact in kb.contacts},
        "supports": {str(support.id) for support in kb.supports},
    }
    for key, known in there.items():
        yield from ids_twice(items[key])
        for item in items[key]:
            if item.id in known:
                hint = "changes: is for what is there" if key == "supports" else "choose another id"
                message = f"{quoted(item.id)} is among the {key} that are there already"
                yield item.problem(message, "id", hint=hint)
            elif not ID.fullmatch(item.id) or item.id in RESERVED:
                hint = "small letters, digits and _, such as juniper_aa"
                yield item.problem(f"{quoted(item.id)} can be no id", "id", hint=hint)
    for item in items["supports"]:
        yield from ids_twice_within(item, "rules")
    yield from _names(items, kb)


def _names(items: Items, kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield names by which a person could mean two supports."""
    id_by_name = {
        folded(str(name)): str(support.id)
        for support in kb.supports
        for name in (support.id, support.name, support.abbreviation)
        if name
    }
    for item in (*items["supports"], *items["changes"]):
        for key in ("name", "abbreviation"):
            name = str(item.tree.get(key, item.id))
            if id_by_name.setdefault(folded(name), item.id) != item.id:
                message = f"{quoted(name)} is what another support is called"
                yield item.problem(message, key, hint="add the town, the day or the street")


def _references(items: Items, kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield what names nothing, facts without a source and dates that are none."""
    options = {
        str(question.id): frozenset(str(option.id) for option in question.options)
        for question in kb.questions
    }
    known = {
        **options,
        "sources": frozenset(str(s.id) for s in kb.sources) | {i.id for i in items["sources"]},
        "contacts": frozenset(str(c.id) for c in kb.contacts) | {i.id for i in items["contacts"]},
        "notices": frozenset[str](),
        "needs": frozenset(need.id for need in kb.needs),
        "supports": frozenset[str](),
    }
    facts = (*items["supports"], *items["changes"])
    yield from names_of_nothing((*facts, *items["contacts"]), known)
    stated = (item for item in items["changes"] if {"sources", "evidence"} & item.tree.keys())
    yield from without_source(items["supports"])
    yield from without_source(stated)
    yield from without_a_way(items["contacts"])
    yield from no_dates((*items["contacts"], *facts, *items["beside"]))


def _sentences(document: Document, foundation: Foundation) -> Iterator[Problem]:
    """Yield what is never said, in whichever language the file is written."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    for key in (*SHOWN, *OTHER_LANGUAGES):
        said = sentences_in(tree[key], (key,)) if key in tree else []
        for words in foundation.words.values():
            yield from check_sentences(words, document, said)


def _translations(document: Document) -> Iterator[Problem]:
    for language in OTHER_LANGUAGES:
        if other := entry(document.tree, language):
            yield from compared(local_sentences(document), document, other, (language,))


def _printable(document: Document) -> Iterator[Problem]:
    """Yield the texts with a letter that can't be printed: it could steer a terminal."""
    for location, text in texts(document.tree):
        if text.isprintable():
            continue
        for number, letter in enumerate(text, start=1):
            if not letter.isprintable() and letter != "\n":
                name = " ".join((f"U+{ord(letter):04X}", unicodedata.name(letter, "").lower()))
                message = f"letter {number}, {name.strip()}, can't be printed"
                yield Problem(document.where(location), message, "take it out")
                break


def _unmet(file: LocalFile, items: Items, kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield the conditions that no answers meet."""
    questions = {question.id: question for question in kb.questions}
    item_by_id = {item.id: item for key in ("supports", "changes") for item in items[key]}

    @functools.cache  # in a long file, many supports wait for the same
    def unmet(condition: Condition | None) -> bool:
        return condition is not None and not can_be_met(condition, questions, kb.conditions)

    for local in file.supports:
        for condition, below in (
            *rules_of(local.written),
            *conditions_of(local.written),
            *serving(local.serves),
        ):
            if unmet(condition):
                item = item_by_id[local.support.id]
                yield item.problem("no answers meet this condition", *below)
    for id_, change in file.changes.items():
        for condition, below in conditions_of(change.add):
            if unmet(condition):
                yield item_by_id[id_].problem("no answers meet this condition", "add", *below)
