"""Pictures of a real session at a terminal, for the READMEs.

    python -m tests.pictures

answers a few questions at a pseudo-terminal and draws what stood there: a question with what is
ticked, and the top of the list.
"""

import io
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from tests.e2e.terminal import (
    DRINKS_DAILY,
    LAST,
    Row,
    said_in,
    squeezed,
    terminals,
    walk_until,
    words,
)
from tests.samples import ROOT

ROWS, COLUMNS = 24, 80
TICKED = "signs"
FONT_FROM_THE_NET = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
FONTS = "Menlo, Consolas, DejaVu Sans Mono, monospace"
NAMES: Mapping[str, str | None] = {"default": None, "brown": "yellow"}
"""What the emulator calls a color, where rich calls it otherwise."""


def path_of(language: str) -> Path:
    """Return where the picture of a session in `language` stands."""
    suffix = "" if language == ENGLISH else f".{language}"
    return ROOT / "docs" / "pictures" / f"session{suffix}.svg"


def screens(language: str) -> list[list[Row]]:
    """Return two screens of one session in `language`: a question answered, and the list."""
    opening = terminals()
    # Without a pager, a list comes page by page on any machine.
    nowhere = {"PATH": "/nowhere"}
    at = next(opening)(
        "--lang", language, size=(ROWS, COLUMNS), language=language, environment=nowhere, anew=True
    )
    walk_until(at, TICKED, DRINKS_DAILY)
    at.answer(DRINKS_DAILY[TICKED])
    at.question()
    at.press("b")
    assert at.question().id == TICKED
    question = at.screen()
    at.answer(DRINKS_DAILY[TICKED], before=DRINKS_DAILY[TICKED])
    walk_until(at, LAST, DRINKS_DAILY)
    at.answer(DRINKS_DAILY[LAST])
    assert at.until(squeezed(words(language).by_page_keys)), at.text
    listed = at.screen()
    next(opening, None)  # closes it
    return [from_the_question(question, language), listed]


def from_the_question(rows: Sequence[Row], language: str) -> list[Row]:
    """Return the rows from the heading of the question on."""
    heading = words(language).heading.partition("{")[0]
    return list(rows[next(p for p, row in enumerate(rows) if said_in(row).startswith(heading)) :])


def drawn(screens_: Sequence[Sequence[Row]]) -> str:
    """Return one SVG that shows the screens, one below the other. It loads nothing from the net."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False
    )
    for place, rows in enumerate(screens_):
        console.print("\n" if place else "", end="")
        for row in rows:
            console.print(styled(row), no_wrap=True, crop=True)
    svg = console.export_svg(title="pathfinder", unique_id="pathfinder")
    return FONT_FROM_THE_NET.sub("", svg).replace("Fira Code, monospace", FONTS)


def styled(row: Row) -> Text:
    """Return `row` as rich writes it."""
    text = Text()
    for look, chars in groupby(row, lambda char: (char.bold, char.reverse, char.fg)):
        bold, reverse, color = look
        style = Style(bold=bold, reverse=reverse, color=NAMES.get(color, color))
        text.append("".join(char.data for char in chars), style)
    text.rstrip()
    return text


def main() -> None:
    """Draw the pictures anew."""
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn(screens(language)), "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
