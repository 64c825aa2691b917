"""The ways to reach a contact, each in words and as a link."""

import re
from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.result import ContactShown

NUMBER = re.compile(r"[\d-]+")
SHORTEST_WITH_AREA = 10
SCHEMES = ("https://", "http://")


class Way(NamedTuple):
    """A number, a text code or an address: as it is read, and what a device follows, if it can."""

    text: str
    link: str


def ways(words: Interface, contact: ContactShown) -> tuple[Way, ...]:
    """Return each way to reach `contact`, the telephone first."""
    found: list[Way] = []
    if contact.phone:
        found.append(Way(f"{words.call} {contact.phone}", _dialled("tel", contact.phone)))
    if contact.text:
        found.append(Way(contact.text, _dialled("sms", contact.text)))
    if contact.url:
        found.append(Way(contact.url, web_address(contact.url)))
    return tuple(found)


def contact_line(words: Interface, contact: ContactShown) -> str:
    """Return all that is printed of `contact`, as one line."""
    reach = ", ".join(way.text for way in ways(words, contact))
    return f"{contact.label}: {reach}" + (f" ({contact.note})" if contact.note else "")


def web_address(url: str) -> str:
    """Return `url`, which may stand without a scheme, as a link to the web and to nothing else."""
    return url if url.startswith(SCHEMES) else f"https://{url}"


def _dialled(scheme: str, text: str) -> str:
    """Return a link to the first number in `text`; nothing where there is none."""
    number = next((n for n in NUMBER.findall(text) if any(map(str.isdigit, n))), "")
    digits = number.replace("-", "")
    abroad = "+" if len(digits) > SHORTEST_WITH_AREA else ""
    return f"{scheme}:{abroad}{digits}" if digits else ""
