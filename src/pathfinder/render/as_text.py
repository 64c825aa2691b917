"""A page drawn with rich: headings, weight and a few of the terminal's own sixteen colours."""

import io
from collections.abc import Iterable

from pathfinder.render.page import Line, Part

WIDEST = 88
"""Longer lines are hard to read for a tired person."""

STYLES = {
    Part.TITLE: "bold",
    Part.ALARM: "bold",
    Part.NAME: "bold",
    Part.TEXT: "",
    Part.LABEL: "",
    Part.POINT: "",
    Part.CONTACT: "",
    Part.QUIET: "italic",
}


def as_text(lines: Iterable[Line], width: int, *, colour: bool) -> str:
    """Return `lines` drawn for a terminal of `width` columns, with escape codes if `colour`."""
    from rich.console import Console  # 33 ms that only a drawn page pays
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=min(width, WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )

    def left(line: Line) -> tuple[int, int, int, int]:
        return (0, 0, 0, 2 * line.indent)

    for line in lines:
        text = Text(style=STYLES.get(line.part, ""))
        match line.part:
            case Part.GAP:
                console.print()
            case Part.TITLE:
                console.print(Rule(Text(line.text, style="bold"), align="left", style=""))
            case Part.POINT:
                console.print(Padding(text.append(f"- {line.text}"), left(line), expand=False))
            case _:
                label = "bold red" if line.part is Part.ALARM else "bold"
                text.append(line.label, style=label).append(line.text)
                console.print(Padding(text, left(line), expand=False))
    return drawn.getvalue()
