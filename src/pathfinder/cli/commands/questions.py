"""`pathfinder questions`: every question, option and flag, for people who script."""

from collections.abc import Iterator
from typing import Annotated

import typer

from pathfinder.answers.parse import blank_answers
from pathfinder.cli.options.answer_sources import flag_of
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import print_page
from pathfinder.model.question import Question, QuestionType
from pathfinder.model.wording import Voice, in_voice
from pathfinder.render.terminal.page import GAP, Line, Part

LISTED = 40
"""A question with more options than this names the first of them only."""


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def questions(
        *,
        template: Annotated[
            bool, typer.Option("--template", help="Print a blank answers file with comments.")
        ] = False,
        plain: Annotated[bool, typer.Option("--plain", help="Plain text.")] = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        asked = knowledge(lang, local).questions
        if template:
            print_exact("\n".join((*blank_answers(asked), "")))
        else:
            print_page((line for question in asked for line in _lines(question)), plain=plain)

    return app


def _lines(question: Question) -> Iterator[Line]:
    many = " (one or more, with commas)" if question.type is QuestionType.MANY else ""
    yield Line(Part.NAME, f"{many}", flag_of(question))
    yield Line(Part.TEXT, in_voice(question.prompt, Voice.SELF), indent=1)
    yield Line(Part.TEXT, in_voice(question.help, Voice.SELF), indent=1)
    for option in question.options[:LISTED]:
        also = f" (or {', '.join(option.aliases)})" if option.aliases else ""
        yield Line(Part.POINT, f"{option.id}{also}: {in_voice(option.label, Voice.SELF)}", indent=1)
    if len(question.options) > LISTED:
        yield Line(Part.POINT, "... any id of `pathfinder supports list`, or none", indent=1)
    yield GAP
