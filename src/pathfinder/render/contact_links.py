"""The ways to reach a contact, each in words and as a link."""

import re
from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.results.parts import ContactShown

NUMBER = re.compile(r"[0-9-]+")
SHORTEST_WITH_AREA = 10
SCHEMES = ("https://", "http://")


class Way(NamedTuple):
    """A number, a text code, an address or when one is there: as it is read, and as a device follows."""

    text: str
    link: str


def ways(words: Interface, contact: ContactShown) -> tuple[Way, ...]:
    """Return each way to reach `contact`, the telephone first."""
    found: list[Way] = []
    if contact.phone:
        asking = f";ext={contact.extension}" if contact.extension else ""
        link = _dialled("tel", contact.phone)
        found.append(Way(f"{words.call} {dialled(contact)}", link and link + asking))
    if contact.text:
        found.append(Way(contact.text, _dialled("sms", contact.text)))
    if contact.url:
        found.append(Way(contact.url, web_address(contact.url)))
    if contact.email:
        found.append(Way(contact.email, f"mailto:{contact.email}"))
    said = (contact.address, ", ".join(filter(None, (contact.days, contact.hours))))
    found += [Way(text, "") for text in said if text]
    return tuple(found)


def dialled(contact: ContactShown) -> str:
    """Return the telephone number of `contact` with its extension; nothing where it has none."""
    extension = f", ext. {contact.extension}" if contact.extension else ""
    return f"{contact.phone}{extension}" if contact.phone else ""


def shortest_way(contact: ContactShown) -> str:
    """Return one way to reach `contact`, as short as it can be said."""
    others = (contact.text, contact.url, contact.email, contact.address)
    return dialled(contact) or next(filter(None, others), "")


def contact_line(words: Interface, contact: ContactShown) -> str:
    """Return all that is printed of `contact`, as one line."""
    reach = ", ".join(way.text for way in ways(words, contact))
    return f"{contact.label}: {reach}" + (f" ({contact.note})" if contact.note else "")


def web_address(url: str) -> str:
    """Return `url`, which may stand without a scheme, as a link to the web and to nothing else."""
    return url if url.lower().startswith(SCHEMES) else f"https://{url}"


def _dialled(scheme: str, text: str) -> str:
    """Return a link to the first number in `text`; nothing where there is none."""
    number = next((n for n in NUMBER.findall(text) if any(map(str.isdigit, n))), "")
    digits = number.replace("-", "")
    abroad = "+" if len(digits) > SHORTEST_WITH_AREA else ""
    return f"{scheme}:{abroad}{digits}" if digits else ""
