"""A page as plain text: no colour, no boxes, printable characters, for screen readers and pipes."""

import textwrap
from collections.abc import Iterable

from pathfinder.render.directions import with_numbers_apart
from pathfinder.render.terminal.page import PageLine, Part

STEP = 2
NARROWEST = 20


def as_plain(lines: Iterable[PageLine], width: int) -> str:
    """Return `lines` wrapped to `width` columns. Numbers and addresses are never broken."""
    drawn: list[str] = []
    for line in lines:
        text = line.text.upper() if line.part is Part.TITLE else line.text
        drawn += wrapped(line._replace(text=text), width)
    return "\n".join(drawn) + "\n"


def wrapped(line: PageLine, width: int) -> list[str]:
    """Return `line` in lines of `width` columns, broken between words only."""
    left = " " * STEP * line.indent
    is_point = line.part is Part.POINT
    return textwrap.wrap(
        with_numbers_apart(f"{line.label}{line.text}".strip()),
        width=max(width, NARROWEST),
        initial_indent=f"{left}{'- ' if is_point else ''}",
        subsequent_indent=f"{left}{'  ' if is_point else ''}",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
