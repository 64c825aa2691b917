"""The command that gives the result of an interview again."""

import shlex

from pathfinder.cli.answers import flag_of
from pathfinder.cli.language import of_the_locale
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase


def command_for(kb: KnowledgeBase, answers: Answers) -> str:
    """Return the `pathfinder suggest` command that gives the result for `answers` in this language."""
    words = ["pathfinder", "suggest"]
    if kb.language != of_the_locale():
        words += ["--lang", kb.language]
    for question in kb.questions:
        if question.id in answers:
            words += [flag_of(question), ",".join(answers[question.id])]
    return shlex.join(words)
