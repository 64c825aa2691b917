"""Which choices and commands typed words name."""

import re
import unicodedata
from functools import cache

from pathfinder.prompts.putting import Choice, Command, Put

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def found(put: Put, typed: str) -> tuple[Choice, ...]:
    """Return the choices that `typed` names: one whose word or label it is, else all that hold it.

    Its words stand there one after the other; the last may be begun only. Where no choice holds it,
    those a word of which stands in it: "my brother", "he is not breathing".
    """
    words = _words(typed)
    if not words:
        return ()
    if whole := called(put, typed):
        return whole
    named = [(choice, [_of_name(name) for name in _names(choice)]) for choice in put.choices]
    holding = tuple(choice for choice, names in named if any(_holds(name, words) for name in names))
    return holding or tuple(c for c in put.choices if _speaks_of(c, words))


def called(put: Put, typed: str) -> tuple[Choice, ...]:
    """Return the choices whose word or label is `typed`, and nothing less."""
    words = _words(typed)
    return tuple(c for c in put.choices if words in [_of_name(name) for name in _names(c)])


def command_meant(put: Put, typed: str) -> Command | None:
    """Return the command that `typed` names, unless one choice is called so.

    "back" goes back, also where somebody may have gone back to using. Leaving gives way to any choice
    that holds the word: who types "dejar" may want to stop drinking, and would lose every answer.
    """
    command = command_named(put, typed)
    if command is None or len(typed) == 1:
        return command
    meant = found(put, typed) if command is Command.LEAVE else called(put, typed)
    return None if len(meant) == 1 else command


def command_named(put: Put, typed: str, *, begun: bool = False) -> Command | None:
    """Return the command whose letter or word is `typed`; where it is `begun`, whose word begins so."""
    known = put.command_words()
    word = " ".join(typed.split()).lower()
    if word in known:
        return known[word]
    starting = {known[name] for name in known if begun and word and name.startswith(word)}
    return starting.pop() if len(starting) == 1 else None


def leaves_at_once(put: Put) -> bool:
    """Return whether the letter that leaves waits for nothing: it begins no word for an answer."""
    return not put.may_skip or not any(
        word.startswith(Command.LEAVE.value)
        for choice in put.choices
        for name in _names(choice)
        for word in _of_name(name)
    )


def _names(choice: Choice) -> tuple[str, ...]:
    return (choice.label, choice.id.replace("_", " "), *choice.words)


@cache
def _of_name(name: str) -> list[str]:
    """Return the words of the `name` of a choice: it is looked at for each key that is pressed."""
    return _words(name)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("_", " ").replace("\u2019", "'"))
    return WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())


def _speaks_of(choice: Choice, words: list[str]) -> bool:
    """Return whether a word for `choice` stands whole among `words`."""
    names = map(_of_name, choice.words)
    return any(
        words[start : start + len(name)] == name
        for name in names
        if name
        for start in range(len(words))
    )


def _holds(name: list[str], words: list[str]) -> bool:
    *first, last = words
    return any(
        name[start : start + len(first)] == first
        and start + len(first) < len(name)
        and name[start + len(first)].startswith(last)
        for start in range(len(name))
    )
