"""What must never be said to a person: words that hurt, false comfort, doses, long sentences.

And what they stumble over.
"""

import re
from collections.abc import Iterable, Iterator

from pathfinder.documents.tree import Document, Place, Tree
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
        yield from check_sentences(read, document, document.tree)
        yield from _stumbles(read, document)


def _unread(document: Document, words: WordList) -> Iterator[Problem]:
    patterns: tuple[tuple[Place, str], ...] = (
        *((("avoid", i), item.pattern) for i, item in enumerate(words.avoid)),
        *((("stumbles", i), item.pattern) for i, item in enumerate(words.stumbles)),
    )
    for place, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            where = document.where((*place, "pattern"))
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
    for at, text in _sentences(document.tree, ()):
        for pattern, item in kinds:
            if (not item.under or {*item.under} & {*at}) and (found := pattern.search(text)):
                yield Problem(document.where(at), f'"{found[0]}": {item.kind}', f"say: {item.say}")


def check_sentences(
    words: WordList, document: Document, tree: Tree, place: Place = ()
) -> Iterator[Problem]:
    """Yield what `words`, which are sound, forbid in the sentences of `tree`.

    It stands at `place` of `document`.
    """
    avoided = [
        (re.compile(a.pattern, re.IGNORECASE if a.case is Case.ANY else re.NOFLAG), a.say)
        for a in words.avoid
    ]
    any_avoided = _any_of(words)
    for at, text in _sentences(tree, place):
        has_name = any(name in text for name in words.allow)
        left = text
        for name in words.allow if has_name else ():
            left = left.replace(name, "")
        may_hold = has_name or any(pattern.search(text) for pattern in any_avoided)
        for pattern, say in avoided if may_hold else ():
            if found := pattern.search(left):
                yield Problem(document.where(at), f'"{found[0]}" is not said here', f"say: {say}")
        for sentence in _END.split(text):
            if (count := len(sentence.split())) > words.longest_sentence:
                hint = f"at most {words.longest_sentence}"
                yield Problem(document.where(at), f"a sentence of {count} words", hint)
        if IN_SHORT in at and (count := len(text.split())) > words.longest_in_short:
            hint = f"at most {words.longest_in_short}"
            yield Problem(document.where(at), f"in short, and yet {count} words", hint)


def _any_of(words: WordList) -> list[re.Pattern[str]]:
    """Return what finds any of the patterns that `words` avoid: at most one for each use of case."""
    return [
        re.compile("|".join(f"(?:{a.pattern})" for a in words.avoid if a.case is case), flags)
        for case, flags in ((Case.ANY, re.IGNORECASE), (Case.EXACT, re.NOFLAG))
        if any(a.case is case for a in words.avoid)
    ]


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
