"""The `pathfinder` command: runs one subcommand and turns every fault into a message and a code."""

import errno
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

from pathfinder.cli.app import app
from pathfinder.cli.exit_codes import CANCELLED, WRONG_FILE, WRONG_USAGE
from pathfinder.cli.fault_words import fault_words, reason_of
from pathfinder.cli.options.completers import WORDS
from pathfinder.cli.stderr_notes import tell
from pathfinder.cli.typer_internals import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)
from pathfinder.errors import MOST_QUOTED, KnowledgeBaseError, PathfinderError, Problem, UsageError

if TYPE_CHECKING:
    from pathfinder.cli.typer_internals import Parameter
    from pathfinder.model.fault_words import FaultWords

HELP = "If you need help now: call 911, or call or text 988."
"""Said where the words for it can't be read."""


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
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        return _until_written(arguments)
    except KnowledgeBaseError as error:  # the words for what is wrong can't be read either
        code = _fail(error, WRONG_FILE)
        tell(HELP)
        return code


def _until_written(arguments: Sequence[str]) -> int:
    """Run `pathfinder`, and see that what it printed has gone out; return the exit code."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read has read enough; Typer leaves so. What is left goes nowhere.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        code = 0
    except OSError as error:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        code = _fail(_fault_of(error, arguments), WRONG_FILE)
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
        return _helped(code, arguments, in_danger=error.in_danger)
    except NoArgsIsHelpError as error:
        tell(error.format_message())
        return WRONG_USAGE
    except ClickException as error:
        code = _fail(Problem("", *_said(error, fault_words(arguments))), WRONG_USAGE)
        return _helped(code, arguments)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        words = fault_words(arguments)
        tell(f"\n{words.stopped} {words.help}")
        return CANCELLED
    return code if isinstance(code, int) else 0


def _said(error: ClickException, words: "FaultWords") -> tuple[str, str]:
    """Return what is wrong with the command line, and what would be right."""
    match error:
        case NoSuchOption():
            hint = words.did_you_mean.format(word=next(iter(error.possibilities or ()), ""))
            message = words.no_flag.format(flag=error.option_name[:MOST_QUOTED])
            return message, hint if error.possibilities else ""
        case BadOptionUsage():
            takes_none = "not take" in error.format_message()
            message = words.takes_no_value if takes_none else words.needs_value
            return message.format(flag=error.option_name), ""
        case MissingParameter(param=param) if param:
            return words.missing.format(what=_name_of(param)), ""
        case BadParameter(param=param) if param:
            return words.not_usable.format(what=_name_of(param)), ""
        case _:
            extra = error.format_message().startswith("Got unexpected extra")
            return words.too_many if extra else error.format_message(), ""


def _name_of(parameter: "Parameter") -> str:
    """Return what a person types for `parameter`: its longest flag, or its name in the help."""
    is_flag = parameter.param_type_name == "option"
    return max(parameter.opts, key=len) if is_flag else parameter.human_readable_name


def _may_be_in_danger(arguments: Sequence[str]) -> bool:
    """Return whether the flags of a command line that is refused may speak of danger now."""
    from pathfinder.answers.danger import may_speak_of_danger
    from pathfinder.knowledge.compiled import questions_in_every_language  # only a fault pays

    keys = (re.sub(r"^--([^=]+)=?", r"\1: ", argument) for argument in arguments)
    questions = questions_in_every_language()
    # Without the questions nobody can tell.
    return not questions or may_speak_of_danger("\n".join(keys), questions)


def _helped(code: int, arguments: Sequence[str], *, in_danger: bool = False) -> int:
    """Return `code`, the crisis line having been told where what was refused may speak of danger."""
    if in_danger or _may_be_in_danger(arguments):
        try:
            help_ = fault_words(arguments).help
        except KnowledgeBaseError:
            help_ = HELP
        tell(help_)
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
        obj=arguments,
    )


def _fault_of(error: OSError, arguments: Sequence[str]) -> Problem:
    """Return what failed: a file is named where one was to be opened, a stream that is open is not."""
    words = fault_words(arguments)
    why = reason_of(error, words)
    if error.filename is not None:
        return Problem(str(error.filename), words.no_open.format(why=why))
    return Problem(words.standard_output, words.no_write.format(why=why))


def _fail(message: object, code: int) -> int:
    tell(f"pathfinder: {message}")
    return code
