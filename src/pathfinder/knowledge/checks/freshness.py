"""How long ago what the knowledge base says was last checked."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item

A_DAY_ELSEWHERE = 1
"""Where the sun rises first, it is tomorrow already."""


def check_ages(items: Iterable[Item], today: dt.date, most: int) -> Iterator[Problem]:
    """Yield every one of `items`, all with a date, last checked more than `most` days before `today`.

    And those checked after it, which would be fresh for ever.
    """
    for item in items:
        age = (today - dt.date.fromisoformat(str(item.tree["verified_on"]))).days
        if age < -A_DAY_ELSEWHERE:
            hint = "the day it was last checked, as 2026-11-21"
            yield item.problem("is in the future", "verified_on", hint=hint)
        if age > most:
            hint = f"confirm it again: more than {most}"
            yield item.problem(f"last checked {age} days ago", "verified_on", hint=hint)
