"""What is wrong with a knowledge base whose files can all be read: references and wording."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pathfinder.errors import Problem, did_you_mean
from pathfinder.knowledge.language import check_language
from pathfinder.knowledge.reach import can_be_met
from pathfinder.knowledge.reading import Authored
from pathfinder.knowledge.shared import TRAITS, possible_values, trait_values
from pathfinder.knowledge.source import Document, Place, Tree, entries, entry
from pathfinder.model.condition import Condition, questions_in

SPEAKS_TO_YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
LOOKS_LIKE_PHONE = re.compile(r"(?<!\d)(?:1-)?\d{3}-\d{3}-\d{4}(?!\d)")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

MAY_SPEAK_TO_YOU = {"ask"}
"""Keys below which a sentence is said to someone else: a question to put, and its answer."""

WORDED = {
    "prompt", "help", "label", "text", "because", "because_unknown", "what", "suits", "not_for",
    "first_step", "first_visit", "if_it_does_not_fit", "cost_note", "led_by", "medication_note",
    "status_note", "finding", "none_label",
}  # fmt: skip
"""Keys that hold sentences a person reads."""


class Item(NamedTuple):
    """One authored item with its place."""

    document: Document
    place: Place
    id: str
    tree: dict[str, Tree]

    def problem(self, message: str, *below: str | int, hint: str = "") -> Problem:
        """Return a problem at a key below this item."""
        return Problem(self.document.where((*self.place, *below)), message, hint)


LISTS = (
    ("questions", "questions"),
    ("supports", "supports"),
    ("notices", "notices"),
    ("contacts", "contacts"),
    ("sources", "sources"),
    ("rules", "rules"),
    ("rules", "eligibility"),
    ("rules", "cautions"),
)


def check(authored: Authored) -> tuple[Problem, ...]:
    """Return every problem of `authored`, those of its reading included."""
    items = {key: tuple(_items(authored.documents[file], key)) for file, key in LISTS}
    every = [item for listed in items.values() for item in listed]
    ids = {key: frozenset(item.id for item in listed) for key, listed in items.items()}
    phones = {contact.phone for contact in authored.contacts}
    parts: tuple[Iterable[Problem], ...] = (
        authored.problems,
        *(_twice(listed) for listed in items.values()),
        _references(items, ids),
        _without_source(items),
        _contacts(items["contacts"]),
        *(_wording(item, item.tree, ()) for item in every),
        *(_unknown_phones(item, phones) for item in every if item.place[0] != "contacts"),
        _unreached(authored, items["questions"]),
        _unmet(authored, items),
        _traits(authored, items),
        check_language(authored.documents["words"], _worded(authored)),
    )
    return tuple(dict.fromkeys(problem for part in parts for problem in part))


def _items(document: Document, key: str) -> Iterator[Item]:
    for i, tree in enumerate(entries(entry(document.tree, key))):
        if isinstance(tree, dict):
            yield Item(document, (key, i), str(tree.get("id", "")), tree)


def _worded(authored: Authored) -> Iterator[Document]:
    """Yield the documents whose sentences a person can read."""
    return (authored.documents[name] for name in ("questions", "supports", "notices", "rules"))


def _twice(items: Iterable[Item]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield item.problem(f'the id "{item.id}" stands here twice', "id")
        seen.add(item.id)


def _references(
    items: dict[str, tuple[Item, ...]], ids: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    for item in (*items["supports"], *items["notices"], *items["contacts"]):
        for key, among, what in (
            ("contacts", ids["contacts"], "contact"),
            ("sources", ids["sources"], "source"),
            ("source", ids["sources"], "source"),
            ("replaces", ids["notices"], "notice"),
            ("reasons_of", ids["supports"], "support"),
        ):
            yield from _dangling(item, (key,), item.tree.get(key), among, what)
        for i, finding in enumerate(entries(item.tree.get("evidence"))):
            if isinstance(finding, dict):
                below = ("evidence", i, "sources")
                yield from _dangling(item, below, finding.get("sources"), ids["sources"], "source")
    for item in items["supports"]:
        for key, question in (("goals", "goal"), ("substances", "substances")):
            options = _options(items["questions"], question) | {"any"}
            yield from _dangling(item, (key,), item.tree.get(key), options, f"option of {question}")


def _options(questions: Iterable[Item], id_: str) -> frozenset[str]:
    for item in questions:
        options = item.tree.get("options")
        if item.id == id_ and isinstance(options, list):
            return frozenset(str(o.get("id")) for o in options if isinstance(o, dict))
    return frozenset()


def _dangling(
    item: Item, below: Place, tree: Tree | None, among: frozenset[str], what: str
) -> Iterator[Problem]:
    named = enumerate(tree) if isinstance(tree, list) else [(None, tree)] if tree else []
    for i, word in named:
        if isinstance(word, str) and word not in among:
            at = below if i is None else (*below, i)
            yield item.problem(f'"{word}" is no {what}', *at, hint=did_you_mean(word, among))


def _without_source(items: dict[str, tuple[Item, ...]]) -> Iterator[Problem]:
    hint = "every fact names where it comes from"
    for item in (*items["supports"], *items["notices"]):
        states_no_fact = item.place[0] == "notices" and "when" not in item.tree
        if not item.tree.get("sources") and not states_no_fact:
            yield item.problem("no source", "sources", hint=hint)
        for i, finding in enumerate(entries(item.tree.get("evidence"))):
            if isinstance(finding, dict) and not finding.get("sources"):
                yield item.problem("no source", "evidence", i, hint=hint)


def _contacts(contacts: Iterable[Item]) -> Iterator[Problem]:
    for item in contacts:
        if not {"phone", "text", "url"} & item.tree.keys():
            yield item.problem("a contact has a phone, a text or a url")
        date = item.tree.get("verified_on")
        if isinstance(date, str) and not DATE.fullmatch(date):
            yield item.problem("no date", "verified_on", hint="write it as 2026-11-21")


def _wording(item: Item, tree: Tree, below: Place) -> Iterator[Problem]:
    """Yield the sentences that speak to "you" and have no second form."""
    if isinstance(tree, list):
        for i, part in enumerate(tree):
            yield from _wording(item, part, (*below, i))
    elif isinstance(tree, dict):
        for key, part in tree.items():
            if key in MAY_SPEAK_TO_YOU:
                continue
            if key in WORDED and isinstance(part, str) and SPEAKS_TO_YOU.search(part):
                hint = "write it once under self: and once under other:, or without you"
                yield item.problem('speaks to "you" in one form only', *below, key, hint=hint)
            elif key not in WORDED or isinstance(part, list):
                yield from _wording(item, part, (*below, key))


def _unknown_phones(item: Item, phones: set[str | None]) -> Iterator[Problem]:
    def walk(tree: Tree, below: Place) -> Iterator[Problem]:
        if isinstance(tree, str):
            for number in LOOKS_LIKE_PHONE.findall(tree):
                if number not in phones and f"1-{number}" not in phones:
                    message = f"{number} is in no contact"
                    yield item.problem(message, *below, hint="numbers live in contacts.yaml")
        else:
            parts = tree.items() if isinstance(tree, dict) else enumerate(tree)
            for key, part in parts:
                yield from walk(part, (*below, key))

    return walk(item.tree, ())


def _unreached(authored: Authored, items: Iterable[Item]) -> Iterator[Problem]:
    """Yield the questions that can't be asked."""
    questions = {question.id: question for question in authored.questions}
    item_by_id = {item.id: item for item in items}
    earlier: set[str] = set()
    for question in authored.questions:
        if question.ask_when:
            late = questions_in(question.ask_when, authored.conditions) - earlier
            if late or not can_be_met(question.ask_when, questions, authored.conditions):
                why = f'it waits for "{min(late)}", asked later' if late else "no answers meet it"
                message = f'the question "{question.id}" is never reached'
                yield item_by_id[question.id].problem(message, "ask_when", hint=why)
        earlier.add(question.id)


def _unmet(authored: Authored, items: dict[str, tuple[Item, ...]]) -> Iterator[Problem]:
    """Yield the conditions of supports and notices that no answers meet."""
    questions = {question.id: question for question in authored.questions}
    item_by_id = {(key, item.id): item for key, listed in items.items() for item in listed}
    for key, id_, condition, below in _conditions(authored):
        if condition and not can_be_met(condition, questions, authored.conditions):
            yield item_by_id[key, id_].problem("no answers meet this condition", *below)


def _conditions(authored: Authored) -> Iterator[tuple[str, str, Condition | None, Place]]:
    for support in authored.supports:
        for i, rule in enumerate(support.rules):
            yield "supports", support.id, rule.when, ("rules", i, "when")
        for i, requirement in enumerate(support.eligibility):
            yield "supports", support.id, requirement.needs, ("eligibility", i, "needs")
        for i, caution in enumerate(support.cautions):
            yield "supports", support.id, caution.when, ("cautions", i, "when")
    for notice in authored.notices:
        yield "notices", notice.id, notice.when, ("when",)


def _traits(authored: Authored, items: dict[str, tuple[Item, ...]]) -> Iterator[Problem]:
    """Yield shared rules that speak of no support."""
    known = {field: possible_values(field) for field in TRAITS}
    for support in authored.supports:
        for field in TRAITS:
            known[field] |= trait_values(support, field)
    for key in ("rules", "eligibility", "cautions"):
        for item in items[key]:
            for part in ("applies_to", "except"):
                traits = item.tree.get(part)
                for field, values in traits.items() if isinstance(traits, dict) else ():
                    if field not in known:
                        hint = did_you_mean(field, known) or f"one of: {', '.join(known)}"
                        yield item.problem(f'"{field}" is no trait', part, field, hint=hint)
                        continue
                    among = frozenset(known[field])
                    yield from _dangling(item, (part, field), values, among, f"{field} of any")
