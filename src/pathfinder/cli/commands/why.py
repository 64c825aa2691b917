"""`pathfinder why`: why a support is, or is not, suggested, and what would change that."""

from typing import Annotated, Any

import typer

from pathfinder.cli.options.find_support import support_named, supports_starting
from pathfinder.cli.options.formats import JSON, TEXT_OR_JSON, format_chosen
from pathfinder.cli.options.question_options import (
    ANSWERS,
    LOOK,
    Options,
    answers_given,
    command_of,
    format_of,
    knowledge_for,
    shipped,
)
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import print_page
from pathfinder.engine.why import why

OPTIONS: Options = {
    "support": (
        Annotated[
            str,
            typer.Argument(
                metavar="SUPPORT",
                help="An id, name or abbreviation of `supports list`.",
                autocompletion=supports_starting,
            ),
        ],
        ...,
    ),
    **ANSWERS,
    **format_of(TEXT_OR_JSON),
    **LOOK,
}


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = shipped()

    def run(**given: Any) -> None:  # noqa: ANN401 - what was given for OPTIONS and each question
        form = format_chosen(given["format"], json=given["json"])
        chosen = knowledge_for(kb, given)
        support = support_named(chosen, given["support"], "why")
        answer = why(chosen, answers_given(chosen, given), support.id)
        if form == JSON:
            from pathfinder.render.as_json import as_json

            print_exact(f"{as_json(answer)}\n")
        else:
            from pathfinder.render.terminal.why_page import why_page

            print_page(why_page(chosen, answer), plain=given["plain"])

    run.__doc__ = __doc__
    return command_of(run, kb, OPTIONS)
