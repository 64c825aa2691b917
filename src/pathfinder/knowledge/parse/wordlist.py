"""The file of words: what is never said, and what a reader is taken to know."""

from enum import Enum

import msgspec

from pathfinder.documents.tree import Document
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.convert import converted


class Case(Enum):
    """Whether capital letters matter."""

    ANY = "any"
    EXACT = "exact"


class Avoided(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern that must not be found, and what would be right."""

    pattern: str
    say: str
    case: Case = Case.ANY


class Stumble(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of sentence that readers stumble over, and what would be right.

    `kind`: its name, said in the message. `under`: the keys below which it is looked for; with none, everywhere.
    `example` is such a sentence and `better` says the same without it; each pattern is tried on both.
    """

    kind: str
    pattern: str
    say: str
    example: str
    better: str
    under: tuple[str, ...] = ()


class KnownWord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A long word that is kept, and what it means in short words."""

    word: str
    means: str


class WordList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of words.

    `allow`: names that are left out before looking for what to `avoid`. `stumbles`: what is held
    for the shipped sentences only, and not for what others add. `longest_sentence`,
    `longest_in_short`: in words. `highest_grade`: of school (Flesch-Kincaid, for English only), for a sentence of a notice,
    a caution or a reason, `known` words counted short.
    """

    allow: tuple[str, ...]
    avoid: tuple[Avoided, ...]
    longest_sentence: int
    longest_in_short: int
    stumbles: tuple[Stumble, ...] = ()
    highest_grade: float | None = None
    known: tuple[KnownWord, ...] = ()


def read_words(document: Document) -> WordList | Problem:
    """Return the words in `document`, or what is wrong with it."""
    return converted(document.tree, WordList, document, ())
