"""Numbers and addresses in sentences: each must be that of a contact."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.documents.yaml import Place, Tree
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Items
from pathfinder.model.reference import Contact

LOOKS_LIKE_A_WAY_TO_REACH = re.compile(
    r"(?<!\d)(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)"  # a phone number
    r"|(?<![\w-])(?:\d{5,6}|\d{3}-\d{3})(?![\w-])"  # a text code
    r"|\S+@[\w-]+\.\w+"  # an e-mail address
    r"|\b(?:[\w-]+\.)+(?:chat|com|edu|gov|info|net|org|us)\b(?:/[\w/-]+)?",  # a web address
    re.IGNORECASE,
)
HOLD_ADDRESSES = {"contacts", "sources"}


def check_addresses(
    items: Items, contacts: Iterable[Contact], hint: str = "contacts.yaml holds it"
) -> Iterator[Problem]:
    """Yield every phone number, text code and address of `items` that no contact has.

    `hint`: where it would be right.
    """
    known = {
        word.lower().removeprefix("1-")
        for contact in contacts
        for way in (contact.phone, contact.text, contact.url, contact.label)
        if way
        for word in (way, *way.split())
    }
    for key, listed in items.items():
        if key not in HOLD_ADDRESSES:
            for item in listed:
                for below, way in _unknown(item.tree, (), known):
                    yield item.problem(f"{way} is in no contact", *below, hint=hint)


def _unknown(tree: Tree, below: Place, known: set[str]) -> Iterator[tuple[Place, str]]:
    """Yield each way to reach someone that is not `known`, with its place."""
    if isinstance(tree, str):
        for way in LOOKS_LIKE_A_WAY_TO_REACH.findall(tree):
            if way.lower().removeprefix("1-") not in known:
                yield below, way
    else:
        parts = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, part in parts:
            yield from _unknown(part, (*below, key), known)
