"""A page drawn with rich: headings and weight, in the colours that the terminal has already.

No colour of its own: none of the sixteen has enough contrast on every ground.
"""

import io
from collections.abc import Iterable, Iterator

from pathfinder.render.terminal.page import PageLine, Part
from pathfinder.render.terminal.plain_text import wrapped

WIDEST = 88
"""Longer lines are hard to read for a tired person."""

BOLD = {Part.TITLE, Part.ALARM, Part.NAME}
"""What is bold as a whole; of other lines only the label is."""


def as_text(lines: Iterable[PageLine], width: int) -> str:
    """Return `lines` drawn for a terminal of `width` columns, with escape codes for weight."""
    from rich.console import Console  # 33 ms that only a drawn page pays
    from rich.rule import Rule
    from rich.text import Text

    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=min(width, WIDEST),
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in lines:
        if line.part is Part.TITLE and len(line.text) < console.width:
            console.print(Rule(Text(line.text, style="bold"), align="left", style=""))
            continue
        for plain, heavy in _weighed(line, console.width):
            text = Text(plain, style="italic" if line.part is Part.QUIET else "")
            text.stylize("bold", 0, heavy)
            console.print(text, soft_wrap=True)
    return drawn.getvalue()


def _weighed(line: PageLine, width: int) -> Iterator[tuple[str, int]]:
    """Yield `line` wrapped between words, each part with the number of letters that are bold."""
    left = len(line.label.rstrip())
    for text in wrapped(line, width):
        indent = len(text) - len(text.lstrip())
        if line.part in BOLD:
            yield text, len(text)
        else:
            yield text, min(len(text), indent + left) if left > 0 else 0
        left -= len(text) - indent + 1
