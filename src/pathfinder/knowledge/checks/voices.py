"""Two voices for every sentence that speaks to "you"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pathfinder.documents.tree import Location, texts
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Items

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
    """Yield sentences that speak to "you" and lack their second form."""
    hint = "write it once under self: and once under other:, or without you"
    for listed in items.values():
        for item in listed:
            for below, text in texts(item.tree):
                if below[-1] in WORDED and SPEAKS_TO_YOU.search(text) and _is_ours(below):
                    yield item.problem('speaks to "you" in one form only', *below, hint=hint)


def _is_ours(below: Location) -> bool:
    """Return whether what stands there is said by us, and in one form only."""
    forms = (key in WORDED and isinstance(form, str) for key, form in pairwise(below))
    return MAY_SPEAK_TO_YOU.isdisjoint(below) and not any(forms)
