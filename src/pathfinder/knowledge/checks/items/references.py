"""Checks of what items name: ids, contacts, sources, traits and dates."""

from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.checks.items.facts import (
    no_dates,
    no_levels,
    not_said_in_blocks,
    plan_for_all,
    without_a_way,
    without_source,
)
from pathfinder.knowledge.checks.items.ids import ids_of_questions, ids_twice, twice_within
from pathfinder.knowledge.checks.items.names import (
    OF_OPTIONS,
    names_of_no_trait,
    names_of_nothing,
    options_of,
)
from pathfinder.knowledge.parse.located import Items
from pathfinder.model.knowledge.support import Support


def check_references(items: Items, supports: Iterable[Support]) -> Iterator[Problem]:
    """Yield ids that stand twice or name nothing, facts without source, and dates that are none."""
    ids = {key: frozenset(item.id for item in listed) for key, listed in items.items()}
    options = {id_: options_of(items["questions"], id_) for id_ in OF_OPTIONS.values()}
    for listed in items.values():
        yield from ids_twice(listed)
    yield from twice_within(items)
    yield from ids_of_questions(items["questions"])
    facts = (*items["supports"], *items["notices"])
    naming = (*facts, *items["contacts"], *items["needs"], *items["cautions"])
    yield from names_of_nothing(naming, {**ids, **options})
    yield from without_source(facts)
    yield from without_a_way(items["contacts"])
    yield from no_dates((*items["contacts"], *items["supports"], *items["sources"]))
    yield from plan_for_all(items["plans"])
    yield from no_levels(items["needs"])
    yield from not_said_in_blocks(items["notices"])
    yield from names_of_no_trait(supports, items)
