"""Printing what may be longer than the screen, so that nothing is missed and the end stays."""

import os
import shutil
import subprocess

import typer

from pathfinder.cli.terminal import draws
from pathfinder.model.interface import Interface

PAGER = "less"
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
        command = [pager, "-R", f"-P{words.pager_keys}"]
        subprocess.run(command, input=text.encode(), env={**os.environ, **ALONE}, check=False)  # noqa: S603
        typer.echo("".join(lines[1 - rows :]), nl=False)
    elif not _printed_by_page(words, lines, rows - 1):
        typer.echo("".join(lines[1 - rows :]), nl=False)


def _printed_by_page(words: Interface, lines: list[str], rows: int) -> bool:
    """Print `lines`, at most `rows` at once; return whether all were wanted."""
    for start in range(0, len(lines), rows):
        if start and input(f"{words.by_page_keys} ").strip():
            return False
        typer.echo("".join(lines[start : start + rows]), nl=False)
    return True
