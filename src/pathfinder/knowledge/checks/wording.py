"""What must never be said to a person: words that hurt, false comfort, doses, long sentences.

And what they stumble over.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from pathfinder.documents.tree import Document, Location, Tree, texts
from pathfinder.errors import Problem
from pathfinder.knowledge.parse.wordlist import Case, WordList, read_words

UNREAD = {"title", "publisher", "url", "id", "person", "aliases"}
"""Keys whose text is no sentence of ours, or is not shown."""

IN_SHORT = "in_short"
"""The key of what a support is in a few words."""

_END = re.compile(r"(?<=[.!?:])\s+")


def check_language(words: Document, documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield what `words` forbids in any sentence of `documents`, and every long sentence."""
    read = read_words(words)
    if isinstance(read, Problem):
        yield read
        return
    if unread := tuple(_unread(words, read)):
        yield from unread
        return
    if untrue := tuple(_untrue(words, read)):
        yield from untrue
        return
    for document in documents:
        yield from check_sentences(read, document, sentences_in(document.tree))
        yield from _stumbles(read, document)


def _unread(document: Document, words: WordList) -> Iterator[Problem]:
    patterns: tuple[tuple[Location, str], ...] = (
        *((("avoid", i), item.pattern) for i, item in enumerate(words.avoid)),
        *((("stumbles", i), item.pattern) for i, item in enumerate(words.stumbles)),
    )
    for location, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            where = document.where((*location, "pattern"))
            yield Problem(where, f"no regular expression: {error.msg}")


def _untrue(document: Document, words: WordList) -> Iterator[Problem]:
    """Yield each kind whose pattern misses its example, or is found in what would be better."""
    for i, item in enumerate(words.stumbles):
        if not re.search(item.pattern, item.example, re.IGNORECASE):
            yield Problem(
                document.where(("stumbles", i, "example")), "its own pattern does not find it"
            )
        if re.search(item.pattern, item.better, re.IGNORECASE):
            yield Problem(document.where(("stumbles", i, "better")), "its own pattern finds it")


def _stumbles(words: WordList, document: Document) -> Iterator[Problem]:
    """Yield every sentence of `document` that is of a kind people stumble over."""
    kinds = [(re.compile(item.pattern, re.IGNORECASE), item) for item in words.stumbles]
    for at, text in sentences_in(document.tree):
        for pattern, item in kinds:
            if (not item.under or {*item.under} & {*at}) and (found := pattern.search(text)):
                yield Problem(document.where(at), f'"{found[0]}": {item.kind}', f"say: {item.say}")


def check_sentences(
    words: WordList, document: Document, sentences: Iterable[tuple[Location, str]]
) -> Iterator[Problem]:
    """Yield what `words`, which are sound, forbid in `sentences`, each at its location in `document`."""
    patterns = [
        (re.compile(a.pattern, re.IGNORECASE if a.case is Case.ANY else re.NOFLAG), a.say)
        for a in words.avoid
    ]
    forbidden = cache(partial(_forbidden, words, patterns))  # a long file says much again and again
    for at, text in sentences:
        for message, hint in forbidden(text):
            yield Problem(document.where(at), message, hint)
        if IN_SHORT in at and (count := len(text.split())) > words.longest_in_short:
            hint = f"at most {words.longest_in_short}"
            yield Problem(document.where(at), f"in short, and yet {count} words", hint)


def _forbidden(
    words: WordList, patterns: Iterable[tuple[re.Pattern[str], str]], text: str
) -> list[tuple[str, str]]:
    """Return what of `text` is not said, and each long sentence, with what would be right.

    `patterns` are those of `words`, with what to say instead.
    """
    left = text
    for name in words.allow:
        left = left.replace(name, "")
    wrong = [
        (f'"{found[0]}" is not said here', f"say: {say}")
        for pattern, say in patterns
        if (found := pattern.search(left))
    ]
    counts = (len(sentence.split()) for sentence in _END.split(text))
    hint = f"at most {words.longest_sentence}"
    wrong += [(f"a sentence of {c} words", hint) for c in counts if c > words.longest_sentence]
    return wrong


def sentences_in(tree: Tree, location: Location = ()) -> list[tuple[Location, str]]:
    """Return what `tree`, at `location` of a document, says to people, each with its own location."""
    return [
        (at, text) for at, text in texts(tree, location) if " " in text and UNREAD.isdisjoint(at)
    ]
