"""How many printed pages a hand-out takes at most, told without a browser.

Lines are counted with letters wider than those of common typefaces are on average. What is never
torn apart is set, block by block, on pages of the width of A4 and the height of Letter, as a browser
does it. So no page is forgotten as long as no block is higher than is told here. The measures are
those of `handout.css`.
"""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pathfinder.render.handout_parts import Entry, Handout
from pathfinder.render.reach import contact_line, ways

MOST_PAGES: Final = 2

MARGIN = 12.0
WIDTH = 210 - 2 * MARGIN
"""Millimetres between the margins of A4, the narrower of the two papers."""
HEIGHT = 279.4 - 2 * MARGIN
"""Millimetres between the margins of Letter, the lower of the two papers."""
POINT = 25.4 / 72
"""Millimetres."""
CODE = 24.0
BESIDE = CODE + 4
"""Millimetres: the side of a code, and what it takes of the width."""
BAR = 4.0
"""Millimetres beside what is grave."""

LETTER = 0.52
"""The width of a letter, in ems: Arial needs less than 0.5 for our sentences."""
LINE = 1.3
"""The height of a line, in ems."""
TITLE, HEADING, NAME, NUMBER = 1.5, 1.2, 1.05, 1.4
"""How much larger than the text these are."""
INDENT, GAP, CARD_GAP = 1.3, 0.5, 0.6
"""Ems: before a point, after a block, around and inside the card."""


class Block(NamedTuple):
    """What stands on one page: its height, and the space after it, in millimetres."""

    height: float
    space: float


class Text(NamedTuple):
    """Text and how much larger it is set than the rest."""

    text: str
    scale: float = 1

    def height(self, em: float, width: float) -> float:
        """Return its height where type of the size `em` is set in lines of `width`."""
        size = em * self.scale
        letters = max(1, int(width / (size * LETTER)))
        return len(textwrap.wrap(self.text, letters, break_on_hyphens=False)) * size * LINE


def fitting(handouts: Iterable[Handout]) -> Handout:
    """Return the first of `handouts`, of which there is one, that fits on two pages, else the last."""
    tried = iter(handouts)
    handout = next(tried)
    while pages(handout) > MOST_PAGES and (shorter := next(tried, None)):
        handout = shorter
    return handout


def pages(handout: Handout) -> int:
    """Return how many pages `handout` takes at most, on A4 and on Letter."""
    count, used = 1, 0.0
    for block in blocks(handout):
        if used + block.height > HEIGHT:
            count, used = count + 1, 0.0
        used += block.height + block.space
    return count


def blocks(handout: Handout) -> Iterator[Block]:
    """Yield what is never torn apart, in order; a heading goes with what stands below it."""
    em = handout.points * POINT
    yield Block(Text(handout.words.handout, TITLE).height(em, WIDTH), GAP * em)
    for section in handout.sections:
        heading = Text(section.title, HEADING).height(em, WIDTH) + GAP * em
        width = WIDTH - (BAR if section.is_grave else 0)
        for entry in section.entries:
            yield Block(heading + _entry(handout, entry, em, width), GAP * em)
            heading = 0
    yield Block(sum(Text(text).height(em, WIDTH) for text in handout.foot), GAP * em)
    yield Block(_card(handout, em), 0)


def _entry(handout: Handout, entry: Entry, em: float, width: float) -> float:
    beside = BESIDE if entry.link else 0
    height = Text(entry.name, NAME).height(em, width - beside)
    lines = [
        (f"{p.label}: {p.text}" if p.label else p.text, INDENT * em if p.is_point else 0)
        for p in entry.paragraphs
    ]
    lines += [(contact_line(handout.words, contact), INDENT * em) for contact in entry.contacts]
    for text, indent in lines:
        height += Text(text).height(em, width - indent - (beside if height < CODE else 0))
    return max(height, CODE if entry.link else 0)


def _card(handout: Handout, em: float) -> float:
    """Return the height of the card: two contacts beside each other, their numbers large."""
    width = (WIDTH - 6 * CARD_GAP * em) / 2
    cells = [
        sum(
            text.height(em, width)
            for text in (
                Text(contact.label),
                *(Text(way.text, NUMBER) for way in ways(handout.words, contact)),
                Text(contact.note or ""),
            )
        )
        for contact in handout.card
    ]
    rows = [max(cells[i : i + 2]) + CARD_GAP * em for i in range(0, len(cells), 2)]
    heading = Text(handout.words.card, HEADING).height(em, WIDTH)
    return heading + sum(rows) + Text(handout.dated).height(em, WIDTH) + 3 * CARD_GAP * em
