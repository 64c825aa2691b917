"""In which language to speak: the one that was asked for, else that of the environment."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from pathfinder.cli.typer_internals import given_before_the_subcommand
from pathfinder.errors import Problem, UsageError, quoted


def _languages(incomplete: str) -> list[tuple[str, str]]:
    from pathfinder.knowledge.languages import LANGUAGES

    return [(code, "") for code in LANGUAGES if code.startswith(incomplete)]


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|es",
        autocompletion=_languages,
        help="The language of what is shown: en or es (default: that of LANG, else English).",
    ),
]


def language_asked(asked: str | None = None) -> str:
    """Return the language `asked` here or before the subcommand, else that of the environment.

    Raises `UsageError` where that is none there is.
    """
    from pathfinder.knowledge.languages import LANGUAGES  # help needs none of it

    language = asked or given_before_the_subcommand().get("lang")
    if language is not None and language not in LANGUAGES:
        from pathfinder.cli.fault_words import fault_words, one_of_these

        words = fault_words()
        hint = one_of_these(words, language, LANGUAGES)
        message = words.no_language.format(word=quoted(language))
        raise UsageError([Problem("--lang", message, hint)])
    return language or of_the_locale()


def language_in(arguments: Sequence[str]) -> str:
    """Return the language that `arguments` ask for, wherever `--lang` stands, else of the locale.

    So what is wrong can be said in it before all flags are read.
    """
    from pathfinder.knowledge.languages import LANGUAGES

    asked = of_the_locale()
    for at, argument in enumerate(arguments):
        flag, _, joined = argument.partition("=")
        value = joined or next(iter(arguments[at + 1 :]), "")
        if flag == "--lang" and value in LANGUAGES:
            asked = value
    return asked


def of_the_locale() -> str:
    """Return the language of the locale, where it is one of ours, else English.

    The locale is that of the environment: the first of three variables that is set (POSIX).
    """
    from pathfinder.knowledge.languages import ENGLISH, LANGUAGES

    set_ = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, set_), "")
    for sign in "_.@-":  # a pattern would be compiled on every start
        code = code.partition(sign)[0]
    return code if code in LANGUAGES else ENGLISH
