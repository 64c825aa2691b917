"""`pathfinder suggest`: answers in, one result out. Its flags come from the questions."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pathfinder.cli.flags import (
    ANSWERS,
    LOOK,
    Options,
    answers_given,
    asked_of,
    check_format,
    shipped,
    with_signature,
)
from pathfinder.cli.screen import print_page
from pathfinder.cli.top import limit_of
from pathfinder.engine.suggestion import suggest
from pathfinder.errors import Problem, UsageError
from pathfinder.model.answers import Answers
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.render.trimming import Trimming, trimmed

if TYPE_CHECKING:
    from pathfinder.model.why import Explanation
    from pathfinder.render.page import Line

TOP_IN_TEXT = 5


def print_result(  # noqa: PLR0913 - the options of one command
    kb: KnowledgeBase,
    answers: Answers,
    *,
    format_: str = "text",
    top: str | None = None,
    include_answers: bool = False,
    is_private: bool = False,
    is_explained: bool = False,
    plain: bool = False,
) -> None:
    """Print the result for `answers` to standard output.

    Raises `UsageError` where `format_` or `top` is none that there is, and where an explanation is
    to be private.
    """
    check_format(format_)
    if is_private and is_explained:
        hint = "leave out one of them"
        raise UsageError(
            [Problem("--explain", "tells what was answered, --private hides it", hint)]
        )
    result = suggest(kb, answers)
    most = limit_of(top, default=TOP_IN_TEXT if format_ == "text" else None)
    shown = trimmed(result, answers, Trimming(most, is_private, include_answers))
    explained_by: Mapping[SupportId, Explanation] = {}
    if is_explained:
        from pathfinder.engine.why import explained, explanations

        explained_by = explanations(kb, answers, result, [s.id for s in shown.suggestions])
        shown = explained(shown, explained_by)
    if format_ == "json":
        from pathfinder.render.as_json import as_json

        typer.echo(as_json(shown))
        return
    from pathfinder.render.page import result_page

    more: dict[SupportId, Iterator[Line]] = {}
    if is_explained:
        from pathfinder.render.why_page import change_lines

        more = {id_: change_lines(kb, why, indent=1) for id_, why in explained_by.items()}
    print_page(result_page(kb, shown, found=len(result.suggestions), more=more), plain=plain)


OPTIONS: Options = {
    **ANSWERS,
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
    "explain": (
        Annotated[bool, typer.Option("--explain", help="Say what would change each suggestion.")],
        False,
    ),
    **LOOK,
}


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = shipped()

    def run(**given: Any) -> None:  # noqa: ANN401 - Typer fills in what the signature says
        asked = asked_of(kb, given)
        print_result(
            asked,
            answers_given(asked, given),
            format_=given["format"],
            top=given["top"],
            include_answers=given["include_answers"],
            is_private=given["private"],
            is_explained=given["explain"],
            plain=given["plain"],
        )

    run.__doc__ = __doc__
    with_signature(kb, run, OPTIONS)
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(help="See what may fit. Every answer is optional; ids and options: `questions`.")(
        run
    )
    return app
