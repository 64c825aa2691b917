"""Numbers in text that runs from right to left, which would show them in reverse."""

import re
import unicodedata

FROM_THE_RIGHT = {"R", "AL"}
NUMBER = re.compile(r"(?<![\w/.-])\d+(?:-\d+)+(?![\w/-])")
ALONE = "\u2066{}\u2069"
"""A part of a line that runs from left to right, whatever stands around it."""


def with_numbers_apart(line: str) -> str:
    """Return `line` with each number of more than one part apart from letters that run the other way."""
    if line.isascii() or not any(unicodedata.bidirectional(c) in FROM_THE_RIGHT for c in line):
        return line
    return NUMBER.sub(lambda found: ALONE.format(found[0]), line)
