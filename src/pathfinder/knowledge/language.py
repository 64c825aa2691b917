"""What must never be said to a person: words that hurt, false comfort, doses, long sentences."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.source import Document, Place, Tree
from pathfinder.knowledge.words import Case, read_words

UNREAD = {"title", "publisher", "url", "id", "person", "aliases"}
"""Keys whose text is no sentence of ours, or is not shown."""

_END = re.compile(r"(?<=[.!?:])\s+")


def check_language(words: Document, documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield what `words` forbids in any sentence of `documents`, and every long sentence."""
    read = read_words(words)
    if isinstance(read, Problem):
        yield read
        return
    avoided: list[tuple[re.Pattern[str], str]] = []
    for i, item in enumerate(read.avoid):
        try:
            flags = re.IGNORECASE if item.case is Case.ANY else re.NOFLAG
            avoided.append((re.compile(item.pattern, flags), item.say))
        except re.error as error:
            where = words.where(("avoid", i, "pattern"))
            yield Problem(where, f"no regular expression: {error.msg}")
    for document in documents:
        for place, text in _sentences(document.tree, ()):
            yield from _avoided(text, place, document, read.allow, avoided)
            for sentence in _END.split(text):
                if (count := len(sentence.split())) > read.longest_sentence:
                    hint = f"at most {read.longest_sentence}"
                    yield Problem(document.where(place), f"a sentence of {count} words", hint)


def _avoided(
    text: str,
    place: Place,
    document: Document,
    allow: tuple[str, ...],
    avoided: list[tuple[re.Pattern[str], str]],
) -> Iterator[Problem]:
    left = text
    for name in allow:
        left = left.replace(name, "")
    for pattern, say in avoided:
        if found := pattern.search(left):
            yield Problem(document.where(place), f'"{found[0]}" is not said here', f"say: {say}")


def _sentences(tree: Tree, place: Place) -> Iterator[tuple[Place, str]]:
    match tree:
        case dict():
            for key, part in tree.items():
                if key not in UNREAD:
                    yield from _sentences(part, (*place, key))
        case list():
            for i, part in enumerate(tree):
                yield from _sentences(part, (*place, i))
        case str():
            if " " in tree:
                yield place, tree
