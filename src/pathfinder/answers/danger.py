"""What is said of danger now: only a plain `none` denies it, and a refused sheet may name it."""

import re
from collections.abc import Iterable

from pathfinder.model.question import NONE, Question

TO_DENY = "write none if nothing of this is happening, or leave the question out"
NO_DENIALS = {"", "~", "none", "no", "false", "null"}
"""Words that may deny danger or stand for a gap in what a program knows, `None` too."""

WORDS = re.compile(r"^[ \t]*#.*|(\w[\w-]*)[\"']?\s*(:?)", re.MULTILINE)
"""A line that is a comment, or a word and the colon that makes a key of it."""


def seems_to_deny(question: Question, word: str) -> bool:
    """Return whether `word` may be meant to deny danger, and is not the `none` that does."""
    said = word.strip()
    return question.asks_of_danger and said != NONE and said.lower() in NO_DENIALS


def may_speak_of_danger(text: str, questions: Iterable[Question]) -> bool:
    """Return whether `text`, a sheet that is refused, may speak of danger now.

    It does where a danger is named, whatever stands beside it, and where the question about danger
    holds anything but `none`.
    """
    about = {question.id: question for question in questions if question.asks_of_danger}
    dangers = {
        word.lower()
        for question in about.values()
        for option in question.options
        if option.risk
        for word in (option.id, *option.aliases)
    }
    key = ""
    for word, colon in WORDS.findall(text):
        if word.lower() in dangers or (word and not colon and key in about and word != NONE):
            return True
        key = word.lower() if colon else key
    return False
