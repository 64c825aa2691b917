"""A page as plain text: no colour, no boxes, printable characters, for screen readers and pipes."""

import textwrap
from collections.abc import Iterable

from pathfinder.render.page import Line, Part

STEP = 2


def as_plain(lines: Iterable[Line], width: int) -> str:
    """Return `lines` wrapped to `width` columns. Numbers and addresses are never broken."""
    drawn: list[str] = []
    for line in lines:
        if line.part is Part.GAP:
            drawn.append("")
            continue
        left = " " * STEP * line.indent
        opening = f"{left}{'- ' if line.part is Part.POINT else ''}"
        following = left + ("  " if line.part is Part.POINT else "")
        text = f"{line.label}{line.text}".strip()
        drawn.append(
            textwrap.fill(
                text.upper() if line.part is Part.TITLE else text,
                width=max(width, 20),
                initial_indent=opening,
                subsequent_indent=following,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(drawn) + "\n"
