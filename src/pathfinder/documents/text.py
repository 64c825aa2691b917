"""Bytes to text, with a limit."""

import codecs
from pathlib import Path

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What stands before a text that is not in UTF-8, as Windows writes it. Nothing is ever guessed."""


class TooLargeError(ValueError):
    """There are more than `kib` KiB. Its text is a sentence in English."""

    def __init__(self, kib: int) -> None:
        super().__init__(f"larger than {kib} KiB")
        self.kib = kib


class NotTextError(ValueError):
    """The `byte` of that number, from 1, is no text in `encoding`. Its text is a sentence in English."""

    def __init__(self, encoding: str, byte: int) -> None:
        super().__init__(f"not text in {encoding} (byte {byte}); save it as UTF-8")
        self.encoding = encoding
        self.byte = byte


def read_text(path: Path, most: int) -> str:
    """Return the text of the file at `path`, of at most `most` bytes.

    Raises `OSError`, and what `decoded` does.
    """
    with path.open("rb") as file:
        return decoded(file.read(most + 1), most)


def decoded(data: bytes, most: int) -> str:
    """Return `data`, in UTF-8 or with a mark of another Unicode, as text.

    Raises `TooLargeError` where it has more than `most` bytes, else `NotTextError` where it can't be.
    """
    if len(data) > most:
        raise TooLargeError(most // 1024)
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        raise NotTextError(name, error.start + 1) from error


def encoding_of(data: bytes) -> str:
    """Return the codec that reads a text which begins with `data`."""
    return next((name for mark, name in MARKS if data.startswith(mark)), "utf-8-sig")
