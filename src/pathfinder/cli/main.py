"""The `pathfinder` command: runs one subcommand and turns every fault into a message and a code."""

import errno
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.main import get_command

from pathfinder.cli.app import app
from pathfinder.cli.exit_codes import CANCELLED, WRONG_FILE, WRONG_USAGE
from pathfinder.cli.options.completers import WORDS
from pathfinder.cli.stderr_notes import tell
from pathfinder.cli.typer_internals import ClickException, NoArgsIsHelpError, NoSuchOption
from pathfinder.errors import MOST_QUOTED, PathfinderError, Problem, UsageError

TOO_MANY = "there are words that belong to no flag; join the options of one flag with commas"
HELP = "If you need help now: call 911, or call or text 988."
STOPPED = f"Stopped. Nothing was saved. {HELP}"


class Closed(io.RawIOBase):
    """Stands for standard output where whoever started the command has closed it.

    What is written there is lost, so that the command fails, and says so.
    """

    def writable(self) -> bool:
        """Return that it is there to be written to."""
        return True

    def write(self, data: object, /) -> int:
        """Raise `OSError`."""
        del data
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `pathfinder` with `arguments`, those of the process by default; return the exit code."""
    _mend_streams()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
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
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(Closed()), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(arguments: Sequence[str]) -> int:
    try:
        code = _command(arguments)
    except PathfinderError as error:
        code = _fail(error, WRONG_USAGE if isinstance(error, UsageError) else WRONG_FILE)
        return _helped(code, in_danger=error.in_danger or _may_be_in_danger(arguments))
    except NoArgsIsHelpError as error:
        tell(error.format_message())
        return WRONG_USAGE
    except ClickException as error:
        code = _fail(Problem("", *_said(error)), WRONG_USAGE)
        return _helped(code, in_danger=_may_be_in_danger(arguments))
    except (KeyboardInterrupt, EOFError, typer.Abort):
        tell(f"\n{STOPPED}")
        return CANCELLED
    return code if isinstance(code, int) else 0


def _said(error: ClickException) -> tuple[str, str]:
    """Return what is wrong with the command line, and what would be right."""
    if isinstance(error, NoSuchOption):
        hint = f"did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return f"there is no flag {error.option_name[:MOST_QUOTED]}", hint
    extra = error.format_message().startswith("Got unexpected extra")
    return TOO_MANY if extra else error.format_message(), ""


def _may_be_in_danger(arguments: Sequence[str]) -> bool:
    """Return whether the flags of a command line that is refused may speak of danger now."""
    from pathfinder.answers.danger import may_speak_of_danger
    from pathfinder.knowledge.compiled import questions_in_every_language  # only a fault pays

    keys = (re.sub(r"^--([^=]+)=?", r"\1: ", argument) for argument in arguments)
    questions = questions_in_every_language()
    # Without the questions nobody can tell.
    return not questions or may_speak_of_danger("\n".join(keys), questions)


def _helped(code: int, *, in_danger: bool) -> int:
    if in_danger:
        tell(HELP)
    return code


def _command(arguments: Sequence[str]) -> object:
    if WORDS in os.environ:
        from pathfinder.cli.completion_protocol import (
            answer,  # only a shell that completes pays for it
        )

        typer.echo(answer(), nl=False)
        return 0
    return get_command(app).main(
        args=list(arguments),
        prog_name="pathfinder",
        standalone_mode=False,
    )


def _fault_of(error: OSError) -> Problem:
    """Return what failed: a file is named where one was to be opened, a stream that is open is not."""
    if error.filename is not None:
        return Problem(str(error.filename), f"can't be opened: {error.strerror}")
    return Problem("standard output", f"can't be written: {error.strerror}")


def _fail(message: object, code: int) -> int:
    tell(f"pathfinder: {message}")
    return code
