"""How people and programs may write a question and its options, beside their ids."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import Wording

Id = TypeVar("Id", bound=Hashable)

TRUTH = {"true": "yes", "false": "no"}
"""What spreadsheets make of yes and no."""

_AROUND = " \t\r\n?¿!¡:."
_SIGNS = re.compile(r"([\n;,])")
MOST_PARTS = 31
"""Parts of a word that holds signs itself, and the signs between them."""


def folded(text: str) -> str:
    """Return `text` as it is compared: letters of one size and one form, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def option_by_word(question: Question) -> Mapping[str, OptionId]:
    """Return the options of `question` by their ids and aliases, folded."""
    named: dict[str, OptionId] = {}
    for option in question.options:
        for word in (*option.aliases, option.id):
            named[folded(word)] = option.id
    return named


def option_by_label(forms: Iterable[Question]) -> Mapping[str, OptionId]:
    """Return the options of a question, given in some languages, by labels and aliases, folded."""
    return _unambiguous(
        (folded(word), option.id)
        for question in forms
        for option in question.options
        for word in (*option.aliases, *texts_of(option.label))
    )


def questions_by_name(forms: Iterable[Question]) -> Mapping[str, tuple[QuestionId, ...]]:
    """Return the ids of questions by their ids, names and prompts, in the languages of `forms`.

    Two questions may have one prompt, said about another person.
    """
    found: dict[str, dict[QuestionId, None]] = {}
    for question in forms:
        for word in (question.id, question.name, *texts_of(question.prompt)):
            found.setdefault(bare(word), {})[question.id] = None
    return {word: tuple(ids) for word, ids in found.items()}


def bare(key: str) -> str:
    """Return `key` as the name of a question is compared: folded, with no signs around it."""
    return folded(key.strip(_AROUND)).replace("-", "_")


def parted(cell: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the words in `cell`, parted by lines, semicolons or commas, and no empty one.

    A word that `is_known` may hold any of these signs itself; the longest such is taken.
    """
    parts = _SIGNS.split(cell)  # every second one is a sign
    start = 0
    while start < len(parts):
        if not parts[start].strip():
            start += 2
            continue
        ends = range(min(len(parts), start + MOST_PARTS), start + 1, -2)
        known = (end for end in ends if is_known("".join(parts[start:end])))
        end = next(known, start + 1)
        yield "".join(parts[start:end]).strip()
        start = end + 1


def _unambiguous(pairs: Iterable[tuple[str, Id]]) -> dict[str, Id]:
    """Return the ids by their words, without the words that stand for two of them."""
    ids: dict[str, set[Id]] = {}
    for word, id_ in pairs:
        ids.setdefault(word, set()).add(id_)
    return {word: next(iter(found)) for word, found in ids.items() if len(found) == 1}


def texts_of(wording: Wording) -> tuple[str, ...]:
    """Return the texts of `wording`: one, or one for each voice."""
    return (wording,) if isinstance(wording, str) else (wording.self, wording.other)
