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


def read_text(path: Path, most: int) -> str:
    """Return the text of the file at `path`, of at most `most` bytes.

    Raises `OSError`, or `ValueError` with a sentence where it is no text or too large.
    """
    with path.open("rb") as file:
        return decoded(file.read(most + 1), most)


def decoded(data: bytes, most: int) -> str:
    """Return `data`, in UTF-8 or with a mark of another Unicode, as text.

    Raises `ValueError` with a sentence where it can't be.
    """
    if len(data) > most:
        message = f"larger than {most // 1024} KiB"
        raise ValueError(message)
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        message = f"not text in {name} (byte {error.start + 1}); save it as UTF-8"
        raise ValueError(message) from error


def encoding_of(data: bytes) -> str:
    """Return the codec that reads a text which begins with `data`."""
    return next((name for mark, name in MARKS if data.startswith(mark)), "utf-8-sig")
