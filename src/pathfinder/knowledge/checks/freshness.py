"""How long ago what the knowledge base says was last looked at, and whether what is active lives."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item

LOOKED_ON = ("read_on", "opened_on", "verified_on")
"""The keys with a day on which somebody looked."""

DAYS_OF_LIFE = 731
"""How old the sign may be by which a support counts as active: two years."""

A_DAY_ELSEWHERE = 1
"""Where the sun rises first, it is tomorrow already."""


def check_ages(items: Iterable[Item], today: dt.date, most: int) -> Iterator[Problem]:
    """Yield every one of `items` that was last looked at more than `most` days before `today`.

    And those looked at after it, which would be fresh for ever. What rests on general knowledge has
    no such day.
    """
    for item in items:
        days = {key: str(item.tree[key]) for key in LOOKED_ON if item.tree.get(key)}
        if not days:
            continue
        last = max(days, key=lambda key: days[key])
        age = (today - dt.date.fromisoformat(days[last])).days
        if age < -A_DAY_ELSEWHERE:
            hint = "the day it was last looked at, as 2026-11-21"
            yield item.problem("is in the future", last, hint=hint)
        if age > most:
            hint = f"confirm it again: more than {most}"
            yield item.problem(f"last checked {age} days ago", last, hint=hint)


def check_looked(
    contacts: Iterable[Item], supports: Iterable[Item], sources: Iterable[Item]
) -> Iterator[Problem]:
    """Yield what nobody has read or opened, but for `contacts` that say so by their source."""
    recalled = {s.id for s in sources if s.tree.get("checked") == "recall"}
    for item in (*contacts, *supports):
        if any(item.tree.get(key) for key in LOOKED_ON) or item.tree.get("source") in recalled:
            continue
        hint = "read_on: the day a copy was read, or opened_on: the day its own page was opened"
        yield item.problem("nobody has read or opened it", hint=hint)


def check_life(
    supports: Iterable[Item], sources: Iterable[Item], version: str
) -> Iterator[Problem]:
    """Yield the active `supports` without a sign of life of the two years before `version`."""
    first = dt.date.fromisoformat(version) - dt.timedelta(days=DAYS_OF_LIFE)
    date_by_source = {item.id: _earliest(item) for item in sources}
    for item in supports:
        if item.tree.get("status") != "active":
            continue
        sign = str(item.tree.get("sign_of_life", ""))
        opened = str(item.tree.get("opened_on", ""))
        if max(date_by_source.get(sign, ""), opened) < first.isoformat():
            hint = f"sign_of_life: a source dated after {first}, or status: unverified"
            yield item.problem("active, without a sign of life of two years", "status", hint=hint)


def _earliest(source: Item) -> str:
    """Return the first day that the date on `source` can mean; empty where it has none."""
    date = str(source.tree.get("dated") or source.tree.get("year") or "")
    return date + "-01" * (2 - date.count("-")) if date else ""
