"""What an unfinished word may become, for the parameters of the commands."""

from collections.abc import Callable, Iterable

WORDS, WORD = "_PATHFINDER_WORDS", "_PATHFINDER_WORD"
"""Variables by which a shell asks: the words before the unfinished one, a line each, and that one."""

A_FILE = "*"
"""What the value ends with where a file is meant: the shell knows its files best."""

Completion = Callable[[str], list[tuple[str, str]]]
"""What Typer asks for an unfinished word: each word it may become, and what that means."""


def one_of(words: Iterable[str], meaning: Callable[[str], str] = lambda _: "") -> Completion:
    """Return the completion to one of `words`, each with its `meaning`."""
    return lambda incomplete: [
        (word, meaning(word)) for word in words if word.startswith(incomplete)
    ]


def some_of(words: Iterable[str], meaning: Callable[[str], str] = lambda _: "") -> Completion:
    """Return the completion to some of `words` with commas, none of them twice."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        said, comma, last = incomplete.rpartition(",")
        rest = [word for word in words if word not in said.split(",")]
        return [(said + comma + word, means) for word, means in one_of(rest, meaning)(last)]

    return complete


def a_file(incomplete: str) -> list[tuple[str, str]]:
    """Return that a file is meant."""
    return [(incomplete + A_FILE, "")]
