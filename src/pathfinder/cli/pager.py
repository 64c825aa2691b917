"""Printing what may be longer than the screen, so that nothing is missed and the end stays."""

import os
import shutil
import signal
import subprocess

import typer

from pathfinder.cli.terminal import draws
from pathfinder.model.interface import Interface

PAGER = "less"
LOOK = ("-R", "-d", "-e")
"""Colors as they come, no complaint of a poor terminal, and who goes on at the end has read it."""

ALONE = {"LESSHISTFILE": "-", "LESSSECURE": "1", "LESSCHARSET": "utf-8"}
"""The pager keeps no history, starts no other program and knows our letters."""


def print_long(words: Interface, text: str, *, plain: bool) -> None:
    """Print `text`; at a terminal that it is longer than, page by page and then its end again.

    Neither a pipe nor a plain page is ever held up.
    """
    rows = shutil.get_terminal_size().lines
    lines = text.splitlines(keepends=True)
    if len(lines) < rows or not draws(plain=plain):
        typer.echo(text, nl=False)
        return
    if pager := shutil.which(PAGER):
        command = [pager, *LOOK, f"-P{words.pager_keys}"]
        _paged(command, text)
        typer.echo("".join(lines[1 - rows :]), nl=False)
    elif not _printed_by_page(words, lines, rows - 1):
        typer.echo("".join(lines[1 - rows :]), nl=False)


def print_above(words: Interface, text: str, below: int, *, plain: bool) -> None:
    """Print `text` a screen at a time; wait too where `below`, so many lines, would push it away."""
    rows = shutil.get_terminal_size().lines
    lines = text.splitlines(keepends=True)
    if plain or len(lines) + below <= rows:
        typer.echo(text, nl=False)
    elif not _printed_by_page(words, lines, rows - 1):
        typer.echo("".join(lines[1 - rows :]), nl=False)
    elif (len(lines) - 1) % (rows - 1) + 1 + below > rows:
        wants_more(words)


def _printed_by_page(words: Interface, lines: list[str], rows: int) -> bool:
    """Print `lines`, at most `rows` at once; return whether all were wanted."""
    for start in range(0, len(lines), rows):
        if start and not wants_more(words):
            return False
        typer.echo("".join(lines[start : start + rows]), nl=False)
    return True


def wants_more(words: Interface) -> bool:
    """Return whether the person wants to read on; Ctrl-C says no, and takes nothing away."""
    from pathfinder.prompts import drop_typed_ahead  # nobody else pays for it

    drop_typed_ahead()
    try:
        return not input(f"{words.by_page_keys} ").strip()
    except KeyboardInterrupt:
        typer.echo()
        return False


def _paged(command: list[str], text: str) -> None:
    """Show `text` in the pager; Ctrl-C is left to it, or it would be stopped with the terminal its own."""

    def overheard(signal_: int, frame: object) -> None:
        del signal_, frame

    before = signal.signal(signal.SIGINT, overheard)
    try:
        subprocess.run(command, input=text.encode(), env={**os.environ, **ALONE}, check=False)  # noqa: S603
    finally:
        signal.signal(signal.SIGINT, before)
