"""How long ago what the knowledge base says was last checked."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item


def check_ages(items: Iterable[Item], today: dt.date, most: int) -> Iterator[Problem]:
    """Yield every one of `items`, all with a date, last checked more than `most` days before `today`."""
    for item in items:
        age = (today - dt.date.fromisoformat(str(item.tree["verified_on"]))).days
        if age > most:
            hint = f"confirm it again: more than {most}"
            yield item.problem(f"last checked {age} days ago", "verified_on", hint=hint)
