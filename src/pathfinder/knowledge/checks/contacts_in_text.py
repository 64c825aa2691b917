"""Numbers and addresses in sentences: each must be that of a contact."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pathfinder.documents.links import MAIL, SCHEME, bare
from pathfinder.documents.phones import digits_of
from pathfinder.documents.tree import texts
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Items
from pathfinder.model.knowledge.reference import Contact

_ENDINGS = (
    "app|biz|care|center|chat|church|clinic|club|co|com|community|edu|gov|group|health|help|house|info"
    "|io|life|link|me|mil|mobi|net|online|org|page|recovery|site|social|support|team|tv|us|website"
)
WEB = re.compile(
    rf"\b(?:{SCHEME.pattern}[^\s,;)]+|(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/[\w/?&=%#.-]*)?)",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w$])\+?\d{0,3}[-. ]{0,2}\(?\d{2,5}\)?(?:[ ]?[-.\u2010-\u2015]?[ ]?\d{2,5}){1,3}(?![\w])"
)
"""Digits in groups; it is a number where there are at least seven of them."""
CODE = re.compile(r"(?<![\w$-])(?:\d{5,6}|\d{3}-\d{3})(?![\w-])")

MAY_REACH = re.compile(r"[\d@:.](?:(?<=\d)\d|(?<=@)|(?<=:)//|(?<=\w\.)\w)")
"""What stands in each of these ways, two digits, @, :// or x.x, sought by one letter: most sentences hold none."""

FEWEST = 7
NO_NUMBER = re.compile(
    r"\b\d{4}-\d\d-\d\d\b"  # a date
    r"|\b(?:19|20)\d\d ?[-\u2013] ?(?:19|20)\d\d\b"  # some years
    r"|\b(?:[A-Z]{2}|ZIP(?: code)?):? \d{5}(?:-\d{4})?\b"  # a ZIP code, after its state
    r"|\b\d{1,6}(?:-\d+)?(?: [NSEW]{1,2}\.?)?(?: [A-Z0-9][\w.'-]*){1,4}?"
    r" (?:Ave|Avenue|Blvd|Boulevard|Cir|Circle|Ct|Court|Dr|Drive|Highway|Hwy|Lane|Ln|Loop|Parkway|Pike"
    r"|Pkwy|Pl|Place|Plaza|Rd|Road|Route|Rte|Sq|Square|St|Street|Ter|Terrace|Trail|Way)\b"  # a street
)
"""Digits in a sentence by which nobody is reached."""

HOLD_ADDRESSES = {"contacts", "sources"}


def check_addresses(
    items: Items, contacts: Iterable[Contact], hint: str = "contacts.yaml holds it"
) -> Iterator[Problem]:
    """Yield every phone number, text code and address of `items` that no contact has.

    A number may be written there in another form. `hint`: where it would be right.
    """
    known = set(_known(contacts))
    ways = cache(_ways)  # a long file says much again and again
    for key, listed in items.items():
        if key not in HOLD_ADDRESSES:
            for item in listed:
                for below, text in texts(item.tree):
                    for way in ways(text):
                        if _compared(way) not in known:
                            yield item.problem(f"{way} is in no contact", *below, hint=hint)


def _known(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield all ways to reach `contacts`, as they are compared."""
    for contact in contacts:
        for way in (contact.phone, contact.text, contact.url, contact.email, contact.label):
            if way:
                yield bare(way)
                for found in _ways(way):
                    yield _compared(found)


def _compared(way: str) -> str:
    return bare(way) if any(map(str.isalpha, way)) else digits_of(way)


def _ways(text: str) -> list[str]:
    """Return what looks like a way to reach someone in `text`."""
    found: list[str] = []
    if not MAY_REACH.search(text):
        return found
    left = text
    for pattern in (MAIL, WEB):
        found += [way.rstrip(".") for way in (m[0] for m in pattern.finditer(left))]
        left = pattern.sub(" , ", left)
    left = NO_NUMBER.sub(" , ", left)
    for number in (m[0].strip() for m in PHONE.finditer(left)):
        if len(digits_of(number)) >= FEWEST:
            found.append(number)
            left = left.replace(number, " , ")
    return [*found, *CODE.findall(left)]
