"""The `pathfinder` command: runs one subcommand and turns every fault into a message and a code.

Exit codes: 0 done, 1 a file is wrong, 2 wrong usage, 130 cancelled.
"""

import io
import os
import sys
from collections.abc import Sequence

import typer
from typer._click.exceptions import (
    ClickException,
    NoArgsIsHelpError,
    NoSuchOption,
)  # Typer names no public one
from typer.main import get_command

from pathfinder.cli.app import app
from pathfinder.errors import PathfinderError, Problem, UsageError

WRONG_FILE, WRONG_USAGE, CANCELLED = 1, 2, 130
STOPPED = "Stopped. Nothing was saved. If you need help now: call 911, or call or text 988."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `pathfinder` with `arguments`, those of the process by default; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a letter shows a question mark, never a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = get_command(app).main(
            args=None if arguments is None else list(arguments),
            prog_name="pathfinder",
            standalone_mode=False,
        )
    except PathfinderError as error:
        return _fail(error, WRONG_USAGE if isinstance(error, UsageError) else WRONG_FILE)
    except NoArgsIsHelpError as error:
        typer.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except NoSuchOption as error:
        hint = f"did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return _fail(Problem("", f"there is no flag {error.option_name[:40]}", hint), WRONG_USAGE)
    except ClickException as error:
        return _fail(error.format_message(), WRONG_USAGE)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        code = CANCELLED
    if code == CANCELLED:
        typer.echo(f"\n{STOPPED}", err=True)
    return code if isinstance(code, int) else 0


def _fail(message: object, code: int) -> int:
    typer.echo(f"pathfinder: {message}", err=True)
    return code
