"""Processes of `pathfinder` at a pseudo-terminal, forked from one that has loaded it already.

To start Python and to load all that an interview needs takes most of the time of a short one. Here
that is done once: a process waits, and forks for each that is asked for. What Python itself reads
while it starts needs one that is started `anew`.
"""

import codecs
import errno
import fcntl
import functools
import io
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO, TypedDict

LOADED = (
    "answers",
    "cli",
    "engine",
    "interview",
    "knowledge.compiled",
    "model",
    "prompts",
    "render",
)
DRAWING = ("prompt_toolkit.shortcuts", "questionary", "rich.console", "rich.text")


class Order(TypedDict):
    """What to start: at which terminal, with what arguments and environment, and where."""

    terminal: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: str
    errors: bool
    anew: bool


class Source:
    """The process that waits, and forks."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
        )

    def start(self, order: Order) -> int:
        """Start what is ordered; return its number."""
        return self._asked({"start": order})

    def wait(self, number: int) -> int:
        """Return the exit code of the process of this `number` once it has ended."""
        return self._asked({"wait": number})

    def _asked(self, what: Mapping[str, object]) -> int:
        asking, answers = self._process.stdin, self._process.stdout
        assert asking
        assert answers
        asking.write(f"{json.dumps(what)}\n")
        asking.flush()
        return int(answers.readline())

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


class Process:
    """A process at a pseudo-terminal of (rows, columns)."""

    def __init__(  # noqa: PLR0913 - all that a process can start with
        self,
        source: Source,
        arguments: Sequence[str],
        *,
        size: tuple[int, int],
        environment: Mapping[str, str],
        folder: Path | None,
        errors: bool,
        anew: bool,
    ) -> None:
        self.terminal, theirs = os.openpty()
        termios.tcsetwinsize(self.terminal, size)
        self._source = source
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self._has_ended = False
        self._number = source.start(
            {
                "terminal": os.ttyname(theirs),
                "arguments": arguments,
                "environment": environment,
                "folder": str(folder or Path.cwd()),
                "errors": errors,
                "anew": anew,
            }
        )
        os.close(theirs)

    def send(self, keys: str) -> None:
        """Type `keys`."""
        data = keys.encode()
        while data:
            data = data[os.write(self.terminal, data) :]

    def read(self, seconds: float) -> str | None:
        """Return what is written, or nothing where `seconds` are over; raise `EOFError` at the end."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self.terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # so Linux says that nobody is at the terminal any more
                raise
            data = b""
        if not data:
            raise EOFError
        return self._text.decode(data)

    def wait(self) -> int | None:
        """Wait for the end; return the exit code, or nothing where a signal ended it."""
        self._has_ended = True
        code = self._source.wait(self._number)
        return code if code >= 0 else None

    def close(self) -> None:
        """End it, if it has not ended."""
        if not self._has_ended:
            os.kill(self._number, signal.SIGKILL)  # nobody has waited for it: the number is its own
            self.wait()
        os.close(self.terminal)


def main() -> None:
    """Load what an interview needs; then start, and wait for, whatever is asked for."""
    import pathfinder
    from pathfinder.__main__ import run
    from pathfinder.knowledge import compiled
    from pathfinder.knowledge.languages import LANGUAGES

    needed = tuple(f"pathfinder.{name}" for name in LOADED)
    ours = [m.name for m in pkgutil.walk_packages(pathfinder.__path__, "pathfinder.")]
    for name in (*DRAWING, *(name for name in ours if name.startswith(needed))):
        import_module(name)
    # The knowledge is read as each would read it, and once for all.
    vars(compiled)["read_compiled"] = functools.cache(compiled.read_compiled)
    for language in LANGUAGES:
        compiled.load_knowledge(language)
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        else:
            terminal = os.open(asked["start"]["terminal"], os.O_RDWR | os.O_NOCTTY)
            answer = os.fork()
            if not answer:
                become(asked["start"], terminal)
                run()
            os.close(terminal)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def become(order: Order, terminal: int) -> None:
    """Make this process what it would be had `pathfinder` been started at `terminal`."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    if not order["errors"]:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # A runner started in the background has Ctrl-C switched off, and would hand that on.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.umask(0)  # what is kept from others must be so by itself
    os.chdir(order["folder"])
    if order["anew"]:
        program = [sys.executable, "-m", "pathfinder", *order["arguments"]]
        os.execve(sys.executable, program, order["environment"])  # noqa: S606
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = ["pathfinder", *order["arguments"]]
    # What was there belongs to the process that waits.
    sys.stdin, sys.stdout, sys.stderr = (stream(number) for number in range(3))


def stream(number: int) -> TextIO:
    """Return the standard stream of this `number` as Python opens it in UTF-8."""
    errors = "backslashreplace" if number == 2 else "surrogateescape"
    file = io.FileIO(number, "w" if number else "r", closefd=False)
    buffered = io.BufferedWriter(file) if number else io.BufferedReader(file)
    return io.TextIOWrapper(buffered, "utf-8", errors, line_buffering=True)


if __name__ == "__main__":
    main()
