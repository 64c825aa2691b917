"""The `pathfinder` command: runs one subcommand and turns every fault into a message and a code.

Exit codes: 0 done, 1 a file is wrong, 2 wrong usage, 130 cancelled.
"""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer._click.exceptions import (
    ClickException,
    NoArgsIsHelpError,
    NoSuchOption,
)  # Typer names no public one
from typer.main import get_command

from pathfinder.cli.app import app
from pathfinder.cli.completing import WORDS
from pathfinder.errors import MOST_QUOTED, PathfinderError, Problem, UsageError

WRONG_FILE, WRONG_USAGE, CANCELLED = 1, 2, 130
TOO_MANY = "there are words that belong to no flag; join the options of one flag with commas"
STOPPED = "Stopped. Nothing was saved. If you need help now: call 911, or call or text 988."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `pathfinder` with `arguments`, those of the process by default; return the exit code."""
    _mend_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read has read enough; Typer leaves so. What is left goes nowhere.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        code = 0
    except OSError as error:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        code = _fail(_fault_of(error), WRONG_FILE)
    return code


def _mend_streams() -> None:
    """Put an empty stream where one is missing, and a `?` where a letter can't be read or shown."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = _command(arguments)
    except PathfinderError as error:
        return _fail(error, WRONG_USAGE if isinstance(error, UsageError) else WRONG_FILE)
    except NoArgsIsHelpError as error:
        typer.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except NoSuchOption as error:
        hint = f"did you mean {error.possibilities[0]}?" if error.possibilities else ""
        message = f"there is no flag {error.option_name[:MOST_QUOTED]}"
        return _fail(Problem("", message, hint), WRONG_USAGE)
    except ClickException as error:
        extra = error.format_message().startswith("Got unexpected extra")
        message = TOO_MANY if extra else error.format_message()
        return _fail(Problem("", message), WRONG_USAGE)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        typer.echo(f"\n{STOPPED}", err=True)
        return CANCELLED
    return code if isinstance(code, int) else 0


def _command(arguments: Sequence[str] | None) -> object:
    if WORDS in os.environ:
        from pathfinder.cli.unfinished import answer  # only a shell that completes pays for it

        typer.echo(answer(), nl=False)
        return 0
    return get_command(app).main(
        args=None if arguments is None else list(arguments),
        prog_name="pathfinder",
        standalone_mode=False,
    )


def _fault_of(error: OSError) -> Problem:
    """Return what failed: a file is named where one was to be opened, a stream that is open is not."""
    if error.filename is not None:
        return Problem(str(error.filename), f"can't be opened: {error.strerror}")
    return Problem("standard output", f"can't be written: {error.strerror}")


def _fail(message: object, code: int) -> int:
    typer.echo(f"pathfinder: {message}", err=True)
    return code
