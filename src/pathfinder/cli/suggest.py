"""`pathfinder suggest`: answers in, one result out. Its flags come from the questions."""

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

from pathfinder.cli.answers import answers_from_file, answers_from_flags, flag_of
from pathfinder.cli.language import Lang, knowledge
from pathfinder.cli.screen import note, print_page
from pathfinder.cli.top import limit_of
from pathfinder.engine.suggestion import suggest
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question, QuestionType
from pathfinder.model.wording import Voice, in_voice
from pathfinder.render.trimming import Trimming, trimmed

FORMATS = ("text", "json")
TOP_IN_TEXT = 5


def print_result(  # noqa: PLR0913 - the options of one command
    kb: KnowledgeBase,
    answers: Answers,
    *,
    format_: str = "text",
    top: str | None = None,
    include_answers: bool = False,
    is_private: bool = False,
    plain: bool = False,
) -> None:
    """Print the result for `answers` to standard output.

    Raises `UsageError` where `format_` or `top` is none that there is.
    """
    if format_ not in FORMATS:
        hint = did_you_mean(format_, FORMATS) or f"one of: {', '.join(FORMATS)}"
        raise UsageError([Problem("--format", f"{quoted(format_)} is no format", hint)])
    result = suggest(kb, answers)
    most = limit_of(top, default=TOP_IN_TEXT if format_ == "text" else None)
    shown = trimmed(result, answers, Trimming(most, is_private, include_answers))
    if format_ == "json":
        from pathfinder.render.as_json import as_json

        typer.echo(as_json(shown))
    else:
        from pathfinder.render.page import result_page

        print_page(result_page(kb, shown, found=len(result.suggestions)), plain=plain)


OWN_OPTIONS: dict[str, tuple[object, object]] = {
    "answers": (
        Annotated[
            str | None,
            typer.Option(
                "--answers", metavar="FILE", help="Answers in YAML or JSON; - for a pipe."
            ),
        ],
        None,
    ),
    "format": (
        Annotated[str, typer.Option("--format", metavar="FORMAT", help=" or ".join(FORMATS) + ".")],
        "text",
    ),
    "top": (
        Annotated[
            str | None, typer.Option("--top", metavar="N", help="How many suggestions, or all.")
        ],
        None,
    ),
    "include_answers": (
        Annotated[bool, typer.Option("--include-answers", help="Repeat the answers in JSON.")],
        False,
    ),
    "private": (
        Annotated[bool, typer.Option("--private", help="Leave out reasons and answers.")],
        False,
    ),
    "lang": (Lang, None),
    "plain": (
        Annotated[bool, typer.Option("--plain", help="Plain text, for screen readers.")],
        False,
    ),
}
"""The options that are no answers: annotation and default, by parameter."""


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = knowledge()

    def run(**given: Any) -> None:  # noqa: ANN401 - Typer fills in what the signature says
        flags = {q.id: given[q.id] for q in kb.questions if given[q.id]}
        if flags:
            note("Flags stay in the history of your shell. With --answers - they do not.")
        from_flags = answers_from_flags(kb, flags)
        file = given["answers"]
        from_file: Answers = {} if file is None else answers_from_file(kb, file)
        print_result(
            knowledge(given["lang"]) if given["lang"] else kb,
            {**from_file, **from_flags},
            format_=given["format"],
            top=given["top"],
            include_answers=given["include_answers"],
            is_private=given["private"],
            plain=given["plain"],
        )

    run.__doc__ = __doc__
    run.__signature__ = inspect.Signature(list(_parameters(kb)))  # type: ignore[attr-defined]
    run.__annotations__ = {}
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(help="See what may fit. Every answer is optional; ids and options: `questions`.")(
        run
    )
    return app


def _parameters(kb: KnowledgeBase) -> Iterator[inspect.Parameter]:
    for name, (annotation, default) in OWN_OPTIONS.items():
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
        autocompletion=_completion(question),
    )
    # A list for every question, so that a flag given twice is seen and not silently dropped.
    return Annotated[list[str] | None, option]


def _completion(question: Question) -> Callable[[str], list[tuple[str, str]]]:
    def complete(incomplete: str) -> list[tuple[str, str]]:
        said, comma, word = incomplete.rpartition(",")
        return [
            (f"{said}{comma}{option.id}", in_voice(option.label, Voice.SELF))
            for option in question.options
            if option.id.startswith(word)
        ]

    return complete
