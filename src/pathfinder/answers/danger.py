"""What is said of danger now: only a plain `none` denies it, and a refused sheet may name it."""

import re
from collections.abc import Iterable

from pathfinder.answers.spellings import folded, texts_of
from pathfinder.model.knowledge.question import NONE, Question

NO_DENIALS = {"", "~", "none", "no", "false", "null"}
"""Words that may deny danger or stand for a gap in what a program knows, `None` too."""

WORDS = r"^[ \t]*#.*|(\w[\w-]*)[\"']?\s*(:?)"
"""A line that is a comment, or a word and the colon that makes a key of it."""

COMMENTS = r"^[ \t]*#.*"


def seems_to_deny(question: Question, word: str) -> bool:
    """Return whether `word` may be meant to deny danger, and is not the `none` that does."""
    said = word.strip()
    return said.lower() in NO_DENIALS and said != NONE and question.asks_of_danger


def may_speak_of_danger(text: str, questions: Iterable[Question]) -> bool:
    """Return whether `text`, a sheet that is refused, may speak of danger now.

    It does where a danger is named, by whatever name and in each language, whatever stands beside it,
    and where the question about danger holds anything but `none`. Of `questions` there may be some
    in more than one language.
    """
    forms = [question for question in questions if question.asks_of_danger]
    about = {folded(word) for question in forms for word in (question.id, question.name)}
    dangers = {
        folded(word)
        for question in forms
        for option in question.options
        if option.risk
        for word in (option.id, *option.aliases, *texts_of(option.label))
    }
    asking = {folded(word) for q in forms for word in (q.name, *texts_of(q.prompt))}
    said = folded(re.sub(COMMENTS, "", text, flags=re.MULTILINE))
    if any(" " in phrase and phrase in said for phrase in dangers | asking):
        return True
    key = ""
    for word, colon in re.findall(WORDS, text, re.MULTILINE):
        if folded(word) in dangers or (word and not colon and key in about and word != NONE):
            return True
        key = folded(word) if colon else key
    return False
