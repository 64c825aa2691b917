"""What a YAML parser complains of, in plain words, with what would be right."""

import re
from collections.abc import Sequence

NOT_YAML = "not readable as YAML"

QUOTES = 'put the whole text in double quotes: "..."'

SAID = {
    "mapping values are not allowed": (
        "a colon with a space after it stands inside a text",
        QUOTES,
    ),
    "did not find expected ',' or ']'": (
        "a list that opens with [ goes on without a comma or its ]",
        "write  [one, two]  and put a text with , or : in double quotes",
    ),
    "did not find expected ',' or '}'": (
        "what opens with { goes on without a comma or its }",
        "write  {key: value, key: value}  and put a text with , or : in double quotes",
    ),
    "did not find expected key": (
        "a line stands neither below nor beside the one before",
        "keys that belong together begin in one column; put a text with quotes inside in double quotes",
    ),
    "did not find expected '-' indicator": (
        "a line stands among the items of a list, and is none",
        "each item begins with a dash and a space, all in one column",
    ),
    "could not find expected ':'": (
        "a line is no key with a colon",
        "write  key: value",
    ),
    "found a tab character": (
        "a tab stands where only spaces may",
        "put spaces in its place",
    ),
    "did not find expected <document start>": (
        "more stands here than one document holds",
        "one file holds one document",
    ),
    "block sequence entries are not allowed": (
        "a list begins where a text stands",
        "begin it on a line of its own: a dash, a space, the item",
    ),
}
"""By what the parser says: what is wrong, and what would be right."""

_QUOTED = "quoted scalar"


def said_plainly(text: str, message: str, context: str, line: int, column: int) -> tuple[str, str]:
    """Return what `message`, of what stands at `line` and `column` of `text`, means, and a hint."""
    if _QUOTED in context:
        return (
            "a quote opens here and is not closed where it should be",
            "close it, or put the text in double quotes if it holds an apostrophe",
        )
    if "cannot start any token" in message:
        letter = _letter(text.splitlines(), line, column)
        if letter == "\t":
            return SAID["found a tab character"]
        return f"a text can't begin with {letter}", QUOTES
    for words, plain in SAID.items():
        if words in message:
            return plain
    return f"{NOT_YAML}: {message}", ""


def _letter(lines: Sequence[str], line: int, column: int) -> str:
    """Return the letter at a place, both counted from 1; a tab where one indents that line."""
    written = lines[line - 1] if line <= len(lines) else ""
    before = written[: column - 1]
    if "\t" in before and not before.strip():
        return "\t"
    return written[column - 1 : column]


UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls no character."""
