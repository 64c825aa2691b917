"""`pathfinder suggest`: answers in, one result out. Its flags come from the questions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pathfinder.cli.completing import a_file, one_of
from pathfinder.cli.flags import (
    ANSWERS,
    LOOK,
    Options,
    answers_given,
    asked_of,
    check_format,
    format_of,
    shipped,
    with_signature,
)
from pathfinder.cli.handing import HANDOUTS, check_handout, handout_text
from pathfinder.cli.paging import print_long
from pathfinder.cli.saving import write_file
from pathfinder.cli.screen import page_text
from pathfinder.cli.telling import note, print_exact
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

TOP_ON_A_PAGE, TOP_IN_DETAIL = 3, 5
FORMATS = ("text", "json", *HANDOUTS)


def result_text(  # noqa: PLR0913 - the options of one command
    kb: KnowledgeBase,
    answers: Answers,
    *,
    format_: str = "text",
    top: str | None = None,
    include_answers: bool = False,
    is_private: bool = False,
    is_explained: bool = False,
    is_detailed: bool = False,
    plain: bool = False,
) -> str:
    """Return the result for `answers` as one page of text, or as JSON where that is its `format_`.

    `is_detailed`: the text says everything that is known.

    Raises `UsageError` where `top` is no number, and where an explanation is to be private.
    """
    if is_private and is_explained:
        hint = "leave out one of them"
        raise UsageError(
            [Problem("--explain", "tells what was answered, --private hides it", hint)]
        )
    result = suggest(kb, answers)
    in_text = TOP_IN_DETAIL if is_detailed else TOP_ON_A_PAGE
    most = limit_of(top, default=in_text if format_ == "text" else None)
    shown = trimmed(result, answers, Trimming(most, is_private, include_answers))
    explained_by: Mapping[SupportId, Explanation] = {}
    if is_explained:
        from pathfinder.engine.why import explained, explanations

        explained_by = explanations(kb, answers, result, [s.id for s in shown.suggestions])
        shown = explained(shown, explained_by)
    if format_ == "json":
        from pathfinder.render.as_json import as_json

        return f"{as_json(shown)}\n"
    more: dict[SupportId, Iterator[Line]] = {}
    if is_explained:
        from pathfinder.render.why_page import change_lines

        more = {id_: change_lines(kb, why, indent=1) for id_, why in explained_by.items()}
    if is_detailed:
        from pathfinder.render.whole_page import whole_page as page_of
    else:
        from pathfinder.render.one_page import result_page as page_of
    page = page_of(kb, shown, found=len(result.suggestions), more=more)
    return page_text(page, plain=plain)


OPTIONS: Options = {
    **ANSWERS,
    **format_of(FORMATS),
    "output": (
        Annotated[
            str | None,
            typer.Option(
                "--output",
                metavar="FILE",
                help="Write into a new file, for you alone.",
                autocompletion=a_file,
            ),
        ],
        None,
    ),
    "force": (
        Annotated[bool, typer.Option("--force", help="Write over the file, if there is one.")],
        False,
    ),
    "top": (
        Annotated[
            str | None,
            typer.Option(
                "--top",
                metavar="N",
                help="How many suggestions, or all.",
                autocompletion=one_of(["all"]),
            ),
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
    "full": (
        Annotated[bool, typer.Option("--full", help="Put reasons into a handout.")],
        False,
    ),
    "explain": (
        Annotated[bool, typer.Option("--explain", help="Say what would change each suggestion.")],
        False,
    ),
    "details": (
        Annotated[bool, typer.Option("--details", help="Say everything that is known.")],
        False,
    ),
    **LOOK,
}


def _text(kb: KnowledgeBase, answers: Answers, given: Mapping[str, Any]) -> str:
    if given["format"] in HANDOUTS:
        return handout_text(kb, answers, given["format"], is_full=given["full"])
    return result_text(
        kb,
        answers,
        format_=given["format"],
        top=given["top"],
        include_answers=given["include_answers"],
        is_private=given["private"],
        is_explained=given["explain"],
        is_detailed=given["details"],
        plain=given["plain"] or given["output"] is not None,
    )


def _print(kb: KnowledgeBase, text: str, given: Mapping[str, Any]) -> None:
    if given["format"] == "text":
        print_long(kb.interface, text, plain=given["plain"])
    else:
        print_exact(text)


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = shipped()

    def run(**given: Any) -> None:  # noqa: ANN401 - Typer fills in what the signature says
        check_format(given["format"], FORMATS)
        check_handout(given)
        asked = asked_of(kb, given)
        text = _text(asked, answers_given(asked, given), given)
        if given["output"] is None:
            _print(asked, text, given)
        else:
            write_file(Path(given["output"]), text, replaces=given["force"])
            note("Written, for you alone to read.")

    run.__doc__ = __doc__
    with_signature(kb, run, OPTIONS)
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(help="See what may fit. Every answer is optional; ids and options: `questions`.")(
        run
    )
    return app
