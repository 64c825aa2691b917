"""The parts of a hand-out: what is said, before it is drawn."""

from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.result import ContactShown


class Paragraph(NamedTuple):
    """One sentence or more. `label` opens it; a point is one of a list."""

    text: str
    label: str = ""
    is_point: bool = False


class Entry(NamedTuple):
    """What is never torn apart: a notice, a step or a support. `link`: where its code leads."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    contacts: tuple[ContactShown, ...]
    link: str | None = None


class Section(NamedTuple):
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]
    is_grave: bool = False


class Handout(NamedTuple):
    """A whole hand-out. `points`: the size of its type. `card`: what is to be cut out and kept.

    `dated`: of when the list is, for the card and the foot.
    """

    words: Interface
    language: str
    points: float
    sections: tuple[Section, ...]
    card: tuple[ContactShown, ...]
    dated: str
    foot: tuple[str, ...]
