"""The faults pathfinder reports, as data: what is wrong, where, and what would be right."""

from collections.abc import Iterable
from typing import NamedTuple

MOST_QUOTED = 40
"""Letters of a person's own word that a message repeats."""


def quoted(word: str) -> str:
    """Return `word` in quotes, short enough for a message."""
    return f'"{word[:MOST_QUOTED]}{"..." if len(word) > MOST_QUOTED else ""}"'


def printable(text: str) -> str:
    """Return `text` with a `?` for each letter that can't be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


class Problem(NamedTuple):
    """One fault: where it stands, what it is and, if known, what would be right."""

    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return one line: `where: message; hint`. What can't be printed becomes a `?`."""
        place = f"{self.where}: " if self.where else ""
        return printable(f"{place}{self.message}" + (f"; {self.hint}" if self.hint else ""))


REPAIRS = "install pathfinder again, or say  make run  in a checkout"


def damaged(path: str) -> Problem:
    """Return that the compiled file at `path` is not one of this version."""
    return Problem(path, "is damaged, or of another version of pathfinder", REPAIRS)


class PathfinderError(Exception):
    """Any fault that a person can mend; its text is complete and safe to print.

    `in_danger`: what was refused may speak of danger now, so that the crisis line is called for.
    """

    def __init__(self, problems: Iterable[Problem], *, in_danger: bool = False) -> None:
        self.problems = tuple(problems)
        self.in_danger = in_danger
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one line a problem."""
        return "\n".join(str(problem) for problem in self.problems)


class KnowledgeBaseError(PathfinderError):
    """The knowledge base, or a file of it, is wrong."""


class AnswersError(PathfinderError):
    """A file of answers is wrong."""


class MeetingsError(PathfinderError):
    """A file or a list of meetings is wrong."""


class UsageError(PathfinderError):
    """The command line is wrong."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the nearest of `known`, or an empty string."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that is most like `word`, or an empty string."""
    import difflib  # 4 ms that only a mistake pays

    # A long word is not like a short one, and is not worth the time: the bound is that of difflib.
    near = difflib.get_close_matches(word, [w for w in known if 3 * len(word) <= 7 * len(w)], n=1)
    return near[0] if near else ""
