"""Checks of ids: each stands once, and a question's can be a flag."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.documents.tree import entries, entry
from pathfinder.errors import Problem, quoted
from pathfinder.knowledge.parse.located import Item, Items

QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")

TAKEN = frozenset({
    "answers", "details", "explain", "fields", "force", "format", "from", "full", "help", "id",
    "include_answers", "json", "lang", "local", "output", "plain", "private", "skip", "support", "to",
    "top",
})  # fmt: skip
"""What other flags, and the id of a sheet, are called."""


def ids_of_questions(questions: Iterable[Item]) -> Iterator[Problem]:
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


def twice_within(items: Items) -> Iterator[Problem]:
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
