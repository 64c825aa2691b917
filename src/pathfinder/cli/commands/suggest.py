"""`pathfinder suggest`: answers in, one result out. Its flags come from the questions."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.formats import format_chosen
from pathfinder.cli.options.handout_options import HANDOUTS, check_handout, handout_text
from pathfinder.cli.options.nearby import NEARBY, nearby_of
from pathfinder.cli.options.question_options import (
    ANSWERS,
    LOOK,
    Options,
    answers_given,
    format_of,
    knowledge_for,
    shipped,
    with_signature,
)
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.cli.private_file import write_file
from pathfinder.cli.result_text import result_text
from pathfinder.cli.stderr_notes import note, print_exact
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.fields import field_names, fields_of

FORMATS = ("text", "json", *HANDOUTS)


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
    "fields": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--fields",
                metavar="KEYS",
                help="Only these keys, as JSON: notices,suggestions.id",
                autocompletion=some_of(field_names()),
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
    **NEARBY,
    **LOOK,
}


def _text(kb: KnowledgeBase, answers: Answers, given: Mapping[str, Any]) -> str:
    nearby = nearby_of(given)
    if given["format"] in HANDOUTS:
        return handout_text(kb, answers, given["format"], is_full=given["full"], nearby=nearby)
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
        fields=fields_of(_words(given)) if given["fields"] else None,
        nearby=nearby,
    )


def _words(given: Mapping[str, Any]) -> list[str]:
    return [word for value in given["fields"] or () for word in value.split(",") if word]


def _print(kb: KnowledgeBase, text: str, given: Mapping[str, Any]) -> None:
    if given["format"] == "text":
        from pathfinder.cli.pager import print_long

        print_long(kb.interface, text, plain=given["plain"])
    else:
        print_exact(text)


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = shipped()

    def run(**given: Any) -> None:  # noqa: ANN401 - Typer fills in what the signature says
        given["format"] = format_chosen(
            given["format"], FORMATS, json=given["json"] or bool(given["fields"])
        )
        fields_of(_words(given))
        check_handout(given)
        chosen = knowledge_for(kb, given)
        text = _text(chosen, answers_given(chosen, given), given)
        if given["output"] in {None, PIPE}:
            _print(chosen, text, given)
        else:
            write_file(file_named(given["output"], "--output"), text, replaces=given["force"])
            note(chosen.interface.faults.written)

    run.__doc__ = __doc__
    with_signature(kb, run, OPTIONS)
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(run)
    return app
