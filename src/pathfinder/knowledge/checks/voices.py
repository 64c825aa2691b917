"""Two voices for every sentence that speaks to "you"."""

import re
from collections.abc import Iterator

from pathfinder.documents.tree import Place, Tree
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item, Items

SPEAKS_TO_YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)

MAY_SPEAK_TO_YOU = {"ask", "say"}
"""Keys below which a sentence is said to someone else: a question to put, and its answer."""

WORDED = {
    "prompt", "help", "now", "label", "heading", "text", "call_911", "adds", "because", "because_unknown", "in_short", "what", "suits", "not_for",
    "first_step", "say", "first_visit", "how", "if_it_does_not_fit", "cost_note", "led_by", "medication_note",
    "status_note", "finding", "none_label",
}  # fmt: skip
"""Keys that hold sentences a person reads."""


def check_voices(items: Items) -> Iterator[Problem]:
    """Yield sentences that lack their second form."""
    for listed in items.values():
        for item in listed:
            yield from _wording(item, item.tree, ())


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
