"""How many years of school a sentence asks for, by a formula; a floor, and no proof of clarity."""

import importlib.util
import re
from collections.abc import Iterable, Iterator

from pathfinder.documents.yaml import Document, Place, Tree
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.wordlist import Words

GRADED = {"text", "because", "because_unknown"}
"""The keys of what a person must understand at once: notices, cautions and reasons."""

SHORT = "it"


def grades_are_known() -> bool:
    """Return whether the library that counts syllables is installed (the extra `check`)."""
    return importlib.util.find_spec("textstat") is not None


def check_grades(
    words: Words, documents: Iterable[Document], names: Iterable[str]
) -> Iterator[Problem]:
    """Yield every graded text of `documents` that is above the highest grade of `words`.

    The grade is Flesch and Kincaid's of 1975, as textstat counts it; `names` count as short too,
    for they can't be written otherwise.
    """
    import textstat  # an extra: only those who write knowledge need it

    if words.highest_grade is None:
        return
    longest_first = sorted({*names, *(known.word for known in words.known)}, key=len, reverse=True)
    known = re.compile(rf"\b({'|'.join(map(re.escape, longest_first)) or '(?!)'})\b", re.IGNORECASE)
    for document in documents:
        for place, text in _graded(document.tree, (), inside=False):
            grade = textstat.flesch_kincaid_grade(known.sub(SHORT, text))
            if grade > words.highest_grade:
                message = f"asks for grade {grade:.1f} of school"
                hint = f"at most {words.highest_grade:g}: shorter words, shorter sentences"
                yield Problem(document.where(place), message, hint)


def _graded(tree: Tree, place: Place, *, inside: bool) -> Iterator[tuple[Place, str]]:
    match tree:
        case dict():
            for key, part in tree.items():
                yield from _graded(part, (*place, key), inside=inside or key in GRADED)
        case list():
            for i, part in enumerate(tree):
                yield from _graded(part, (*place, i), inside=inside)
        case str():
            if inside:
                yield place, tree
