"""Checks of what items name: ids, contacts, sources, traits and dates."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pathfinder.documents.yaml import Place, Tree, entries, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.checks.freshness import LOOKED_ON
from pathfinder.knowledge.parse.located import Item, Items
from pathfinder.knowledge.parse.shared_rules import TRAITS, possible_values, trait_values
from pathfinder.model.need import GRAVEST_LEVEL, LAST_LEVEL
from pathfinder.model.notice import Severity
from pathfinder.model.required_ids import GOAL, SUBSTANCES
from pathfinder.model.support import Support

Known = Mapping[str, frozenset[str]]
"""The ids that may be named, by the key of their list or by the question whose options they are."""

GRAVE = {severity.value for severity in Severity if severity.is_grave}

QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = frozenset({
    "answers", "details", "explain", "fields", "force", "format", "from", "full", "help", "id",
    "include_answers", "json", "lang", "local", "output", "plain", "private", "skip", "support", "to",
    "top",
})  # fmt: skip
"""What other flags, and the id of a sheet, are called."""

OF_OPTIONS: Mapping[str, str] = {"goals": GOAL, "substances": SUBSTANCES}
"""The keys of a support that name options, and of which question."""


def check_references(items: Items, supports: Iterable[Support]) -> Iterator[Problem]:
    """Yield ids that stand twice or name nothing, facts without source, and dates that are none."""
    ids = {key: frozenset(item.id for item in listed) for key, listed in items.items()}
    options = {id_: _options(items["questions"], id_) for id_ in OF_OPTIONS.values()}
    for listed in items.values():
        yield from ids_twice(listed)
    yield from _twice_within(items)
    yield from _ids_of_questions(items["questions"])
    facts = (*items["supports"], *items["notices"])
    naming = (*facts, *items["contacts"], *items["needs"], *items["cautions"])
    yield from names_of_nothing(naming, {**ids, **options})
    yield from without_source(facts)
    yield from without_a_way(items["contacts"])
    yield from no_dates((*items["contacts"], *items["supports"], *items["sources"]))
    yield from _plan_for_all(items["plans"])
    yield from _levels(items["needs"])
    yield from _said_in_blocks(items["notices"])
    yield from _traits(supports, items)


def _ids_of_questions(questions: Iterable[Item]) -> Iterator[Problem]:
    """Yield the ids of `questions` that can be no flag, or that are one with another meaning."""
    for item in questions:
        if item.id in TAKEN or not QUESTION_ID.fullmatch(item.id):
            hint = "small letters, digits and _, and no word that a flag has already"
            yield item.problem(f"{quoted(item.id)} can be no id of a question", "id", hint=hint)


def ids_twice(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield every id of `items` that stands there twice."""
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield item.problem(f'the id "{item.id}" stands here twice', "id")
        seen.add(item.id)


def _twice_within(items: Items) -> Iterator[Problem]:
    """Yield ids that stand twice in one question or one support, and words with two meanings."""
    for item in items["supports"]:
        yield from ids_twice_within(item, "rules")
    for item in items["questions"]:
        yield from ids_twice_within(item, "options")
        yield from _words_twice(item)


def ids_twice_within(item: Item, key: str) -> Iterator[Problem]:
    """Yield every id that stands twice in the list `key` of `item`."""
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


def without_source(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield the supports, notices and findings of `items` that name no source."""
    hint = "every fact names where it comes from"
    for item in items:
        states_no_fact = item.place[0] == "notices" and "when" not in item.tree
        if not item.tree.get("sources") and not states_no_fact:
            yield item.problem("no source", "sources", hint=hint)
        for i, finding in enumerate(entries(item.tree.get("evidence"))):
            if isinstance(finding, dict) and not finding.get("sources"):
                yield item.problem("no source", "evidence", i, hint=hint)


def without_a_way(contacts: Iterable[Item]) -> Iterator[Problem]:
    """Yield the `contacts` by which nobody can be reached."""
    for item in contacts:
        if not {"phone", "text", "url", "email", "address"} & item.tree.keys():
            yield item.problem("a contact has a phone, a text, a url, an email or an address")


def _plan_for_all(plans: Sequence[Item]) -> Iterator[Problem]:
    if plans and "when" in plans[-1].tree:
        hint = "leave it out: the last plan is for everyone else"
        yield plans[-1].problem("some would have no plan", "when", hint=hint)


def _levels(needs: Iterable[Item]) -> Iterator[Problem]:
    """Yield the levels of `needs` that are none."""
    known = [str(level) for level in range(GRAVEST_LEVEL, LAST_LEVEL + 1)]
    for item in needs:
        for i, level in enumerate(entries(item.tree.get("levels"))):
            if str(entry(level, "level")) not in known:
                hint = f"one of: {', '.join(known)}"
                yield item.problem("no level of urgency", "levels", i, "level", hint=hint)


def _said_in_blocks(notices: Iterable[Item]) -> Iterator[Problem]:
    """Yield the notices that lack what a page says of them: a heading, or the one sentence."""
    for item in notices:
        variants = (entry(v, "severity") for v in entries(item.tree.get("variants")))
        severities = (item.tree.get("severity"), *variants)
        if any(severity in GRAVE for severity in severities) and "heading" not in item.tree:
            yield item.problem("a grave notice has a heading", hint="heading: in a few words")
        if "adds" not in item.tree:
            yield item.problem("what it adds beside others is not said", hint="adds: one sentence")


def no_dates(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield where `items` say for a date what is none."""
    for item in items:
        for key in (*LOOKED_ON, "dated"):
            date = item.tree.get(key)
            if isinstance(date, str) and not _is_date(date, month=key == "dated"):
                yield item.problem("no date", key, hint="write it as 2026-11-21")


def _is_date(text: str, *, month: bool) -> bool:
    """Return whether `text` is a day; a `month` will do where that is all a source says."""
    day = f"{text}-01" if month and text.count("-") == 1 else text
    try:
        return dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _traits(supports: Iterable[Support], items: Items) -> Iterator[Problem]:
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
