"""How many printed pages a handout takes at most, told without a browser.

Lines are counted with letters a little wider than those of Arial. What is never torn apart is set,
block by block, on pages of the width of A4 and the height of Letter, as a browser does it. No page
is missed as long as no block is higher than is told here. The measures are those of `handout.css`.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pathfinder.render.contact_links import contact_line, ways
from pathfinder.render.handout.font_metrics import lines
from pathfinder.render.handout.parts import Entry, Handout

MOST_PAGES: Final = 2

MARGIN = 9.0
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

LINE = 1.25
"""The height of a line, in ems."""
TITLE, HEADING, NAME, NUMBER = 1.5, 1.2, 1.05, 1.4
"""How much larger than the text these are."""
INDENT, GAP = 1.3, 0.5
"""Ems: before a point, after a block and inside the border of the card."""
COLUMN, ROW = 1.5, 0.3
"""Ems: between the columns and between the rows of the card."""
BORDER = 1.0
"""Millimetres: both borders of the card."""


class Block(NamedTuple):
    """What stands on one page: its height, and the space after it, in millimetres."""

    height: float
    space: float


class Text(NamedTuple):
    """Text, how much larger it is set than the rest, and how many of its first letters are bold."""

    text: str
    scale: float = 1
    bold: int = 0

    def height(self, em: float, width: float) -> float:
        """Return its height where type of the size `em` is set in lines of `width`."""
        size = em * self.scale
        return lines(self.text, width / size, bold=self.bold) * size * LINE


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
    yield Block(_heading(handout.words.handout, TITLE).height(em, WIDTH), GAP * em)
    for section in handout.sections:
        heading = _heading(section.title, HEADING).height(em, WIDTH) + GAP * em
        width = WIDTH - (BAR if section.is_grave else 0)
        for entry in section.entries:
            yield Block(heading + _entry(handout, entry, em, width), GAP * em)
            heading = 0
    yield Block(sum(Text(text).height(em, WIDTH) for text in handout.foot), GAP * em)
    yield Block(_card(handout, em), 0)


def _entry(handout: Handout, entry: Entry, em: float, width: float) -> float:
    beside = BESIDE if entry.link else 0
    height = _heading(entry.name, NAME).height(em, width - beside)
    texts = [
        (_labelled(p.label, f"{p.label}: {p.text}" if p.label else p.text), p.is_point)
        for p in entry.paragraphs
    ]
    texts += [(_labelled(c.label, contact_line(handout.words, c)), True) for c in entry.contacts]
    for text, is_indented in texts:
        indent = INDENT * em if is_indented else 0
        height += text.height(em, width - indent - (beside if height < CODE else 0))
    return max(height, CODE if entry.link else 0)


def _heading(text: str, scale: float) -> Text:
    return Text(text, scale, bold=len(text))


def _labelled(label: str, text: str) -> Text:
    return Text(text, bold=len(label) + 1)


def _card(handout: Handout, em: float) -> float:
    """Return the height of the card: two contacts beside each other, their numbers large."""
    width = (WIDTH - BORDER - (2 * GAP + COLUMN) * em) / 2
    cells = [
        sum(
            text.height(em, width)
            for text in (
                Text(contact.label),
                *(
                    _heading(way.text, 1 if number else NUMBER)
                    for number, way in enumerate(ways(handout.words, contact))
                ),
                Text(contact.note or ""),
            )
        )
        for contact in handout.card
    ]
    rows = [max(cells[i : i + 2]) + ROW * em for i in range(0, len(cells), 2)]
    outside = _heading(handout.words.card, HEADING).height(em, WIDTH)
    outside += Text(handout.dated).height(em, WIDTH)
    return outside + sum(rows) + 3 * GAP * em + BORDER
