"""Checks of what items name: ids, contacts, sources, traits and dates."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.authored_items import Item, Items
from pathfinder.knowledge.shared import TRAITS, possible_values, trait_values
from pathfinder.knowledge.source import Place, Tree, entries, entry
from pathfinder.model.support import Support


def check_references(items: Items, supports: Iterable[Support]) -> Iterator[Problem]:
    """Yield ids that stand twice or name nothing, facts without source, and dates that are none."""
    ids = {key: frozenset(item.id for item in listed) for key, listed in items.items()}
    for listed in items.values():
        yield from _twice(listed)
    yield from _twice_within(items)
    yield from _references(items, ids)
    yield from _without_source(items)
    yield from _contacts(items["contacts"])
    yield from _dates((*items["contacts"], *items["supports"]))
    yield from _plan_for_all(items["plans"])
    yield from _traits(supports, items)


def _twice(items: Iterable[Item]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield item.problem(f'the id "{item.id}" stands here twice', "id")
        seen.add(item.id)


def _twice_within(items: Items) -> Iterator[Problem]:
    """Yield ids that stand twice in one question or one support, and words with two meanings."""
    for item in items["supports"]:
        yield from _ids_twice(item, "rules")
    for item in items["questions"]:
        yield from _ids_twice(item, "options")
        yield from _words_twice(item)


def _ids_twice(item: Item, key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, part in enumerate(entries(item.tree.get(key))):
        id_ = str(entry(part, "id"))
        if id_ in seen:
            yield item.problem(f"the id {quoted(id_)} stands here twice", key, i, "id")
        seen.add(id_)


def _words_twice(item: Item) -> Iterator[Problem]:
    option_by_word: dict[str, str] = {}
    for i, option in enumerate(entries(item.tree.get("options"))):
        id_ = str(entry(option, "id"))
        option_by_word.setdefault(id_, id_)
        for n, alias in enumerate(entries(entry(option, "aliases"))):
            if option_by_word.setdefault(str(alias), id_) != id_:
                message = f"{quoted(str(alias))} is said for two options"
                yield item.problem(message, "options", i, "aliases", n)


def _references(items: Items, ids: dict[str, frozenset[str]]) -> Iterator[Problem]:
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


def _without_source(items: Items) -> Iterator[Problem]:
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


def _plan_for_all(plans: Sequence[Item]) -> Iterator[Problem]:
    if plans and "when" in plans[-1].tree:
        hint = "leave it out: the last plan is for everyone else"
        yield plans[-1].problem("some would have no plan", "when", hint=hint)


def _dates(items: Iterable[Item]) -> Iterator[Problem]:
    for item in items:
        date = item.tree.get("verified_on")
        if isinstance(date, str) and not _is_date(date):
            yield item.problem("no date", "verified_on", hint="write it as 2026-11-21")


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _traits(supports: Iterable[Support], items: Items) -> Iterator[Problem]:
    """Yield shared rules that speak of no support."""
    known = {field: possible_values(field) for field in TRAITS}
    for support in supports:
        for field in TRAITS:
            known[field] |= trait_values(support, field)
    for key in ("rules", "eligibility", "cautions"):
        for item in items[key]:
            for part in ("applies_to", "except"):
                traits = item.tree.get(part)
                for field, values in traits.items() if isinstance(traits, dict) else ():
                    if field not in known:
                        hint = did_you_mean(field, known) or f"one of: {', '.join(known)}"
                        message = f"{quoted(field)} is no trait"
                        yield item.problem(message, part, field, hint=hint, key=True)
                        continue
                    among = frozenset(known[field])
                    yield from _dangling(item, (part, field), values, among, f"value of {field}")
