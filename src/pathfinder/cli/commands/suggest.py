"""`pathfinder suggest`: answers in, one result out. Its flags come from the questions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

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
    command_of,
    format_of,
    knowledge_for,
    shipped,
)
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.cli.result_text import result_text
from pathfinder.cli.stderr_notes import note, print_exact
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from pathfinder.render.fields import Fields

FORMATS = ("text", "json", *HANDOUTS)


def _fields_starting(incomplete: str) -> list[tuple[str, str]]:
    from pathfinder.render.fields import field_names

    return some_of(field_names())(incomplete)


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
                autocompletion=_fields_starting,
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


def _text(
    kb: KnowledgeBase, answers: Answers, given: Mapping[str, Any], fields: "Fields | None"
) -> str:
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
        fields=fields,
        nearby=nearby,
    )


def _fields(given: Mapping[str, Any]) -> "Fields | None":
    """Return the fields that are asked for, all where none is named. Raises `UsageError`."""
    if not given["fields"]:
        return None
    from pathfinder.render.fields import fields_of

    return fields_of(word for value in given["fields"] for word in value.split(",") if word)


def _print(kb: KnowledgeBase, text: str, given: Mapping[str, Any]) -> None:
    if given["format"] == "text":
        from pathfinder.cli.pager import print_long

        print_long(kb.interface, text, plain=given["plain"])
    else:
        print_exact(text)


def build() -> typer.Typer:
    """Return the command, with one flag a question of the shipped knowledge base."""
    kb = shipped()

    def run(**given: Any) -> None:  # noqa: ANN401 - what was given for OPTIONS and each question
        given["format"] = format_chosen(
            given["format"], FORMATS, json=given["json"] or bool(given["fields"])
        )
        fields = _fields(given)
        check_handout(given)
        chosen = knowledge_for(kb, given)
        text = _text(chosen, answers_given(chosen, given), given, fields)
        if given["output"] in {None, PIPE}:
            _print(chosen, text, given)
        else:
            from pathfinder.cli.private_file import write_file

            write_file(file_named(given["output"], "--output"), text, replaces=given["force"])
            note(lambda: chosen.interface.faults.written)

    run.__doc__ = __doc__
    return command_of(run, kb, OPTIONS)
