"""How long ago what the knowledge base says was last checked."""

import datetime as dt
from collections.abc import Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.authored_items import items_of
from pathfinder.knowledge.reading import Authored


def check_ages(authored: Authored, today: dt.date, most: int) -> Iterator[Problem]:
    """Yield every contact and support last checked more than `most` days before `today`."""
    for key in ("contacts", "supports"):
        for item in items_of(authored.documents[key], key):
            age = (today - dt.date.fromisoformat(str(item.tree["verified_on"]))).days
            if age > most:
                hint = f"confirm it again: more than {most}"
                yield item.problem(f"last checked {age} days ago", "verified_on", hint=hint)
