"""What `suggest` and `why` take alike: a flag for each question, a file of answers, a format."""

import inspect
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from pathfinder.cli.options.answer_flags import answers_from_flags, flag_named, flag_of
from pathfinder.cli.options.completers import WORDS, Completion, a_file, one_of, some_of
from pathfinder.cli.options.formats import Json
from pathfinder.cli.options.language import Lang, language_asked
from pathfinder.cli.options.local import LocalFiles, files_named, knowledge
from pathfinder.cli.paths import PIPE
from pathfinder.cli.stderr_notes import note
from pathfinder.cli.typer_internals import arguments_of_the_command
from pathfinder.errors import (
    UsageError,
)
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase

Options = Mapping[str, tuple[object, object]]
"""Options that are no answers: annotation and default, by parameter."""

ANSWERS: Options = {
    "answers": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--answers",
                metavar="FILE",
                help="Answers in YAML or JSON; - for a pipe. May be given again: all count.",
                autocompletion=a_file,
            ),
        ],
        None,
    ),
}


def format_of(formats: Sequence[str]) -> Options:
    """Return the options that choose one of `formats`, text by default."""
    help_ = f"{', '.join(formats[:-1])} or {formats[-1]}."
    option = typer.Option("--format", metavar="FORMAT", help=help_, autocompletion=one_of(formats))
    return {"format": (Annotated[str, option], "text"), "json": (Json, False)}


LOOK: Options = {
    "lang": (Lang, None),
    "local": (LocalFiles, None),
    "plain": (
        Annotated[bool, typer.Option("--plain", help="Plain text, for screen readers.")],
        False,
    ),
}


def command_of(run: Callable[..., None], kb: KnowledgeBase, options: Options) -> typer.Typer:
    """Return the command that calls `run` with `options`, and one flag a question of `kb`.

    Where every flag that was typed is known, Typer is told of no other: it takes a sixth of a query
    to make them all.
    """
    flags = {*map(flag_named, options), *map(flag_of, kb.questions)}
    typed = _flags_typed()
    told = typed if typed <= flags and WORDS not in os.environ else flags
    defaults = {name: default for name, (_, default) in options.items()}
    defaults |= dict.fromkeys((question.id for question in kb.questions), None)

    def filled(**given: Any) -> None:  # noqa: ANN401 - Typer fills in what the signature says
        run(**(defaults | given))

    filled.__doc__ = run.__doc__
    filled.__signature__ = inspect.Signature([*_parameters(kb, options, told)])  # type: ignore[attr-defined]
    filled.__annotations__ = {}
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(filled)
    return app


def _flags_typed() -> set[str]:
    """Return the flags among the arguments of the command that runs, and what looks like one."""
    words = {word.partition("=")[0] for word in arguments_of_the_command()}
    return {word for word in words if word.startswith("-") and word != PIPE}


def shipped() -> KnowledgeBase:
    """Return the shipped knowledge base, whose questions are the flags.

    It is read before it is known what is asked. Raises `UsageError` where the language is none.
    """
    return load_knowledge(language_asked())


def knowledge_for(kb: KnowledgeBase, given: Mapping[str, Any]) -> KnowledgeBase:
    """Return `kb`, the shipped one, in the language and with the local files that `given` names.

    Raises `UsageError`, and `KnowledgeBaseError` where a local file is wrong.
    """
    if given["lang"] or files_named(given["local"]):
        return knowledge(given["lang"], given["local"])
    return kb


def answers_given(kb: KnowledgeBase, given: Mapping[str, Any]) -> Answers:
    """Return the answers of the files and of the flags `given`; a flag replaces a file's answer.

    Raises `AnswersError` or `UsageError` with every problem.
    """
    flags = {q.id: given[q.id] for q in kb.questions if given[q.id]}
    if flags:
        note(lambda: kb.interface.faults.in_history)
    if not (files := given["answers"]):
        return answers_from_flags(kb, flags)
    from pathfinder.cli.options.answer_files import answers_from_files, may_speak_of_danger_in

    try:
        from_flags = answers_from_flags(kb, flags)
    except UsageError as error:
        in_danger = any(may_speak_of_danger_in(kb, file) for file in files)
        raise UsageError(error.problems, in_danger=in_danger) from error
    return {**answers_from_files(kb, files), **from_flags}


def _parameters(
    kb: KnowledgeBase, options: Options, flags: Collection[str]
) -> Iterator[inspect.Parameter]:
    """Yield what Typer makes an option of, for all of `flags`, and for an argument that is needed."""
    for name, (annotation, default) in options.items():
        if default is ... or flag_named(name) in flags:
            yield _parameter(name, annotation, default)
    for question in kb.questions:
        if flag_of(question) in flags:
            yield _parameter(question.id, _flag(question), None)


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _flag(question: Question) -> object:
    many = question.type == "many"
    option = typer.Option(
        flag_of(question),
        metavar="IDS" if many else "ID",
        help=in_voice(question.prompt, "self"),
        # Typer looks at the signature of each, which takes longer than to answer.
        autocompletion=_completion(question) if WORDS in os.environ else None,
    )
    # A list for every question, so that a flag given twice is seen and not silently dropped.
    return Annotated[list[str] | None, option]


def _completion(question: Question) -> Completion:
    labels = {str(option.id): in_voice(option.label, "self") for option in question.options}
    complete = some_of if question.type == "many" else one_of
    return complete(labels, labels.__getitem__)
