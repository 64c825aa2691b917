"""What `suggest` and `why` take alike: a flag for each question, a file of answers, a format."""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from pathfinder.cli.options.answer_sources import (
    answers_from_file,
    answers_from_files,
    answers_from_flags,
    flag_of,
    speaks_of_danger,
)
from pathfinder.cli.options.completers import WORDS, Completion, a_file, one_of, some_of
from pathfinder.cli.options.formats import Json
from pathfinder.cli.options.language import Lang, language_asked
from pathfinder.cli.options.local import LocalFiles, files_named, knowledge
from pathfinder.cli.stderr_notes import note
from pathfinder.errors import (
    PathfinderError,
    UsageError,
)
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge.question import Question, QuestionType
from pathfinder.model.knowledge.wording import Voice, in_voice
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


def with_signature(kb: KnowledgeBase, run: Callable[..., None], options: Options) -> None:
    """Give `run` the parameters that Typer makes options of: `options`, then one flag a question."""
    run.__signature__ = inspect.Signature(list(_parameters(kb, options)))  # type: ignore[attr-defined]
    run.__annotations__ = {}


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
        note(kb.interface.faults.in_history)
    files = given["answers"] or ()
    try:
        from_flags = answers_from_flags(kb, flags)
    except UsageError as error:
        in_danger = any(_may_speak_of_danger(kb, file) for file in files)
        raise UsageError(error.problems, in_danger=in_danger) from error
    return {**answers_from_files(kb, files), **from_flags}


def _may_speak_of_danger(kb: KnowledgeBase, file: str) -> bool:
    """Return whether the answers in `file` speak of danger now, or may do so."""
    try:
        return speaks_of_danger(kb, answers_from_file(kb, file))
    except PathfinderError as error:
        return error.in_danger


def _parameters(kb: KnowledgeBase, options: Options) -> Iterator[inspect.Parameter]:
    for name, (annotation, default) in options.items():
        yield _parameter(name, annotation, default)
    for question in kb.questions:
        yield _parameter(question.id, _flag(question), None)


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _flag(question: Question) -> object:
    many = question.type is QuestionType.MANY
    option = typer.Option(
        flag_of(question),
        metavar="IDS" if many else "ID",
        help=in_voice(question.prompt, Voice.SELF),
        # Typer looks at the signature of each, which takes longer than to answer.
        autocompletion=_completion(question) if WORDS in os.environ else None,
    )
    # A list for every question, so that a flag given twice is seen and not silently dropped.
    return Annotated[list[str] | None, option]


def _completion(question: Question) -> Completion:
    labels = {str(option.id): in_voice(option.label, Voice.SELF) for option in question.options}
    complete = some_of if question.type is QuestionType.MANY else one_of
    return complete(labels, labels.__getitem__)
