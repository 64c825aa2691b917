"""Numbers and addresses in sentences: each must be that of a contact."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.authored_items import Item, Items
from pathfinder.knowledge.source import Place, Tree
from pathfinder.model.reference import Contact

LOOKS_LIKE_A_WAY_TO_REACH = re.compile(
    r"(?<!\d)(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)"  # a phone number
    r"|(?<![\w-])(?:\d{5,6}|\d{3}-\d{3})(?![\w-])"  # a text code
    r"|\S+@[\w-]+\.\w+"  # an e-mail address
    r"|\b(?:[\w-]+\.)+(?:chat|com|edu|gov|info|net|org|us)\b(?:/[\w/-]+)?",  # a web address
    re.IGNORECASE,
)
HOLD_ADDRESSES = {"contacts", "sources"}


def check_addresses(items: Items, contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Yield every phone number, text code and address of `items` that no contact has."""
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
                yield from _unknown(item, item.tree, (), known)


def _unknown(item: Item, tree: Tree, below: Place, known: set[str]) -> Iterator[Problem]:
    if isinstance(tree, str):
        for way in LOOKS_LIKE_A_WAY_TO_REACH.findall(tree):
            if way.lower().removeprefix("1-") not in known:
                yield item.problem(f"{way} is in no contact", *below, hint="contacts.yaml holds it")
    else:
        parts = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, part in parts:
            yield from _unknown(item, part, (*below, key), known)
