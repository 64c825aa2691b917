"""A place of help as a list has it, before it is a support."""

from typing import NamedTuple


class Facility(NamedTuple):
    """What a list says of one place; an empty text is not said.

    `like`: the id of the support that it is like, where that is known. `beside`: what the list says
    that a local file has no key for. `is_unverified`: nobody has asked whether it is so.
    """

    name: str
    like: str = ""
    what: str = ""
    phone: str = ""
    extension: str = ""
    text: str = ""
    url: str = ""
    email: str = ""
    address: str = ""
    days: str = ""
    hours: str = ""
    note: str = ""
    beside: tuple[str, ...] = ()
    is_unverified: bool = False


class ListSource(NamedTuple):
    """Where a list comes from: an id for it as a source, what it is called and who keeps it."""

    id: str
    title: str
    publisher: str = ""


def tidy(text: object) -> str:
    """Return `text` on one line, of letters that can be printed; nothing where it is no text."""
    words = str(text).split() if isinstance(text, str | int | float) else []
    return " ".join("".join(c for c in word if c.isprintable()) for word in words)


def street(*parts: object) -> str:
    """Return the lines of an address as one, without those that say nothing."""
    return ", ".join(filter(None, map(tidy, parts)))
