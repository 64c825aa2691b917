"""`pathfinder questions`: every question, option and flag, for people who script."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from pathfinder.answers.blank import blank_answers
from pathfinder.cli.options.answer_flags import flag_of
from pathfinder.cli.options.completers import one_of
from pathfinder.cli.options.formats import check_format
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import print_page
from pathfinder.errors import Problem, UsageError, quoted
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.script_words import ScriptWords
from pathfinder.render.terminal.page import GAP, PageLine, Part

YAML, CSV, REDCAP = FORMS = ("yaml", "csv", "redcap")

LISTED = 40
"""A question with more options than this names the first of them only."""


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def questions(
        form: Annotated[
            str | None,
            typer.Argument(
                metavar="[FORM]",
                help="After --template: yaml, csv, or redcap (a data dictionary).",
                autocompletion=one_of(FORMS),
            ),
        ] = None,
        *,
        template: Annotated[
            bool,
            typer.Option("--template", help="Print a blank answers file: yaml, csv or redcap."),
        ] = False,
        plain: Annotated[bool, typer.Option("--plain", help="Plain text.")] = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        kb = knowledge(lang, local)
        asked, words = kb.questions, kb.interface.scripting
        if template:
            print_exact(_template(form or YAML, asked, words))
        elif form is not None:
            hint = "write  questions --template FORM"
            raise UsageError([Problem("questions", f"{quoted(form)} belongs to no flag", hint)])
        else:
            print_page(
                (line for question in asked for line in _lines(question, words)), plain=plain
            )

    return app


def _template(form: str, questions: Sequence[Question], words: ScriptWords) -> str:
    """Return a blank answers file in `form`. Raises `UsageError` where that is none of `FORMS`."""
    check_format(form, FORMS, "--template")
    if form == YAML:
        return "\n".join((*blank_answers(questions, words), ""))
    if form == REDCAP:
        from pathfinder.answers.redcap import data_dictionary

        return data_dictionary(questions, words.record)
    from pathfinder.answers.table import table_header

    return f"{','.join(table_header(questions))}\n"


def _lines(question: Question, words: ScriptWords) -> Iterator[PageLine]:
    many = f" ({words.several})" if question.type == "many" else ""
    yield PageLine(Part.NAME, many, flag_of(question))
    yield PageLine(Part.TEXT, in_voice(question.prompt, "self"), indent=1)
    yield PageLine(Part.TEXT, in_voice(question.help, "self"), indent=1)
    for option in question.options[:LISTED]:
        or_words = words.or_words.format(words=", ".join(option.aliases))
        also = f" ({or_words})" if option.aliases else ""
        yield PageLine(Part.POINT, f"{option.id}{also}: {in_voice(option.label, 'self')}", indent=1)
    if len(question.options) > LISTED:
        yield PageLine(Part.POINT, f"... {words.any_support}", indent=1)
    yield GAP
