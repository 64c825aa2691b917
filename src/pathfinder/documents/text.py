"""Bytes to text, with a limit."""

from pathlib import Path


def read_text(path: Path, most: int) -> str:
    """Return the text of the file at `path`, of at most `most` bytes.

    Raises `OSError`, or `ValueError` with a sentence where it is no text or too large.
    """
    with path.open("rb") as file:
        return decoded(file.read(most + 1), most)


def decoded(data: bytes, most: int) -> str:
    """Return `data` as text. Raises `ValueError` with a sentence where it can't be."""
    if len(data) > most:
        message = f"larger than {most // 1024} KiB"
        raise ValueError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not text in UTF-8 (byte {error.start + 1})"
        raise ValueError(message) from error
