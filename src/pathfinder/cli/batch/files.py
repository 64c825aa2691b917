"""What a batch reads from and writes to: a file or a pipe, never one file for both."""

import codecs
import io
import os
import stat
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from io import BufferedReader
from typing import IO, TYPE_CHECKING

from pathfinder.cli.batch.line_reader import Readable
from pathfinder.cli.fault_words import fault_words, reason_of
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.cli.private_file import new_file
from pathfinder.documents.text import encoding_of
from pathfinder.errors import AnswersError, Problem, UsageError

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords

LONGEST_MARK = 4
"""Bytes."""

PIECE = 1 << 20
"""Bytes written at once: a result may be a thousandth of that, or twice as much."""


def name_in(source: str, words: "FaultWords") -> str:
    """Return what messages call `source`."""
    return words.standard_input if source == PIPE else source


def name_out(target: str, words: "FaultWords") -> str:
    """Return what messages call `target`."""
    return words.standard_output if target == PIPE else target


@contextmanager
def opened(source: str) -> Generator[BufferedReader]:
    """Open `source`, a file or a pipe. Raises `AnswersError` where it can't be read."""
    if source == PIPE:
        yield os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
        return
    try:
        stream = file_named(source, "IN").open("rb")
    except OSError as error:
        raise not_read(source, error, fault_words()) from error
    with stream:
        yield stream


class WholeLines:
    """Where lines go. What can't be written whole is taken away again, as far as it can be.

    `written`: how many have been.
    """

    def __init__(self, out: IO[bytes], target: str, *, is_file: bool) -> None:
        self._out, self._target, self._is_file = out, target, is_file
        self._whole = self.written = 0

    def write(self, lines: Iterable[bytes]) -> None:
        """Write `lines`, some at once. Raises `AnswersError` where they can't be, a closed pipe apart."""
        waiting: list[bytes] = []
        size = 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size >= PIECE:
                self._write(waiting)
                waiting, size = [], 0
        self._write(waiting)

    def _write(self, lines: Sequence[bytes]) -> None:
        data = memoryview(b"".join(lines))
        done = 0
        try:
            while done < len(data):
                done += self._out.write(data[done:])
            self._out.flush()
        except BrokenPipeError:
            raise
        except (OSError, KeyboardInterrupt) as error:
            if self._is_file:
                os.ftruncate(self._out.fileno(), self._whole + bytes(data[:done]).rfind(b"\n") + 1)
            if isinstance(error, OSError):
                raise _not_written(self._target, error) from error
            raise
        self._whole += len(data)
        self.written += len(lines)


@contextmanager
def opened_for_lines(target: str, source: BufferedReader) -> Generator[WholeLines]:
    """Make the file `target`, or open a pipe for what comes out of `source`.

    Raises `AnswersError` where there is a file already, and `UsageError` where what comes out would
    go in again.
    """
    if target != PIPE:
        with os.fdopen(new_file(file_named(target, "OUT")), "wb", buffering=0) as out:
            yield WholeLines(out, target, is_file=True)
        return
    if _is_one_file(source):
        words = fault_words()
        raise UsageError([Problem("batch", words.reads_itself, words.name_results)])
    yield WholeLines(sys.stdout.buffer, target, is_file=False)


def _is_one_file(source: BufferedReader) -> bool:
    """Return whether standard output is the file that `source` reads."""
    try:
        read, written = os.fstat(source.fileno()), os.fstat(sys.stdout.fileno())
    except (OSError, io.UnsupportedOperation):
        return False
    # A terminal or /dev/null may be both, and does no harm.
    return os.path.samestat(read, written) and stat.S_ISREG(read.st_mode)


def not_read(source: str, error: OSError, words: "FaultWords") -> AnswersError:
    """Return that `source` can't be read."""
    message = words.no_read.format(why=reason_of(error, words))
    return AnswersError([Problem(name_in(source, words), message)])


def _not_written(target: str, error: OSError) -> AnswersError:
    """Return that `target` can't be written."""
    words = fault_words()
    message = words.no_write.format(why=reason_of(error, words))
    return AnswersError([Problem(name_out(target, words), message)])


def in_utf8(stream: BufferedReader) -> Readable:
    """Return what `stream` gives, in UTF-8 where a mark says that it is in another Unicode."""
    encoding = encoding_of(stream.peek(LONGEST_MARK)[:LONGEST_MARK])
    return stream if encoding == "utf-8-sig" else _Recoded(stream, encoding)


class _Recoded:
    """Gives in UTF-8 what another stream gives in `encoding`; a `?` where that is no text."""

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read1(self, size: int, /) -> bytes:
        """Return what has come, in UTF-8, and nothing at the end."""
        while block := self._stream.read1(size):
            if text := self._decoder.decode(block):
                return text.encode()
        return self._decoder.decode(b"", final=True).encode()


@contextmanager
def text_of(stream: BufferedReader) -> Generator[io.TextIOWrapper]:
    """Give the text in `stream`, which stays open, with the ends of its lines as they are."""
    encoding = encoding_of(stream.peek(LONGEST_MARK)[:LONGEST_MARK])
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()
