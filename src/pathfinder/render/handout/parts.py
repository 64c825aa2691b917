"""The parts of a handout: what is said, before it is drawn."""

from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.results.parts import ContactShown


class Paragraph(NamedTuple):
    """One sentence or more. `label` opens it; a point is one of a list."""

    text: str
    label: str = ""
    is_point: bool = False


class Entry(NamedTuple):
    """What is never torn apart: a notice, a step or a support."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    contacts: tuple[ContactShown, ...]
    has_code: bool = False

    @property
    def link(self) -> str | None:
        """Return where its code leads: the first address that is printed in it, if any."""
        addresses = (contact.url for contact in self.contacts if contact.url)
        return next(addresses, None) if self.has_code else None


class Section(NamedTuple):
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]
    is_grave: bool = False


class Handout(NamedTuple):
    """A whole handout. `points`: the size of its type. `card`: what is to be cut out and kept.

    `dated`: of when the list is, for the card and the foot.
    """

    words: Interface
    language: str
    points: float
    sections: tuple[Section, ...]
    card: tuple[ContactShown, ...]
    dated: str
    foot: tuple[str, ...]
