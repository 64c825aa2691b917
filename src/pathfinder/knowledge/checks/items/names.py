"""Checks of what items name: contacts, sources, supports, options and traits."""

from collections.abc import Iterable, Iterator, Mapping

from pathfinder.documents.tree import Location, Tree, entries, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.located import Item, Items
from pathfinder.knowledge.parse.shared_rules import TRAITS, possible_values, trait_values
from pathfinder.model.knowledge.support import Support
from pathfinder.model.required_ids import GOAL, SUBSTANCES

Known = Mapping[str, frozenset[str]]
"""The ids that may be named, by the key of their list or by the question whose options they are."""

OF_OPTIONS: Mapping[str, str] = {"goals": GOAL, "substances": SUBSTANCES}
"""The keys of a support that name options, and of which question."""


def names_of_nothing(items: Iterable[Item], known: Known) -> Iterator[Problem]:
    """Yield what `items` name that is not `known`."""
    for item in items:
        for key, among, what in (
            ("contacts", "contacts", "contact"),
            ("sources", "sources", "source"),
            ("source", "sources", "source"),
            ("sign_of_life", "sources", "source"),
            ("replaces", "notices", "notice"),
            ("reasons_of", "supports", "support"),
            ("said_by", "notices", "notice"),
        ):
            yield from _dangling(item, (key,), item.tree.get(key), known[among], what)
        for key, names, among, what in (
            ("cautions", "said_by", "notices", "notice"),
            ("serves", "need", "needs", "need"),
            ("replaces", "notice", "notices", "notice"),
        ):
            for i, part in enumerate(entries(item.tree.get(key))):
                yield from _dangling(item, (key, i, names), entry(part, names), known[among], what)
        for i, finding in enumerate(entries(item.tree.get("evidence"))):
            if isinstance(finding, dict):
                below = ("evidence", i, "sources")
                yield from _dangling(
                    item, below, finding.get("sources"), known["sources"], "source"
                )
        for key, question in OF_OPTIONS.items():
            options = known[question] | {"any"}
            yield from _dangling(item, (key,), item.tree.get(key), options, f"option of {question}")


def options_of(questions: Iterable[Item], id_: str) -> frozenset[str]:
    """Return the ids of the options of the question `id_` among `questions`."""
    for item in questions:
        options = item.tree.get("options")
        if item.id == id_ and isinstance(options, list):
            return frozenset(str(o.get("id")) for o in options if isinstance(o, dict))
    return frozenset()


def _dangling(
    item: Item, below: Location, tree: Tree | None, among: frozenset[str], what: str
) -> Iterator[Problem]:
    named = enumerate(tree) if isinstance(tree, list) else [(None, tree)] if tree else []
    for i, word in named:
        if isinstance(word, str) and word not in among:
            at = below if i is None else (*below, i)
            yield item.problem(f'"{word}" is no {what}', *at, hint=did_you_mean(word, among))


def names_of_no_trait(supports: Iterable[Support], items: Items) -> Iterator[Problem]:
    """Yield shared rules that speak of no support."""
    known = {field: possible_values(field) for field in TRAITS}
    for support in supports:
        for field in TRAITS:
            known[field] |= trait_values(support, field)
    for key in ("rules", "eligibility", "cautions", "go_with"):
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
