"""Checks of the ways to reach someone: a number that can be dialled, a link that leads somewhere."""

from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item
from pathfinder.knowledge.parse.ways import wrong_ways


def check_ways(contacts: Iterable[Item]) -> Iterator[Problem]:
    """Yield every way of `contacts` that is none, or that is written in another form than ours."""
    for item in contacts:
        for key, message, hint in wrong_ways(item.tree):
            yield item.problem(message, key, hint=hint)
