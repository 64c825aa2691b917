"""How many years of school a sentence asks for, by a formula; a floor, and no proof of clarity."""

import importlib.util
import re
from collections.abc import Iterable, Iterator

from pathfinder.documents.tree import Document, Location, Tree
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.wordlist import WordList

GRADED = {"text", "because", "because_unknown"}
"""The keys of what a person must understand at once: notices, cautions and reasons."""

SHORT = "it"

WORD = re.compile(r"\w+")


def grades_are_known() -> bool:
    """Return whether the library that counts syllables is installed (the extra `check`)."""
    return importlib.util.find_spec("textstat") is not None


def check_grades(
    words: WordList, documents: Iterable[Document], names: Iterable[str]
) -> Iterator[Problem]:
    """Yield every graded text of `documents` that is above the highest grade of `words`.

    The grade is Flesch and Kincaid's of 1975, as textstat counts it; `names` count as short too,
    for they can't be written otherwise.
    """
    import textstat  # an extra: only those who write knowledge need it

    if words.highest_grade is None:
        return
    known = _Names((*names, *(known.word for known in words.known)))
    for document in documents:
        for location, text in _graded(document.tree, (), inside=False):
            grade = textstat.flesch_kincaid_grade(known.shortened(text))
            if grade > words.highest_grade:
                message = f"asks for grade {grade:.1f} of school"
                hint = f"at most {words.highest_grade:g}: shorter words, shorter sentences"
                yield Problem(document.where(location), message, hint)


class _Names:
    """Names by their length, so that a text is searched for thousands of them at once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold() for name in names}
        self._longest_first = sorted({len(name) for name in self._names}, reverse=True)

    def shortened(self, text: str) -> str:
        """Return `text` with a short word for the longest name that begins at a word of it."""
        folded = text.casefold()
        if len(folded) != len(text):  # a letter that folds to two: the places would not be the same
            return text
        parts: list[str] = []
        done = 0
        for word in WORD.finditer(text):
            start = word.start()
            end = self._end(folded, start) if start >= done else None
            if end is not None:
                parts += [text[done:start], SHORT]
                done = end
        return "".join((*parts, text[done:]))

    def _end(self, folded: str, start: int) -> int | None:
        """Return where the longest name ends that begins at `start`, between words, if one does."""
        for length in self._longest_first:
            end = start + length
            if folded[start:end] in self._names and _is_between_words(folded, end):
                return end
        return None


def _is_between_words(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at : at + 1]
    return bool(WORD.match(before)) != bool(WORD.match(after))


def _graded(tree: Tree, location: Location, *, inside: bool) -> Iterator[tuple[Location, str]]:
    match tree:
        case dict():
            for key, part in tree.items():
                yield from _graded(part, (*location, key), inside=inside or key in GRADED)
        case list():
            for i, part in enumerate(tree):
                yield from _graded(part, (*location, i), inside=inside)
        case str():
            if inside:
                yield location, tree
