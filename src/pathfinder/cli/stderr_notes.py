"""Saying something beside the result, on standard error, and printing what is not for a screen."""

import contextlib
import shutil
import sys
import textwrap
from collections.abc import Callable

import typer

PIPE_WIDTH = 80


def note(say: Callable[[], str]) -> None:
    """Say what `say` returns beside the result, if a person is there to read it."""
    if sys.stderr.isatty():
        tell(say())


def tell(text: str) -> None:
    """Say `text` on standard error; at a terminal, its lines are broken between words only.

    Where nobody can be told, what comes of the command stays what it is.
    """
    if sys.stderr.isatty():
        columns = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
        text = "\n".join(
            textwrap.fill(line, columns, break_long_words=False, break_on_hyphens=False)
            for line in text.split("\n")
        )
    with contextlib.suppress(OSError):
        typer.echo(text, err=True)


def print_exact(text: str) -> None:
    """Print what is read by programs or kept in a file: in UTF-8, whatever the console is set to."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
