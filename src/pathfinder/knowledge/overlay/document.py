"""The document of a local file: its keys, its own date where none is written, its other language."""

from pathfinder.documents.tree import Document, Tree, entry
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.knowledge.overlay.schema import LocalHeading
from pathfinder.knowledge.parse.ways import in_one_form as ways_in_one_form
from pathfinder.knowledge.translation import laid_over, sentences

FILE = "local"
LISTS = ("sources", "contacts", "supports")
DATED = ("contacts", "supports")
OTHER_LANGUAGES = tuple(language for language in LANGUAGES if language != ENGLISH)
MAPPINGS = ("changes", *OTHER_LANGUAGES)
KEYS = (*LocalHeading.__struct_fields__, *LISTS, *MAPPINGS)


def dated(document: Document) -> Document:
    """Return `document` with its own date at each contact and support that says none."""
    tree = document.tree
    if not isinstance(tree, dict) or not isinstance(date := tree.get("verified_on"), str):
        return document
    lists: dict[str, Tree] = {}
    for key in DATED:
        listed = tree.get(key)
        if isinstance(listed, list):
            lists[key] = [
                {"verified_on": date, **item} if isinstance(item, dict) else item for item in listed
            ]
    return document._replace(tree={**tree, **lists})


def in_one_form(document: Document) -> Document:
    """Return `document` with the numbers and links of its contacts in one form, in each language."""
    tree = document.tree
    if not isinstance(tree, dict):
        return document
    found = dict(tree)
    _with_ways(found)
    for language in OTHER_LANGUAGES:
        if isinstance(other := tree.get(language), dict):
            found[language] = said = dict(other)
            _with_ways(said)
    return document._replace(tree=found)


def _with_ways(tree: dict[str, Tree]) -> None:
    if isinstance(listed := tree.get("contacts"), list):
        tree["contacts"] = [ways_in_one_form(c) if isinstance(c, dict) else c for c in listed]


def in_language(document: Document, language: str) -> Document:
    """Return `document` with its sentences in `language`, where it has them."""
    other = entry(document.tree, language) if language in OTHER_LANGUAGES else None
    if other is None:
        return document
    return document._replace(tree=laid_over(local_sentences(document), document.tree, other))


def local_sentences(document: Document) -> Tree:
    """Return the part of `document` that can be said in another language."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    return sentences(FILE, {key: tree[key] for key in (*LISTS, "changes") if key in tree})
