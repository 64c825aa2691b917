"""Lines of bytes from a file or a pipe, some at once, as soon as they have come."""

from collections.abc import Iterator
from typing import Protocol


class Readable(Protocol):
    """A stream that gives what it has without waiting for more."""

    def read1(self, size: int, /) -> bytes:
        """Return at most `size` bytes, and none at the end."""
        ...


BLOCK = 1024 * 1024
"""Bytes read at once."""


def chunks(stream: Readable, *, most_lines: int, most_bytes: int) -> Iterator[list[bytes]]:
    """Yield the lines of `stream` without their ends, at most `most_lines` at once, in order.

    Of a line longer than `most_bytes`, what comes out is longer than that and may lack its end.
    """
    rest = b""
    while block := stream.read1(BLOCK):
        *whole, rest = (rest + block).split(b"\n")
        rest = rest[: most_bytes + 1]
        for start in range(0, len(whole), most_lines):
            yield whole[start : start + most_lines]
    if rest:
        yield [rest]
