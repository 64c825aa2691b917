"""Wording in another language, laid over the authored files; it can change nothing but sentences.

A translated file has the shape of the English one, with the ids and the sentences only. Beside each
item stands `of`, the mark of the English it was made from: where the English changes, the check says
that the translation is stale.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pathfinder.documents.tree import Document, Location, Tree
from pathfinder.errors import Problem, quoted
from pathfinder.knowledge.checks.voices import WORDED
from pathfinder.knowledge.files import read_all

TRANSLATED = (
    "interface", "needs", "questions", "supports", "notices", "rules", "plans", "contacts",
)  # fmt: skip
"""The files with sentences a person reads."""

IN_A_LANGUAGE = (*TRANSLATED, "words")
"""The files of a translation: those, and the words that are never said in it."""

SENTENCES = WORDED | {
    "name", "question", "good_answer", "note", "phone", "hours", "choosing", "balance",
    "opening", "days", "kept", "again", "closing",
}  # fmt: skip
"""Keys whose text is said in every language; in the file of the interface, every key is one."""

MARK = "of"
NUMBER = re.compile(r"\d+")


def read_translation(
    folder: Path, language: str, instead: Mapping[str, Path] | None = None
) -> dict[str, Document]:
    """Return the translated files of the knowledge base in `folder`, by name.

    `instead` names files to read in place of those, by language and name (`es/notices`). Raises `KnowledgeBaseError` where one can't be read.
    """
    return read_all(
        {
            name: (instead or {}).get(f"{language}/{name}", folder / language / f"{name}.yaml")
            for name in IN_A_LANGUAGE
        }
    )


def translated(
    english: Mapping[str, Document], other: Mapping[str, Document]
) -> dict[str, Document]:
    """Return the `english` documents with the sentences of the `other` language in their place.

    What has no translation stays English; nothing but sentences is taken over.
    """
    return {
        name: document._replace(
            tree=laid_over(sentences(name, document.tree), document.tree, other[name].tree)
        )
        if name in TRANSLATED
        else document
        for name, document in english.items()
    }


def sentences(file: str, tree: Tree) -> Tree:
    """Return the part of `tree` that is said in every language, with the ids it hangs on."""
    return _sentences(tree, said=file == "interface")


def _sentences(tree: Tree, *, said: bool) -> Tree:
    match tree:
        case dict():
            parts = {
                key: _sentences(part, said=said or key in SENTENCES) for key, part in tree.items()
            }
            kept = {key: part for key, part in parts.items() if part}
            id_ = tree.get("id")
            return {"id": id_, **kept} if kept and id_ else kept
        case list():
            found = [_sentences(part, said=said) for part in tree]
            return found if any(found) else []
        case str():
            return tree if said else ""


def laid_over(partial: Tree, english: Tree, other: Tree | None) -> Tree:
    """Return `english` with what `other` says in the places of `partial`."""
    match partial, english, other:
        case dict(), dict(), dict():
            return english | {
                key: laid_over(part, english[key], other.get(key)) for key, part in partial.items()
            }
        case list(), list(), list():
            return [
                laid_over(part, item, _counterpart(item, i, other))
                for i, (part, item) in enumerate(zip(partial, english, strict=True))
            ]
        case str(), str(), str() if partial:
            return other
        case _:
            return english


def _counterpart(item: Tree, position: int, others: list[Tree]) -> Tree | None:
    """Return what stands for `item` in another language: of its id, or else in its place."""
    if isinstance(item, dict) and "id" in item:
        return next((o for o in others if isinstance(o, dict) and o.get("id") == item["id"]), None)
    return others[position] if position < len(others) else None


def mark_of(tree: Tree) -> str:
    """Return the mark of the sentences `tree`."""
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()[:8]


def check_translation(
    english: Mapping[str, Document], other: Mapping[str, Document]
) -> Iterator[Problem]:
    """Yield every sentence of the `english` files without one of the `other` language, or a stale one.

    What is said beside them, and numbers that differ, are problems too.
    """
    for name in TRANSLATED:
        partial = sentences(name, english[name].tree)
        yield from _unit(partial, other[name], other[name].tree, ())


def _unit(
    partial: Tree, document: Document, other: Tree | None, location: Location
) -> Iterator[Problem]:
    """Yield what is wrong with a file or an item of it, whose `partial` English has a mark."""
    if not (isinstance(partial, dict) and isinstance(other, dict)):
        yield from compared(partial, document, other, location)
        return
    lists = {key: part for key, part in partial.items() if isinstance(part, list) and not location}
    own = {key: part for key, part in partial.items() if key not in lists}
    said = {key: part for key, part in other.items() if key not in lists}
    if own and said.pop(MARK, "") != mark_of(own):
        hint = f"look it over, then write {MARK}: '{mark_of(own)}'"
        yield Problem(document.where(location), "made from other English than it says now", hint)
    yield from compared(own, document, said, location)
    for key, items in lists.items():
        others = other.get(key)
        listed = others if isinstance(others, list) else []
        for item in items:
            at = _position(item, listed)
            if at is None:
                yield Problem(document.where(location), f"no translation of {_named(item)}")
            else:
                yield from _unit(item, document, listed[at], (*location, key, at))
        known = {str(entry.get("id")) for entry in items if isinstance(entry, dict)}
        for at, entry in enumerate(listed):
            if not isinstance(entry, dict) or str(entry.get("id")) not in known:
                where = document.where((*location, key, at))
                yield Problem(where, f"{_named(entry)} is not in English")


def _position(item: Tree, others: list[Tree]) -> int | None:
    id_ = item["id"] if isinstance(item, dict) else None
    return next(
        (i for i, o in enumerate(others) if isinstance(o, dict) and o.get("id") == id_), None
    )


def _named(tree: Tree) -> str:
    return quoted(str(tree.get("id", ""))) if isinstance(tree, dict) else "this"


def compared(
    partial: Tree, document: Document, other: Tree | None, location: Location
) -> Iterator[Problem]:
    """Yield where `other`, at `location` of `document`, does not say what `partial` says in English."""
    match partial, other:
        case dict(), dict():
            yield from _keys(partial, document, other, location)
        case list(), list() if len(partial) == len(other):
            for i, part in enumerate(partial):
                yield from compared(part, document, _counterpart(part, i, other), (*location, i))
        case str(), str():
            if sorted(NUMBER.findall(partial)) != sorted(NUMBER.findall(other)):
                yield Problem(document.where(location), "has other numbers than the English")
        case _:
            yield Problem(document.where(location), "has another shape than the English")


def _keys(
    partial: dict[str, Tree], document: Document, other: dict[str, Tree], location: Location
) -> Iterator[Problem]:
    for key, part in partial.items():
        if key in other:
            yield from compared(part, document, other[key], (*location, key))
        else:
            yield Problem(document.where(location), f"no translation of {quoted(key)}")
    for key in other.keys() - partial.keys():
        where = document.where((*location, key), key=True)
        yield Problem(where, f"{quoted(key)} is not in English")
