"""How help is laid out: in the width that there is, and broken between words only."""

import shutil
import textwrap
from collections.abc import Sequence

from pathfinder.cli.typer_internals import HelpFormatter

WIDEST, NARROWEST = 80, 20
BESIDE = 60
"""From so many columns on, what an option does stands beside it; in fewer, below."""


class Formatter(HelpFormatter):
    """Lays out the help of every command."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        columns = min(width or shutil.get_terminal_size().columns, max_width or WIDEST)
        super().__init__(indent_increment, max(columns - 1, NARROWEST), max_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how `prog` is called."""
        usage = f"{prefix or 'Usage: '}{prog} {args}"
        self.write(f"{self._filled(usage, 0)}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph for each block of `text`."""
        paragraphs = (" ".join(block.split()) for block in text.split("\n\n"))
        self.write("\n\n".join(self._filled(p, self.current_indent) for p in paragraphs) + "\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write each name of `rows` with what it says, beside it or below."""
        left = self.current_indent
        names = [len(name) for name, _ in rows]
        beside = left + min(max(names, default=0), col_max) + col_spacing
        for name, said in rows:
            if self.width >= BESIDE and left + len(name) + col_spacing <= beside:
                filled = self._filled(said, beside).lstrip()
                self.write(f"{' ' * left}{name}{' ' * (beside - left - len(name))}{filled}\n")
            else:
                indent = beside if self.width >= BESIDE else left + self.indent_increment
                self.write(f"{self._filled(name, left)}\n")
                self.write(f"{self._filled(said, indent)}\n" if said else "")

    def _filled(self, text: str, indent: int) -> str:
        return textwrap.fill(
            " ".join(text.split()),
            width=self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
