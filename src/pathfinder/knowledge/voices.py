"""Checks of sentences: two voices where one speaks to "you", and no number of their own."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.authored_items import Item, Items
from pathfinder.knowledge.source import Place, Tree

SPEAKS_TO_YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
LOOKS_LIKE_PHONE = re.compile(r"(?<!\d)(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)")

MAY_SPEAK_TO_YOU = {"ask"}
"""Keys below which a sentence is said to someone else: a question to put, and its answer."""

WORDED = {
    "prompt", "help", "label", "text", "because", "because_unknown", "what", "suits", "not_for",
    "first_step", "first_visit", "if_it_does_not_fit", "cost_note", "led_by", "medication_note",
    "status_note", "finding", "none_label",
}  # fmt: skip
"""Keys that hold sentences a person reads."""


def check_voices(items: Items, phones: Iterable[str | None]) -> Iterator[Problem]:
    """Yield sentences without their second form, and phone numbers that are in no contact."""
    known = set(phones)
    for key, listed in items.items():
        for item in listed:
            yield from _wording(item, item.tree, ())
            if key != "contacts":
                yield from _unknown_phones(item, known)


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
