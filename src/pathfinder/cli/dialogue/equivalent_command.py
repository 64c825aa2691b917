"""The command that gives the result of an interview again."""

import shlex
from collections.abc import Iterable
from pathlib import Path

from pathfinder.cli.options.answer_flags import flag_of
from pathfinder.cli.options.language import of_the_locale
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase


def command_for(kb: KnowledgeBase, answers: Answers, local: Iterable[Path] = ()) -> str:
    """Return the `pathfinder suggest` command that gives the result for `answers` in this language.

    `local`: the files that were laid over the shipped knowledge base.
    """
    words = ["pathfinder", "suggest"]
    for path in local:
        words += ["--local", str(path)]
    if kb.language != of_the_locale():
        words += ["--lang", kb.language]
    for question in kb.questions:
        if question.id in answers:
            words += [flag_of(question), ",".join(answers[question.id])]
    return shlex.join(words)
