"""What the terminal can show, and printing to it."""

import os
import shutil
import sys
from collections.abc import Iterable

import typer

from pathfinder.cli.stderr_notes import PIPE_WIDTH
from pathfinder.cli.typer_internals import given_before_the_subcommand
from pathfinder.render.terminal.page import PageLine
from pathfinder.render.terminal.plain_text import as_plain


def draws(*, plain: bool) -> bool:
    """Return whether standard output is a terminal that can be drawn on, and `plain` not asked."""
    asked = plain or bool(given_before_the_subcommand().get("plain"))
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    wanted = not asked and not any(map(_is_on, ("PATHFINDER_PLAIN", "ACCESSIBLE")))
    return (
        wanted and sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and encoding == "utf8"
    )


def _is_on(variable: str) -> bool:
    return os.environ.get(variable, "0") not in {"", "0"}


def page_text(lines: Iterable[PageLine], *, plain: bool) -> str:
    """Return `lines` as fits standard output: drawn on a terminal, plain anywhere else."""
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    if not draws(plain=plain):
        return as_plain(lines, min(width, PIPE_WIDTH))
    from pathfinder.render.terminal.rich_text import as_text  # rich: only a terminal pays for it

    return as_text(lines, width)


def print_page(lines: Iterable[PageLine], *, plain: bool) -> None:
    """Print `lines` to standard output."""
    typer.echo(page_text(lines, plain=plain), nl=False)


def clear() -> None:
    """Empty the screen and what can be scrolled back to, as far as the terminal lets us.

    `2J` and `H` are of ECMA-48; `3J`, which drops what has scrolled away, is known to most.
    """
    typer.echo("\033[2J\033[3J\033[H", nl=False)
