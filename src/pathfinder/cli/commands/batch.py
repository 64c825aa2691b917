"""`pathfinder batch`: many sheets of answers in, one result out for each, in order."""

from typing import Annotated

import typer

from pathfinder.cli.batch.answering import answer_all
from pathfinder.cli.batch.forms import READ, WRITTEN, Forms, form_of
from pathfinder.cli.batch.writers import Wanted
from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.options.top import limit_of
from pathfinder.render.fields import field_names, fields_of
from pathfinder.render.trimming import Trimming


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def batch(  # noqa: PLR0913 - the options of one command
        source: Annotated[
            str,
            typer.Argument(
                metavar="IN", help="A sheet a line or row; - for a pipe.", autocompletion=a_file
            ),
        ],
        target: Annotated[
            str,
            typer.Argument(
                metavar="OUT",
                help="A new file for the results; - for a pipe.",
                autocompletion=a_file,
            ),
        ],
        *,
        fields: Annotated[
            list[str] | None,
            typer.Option(
                "--fields",
                metavar="KEYS",
                help="Only these keys: notices,suggestions.id",
                autocompletion=some_of(field_names()),
            ),
        ] = None,
        top: Annotated[
            str | None,
            typer.Option(
                "--top",
                metavar="N",
                help="How many suggestions, or all.",
                autocompletion=one_of(["all"]),
            ),
        ] = None,
        include_answers: Annotated[
            bool, typer.Option("--include-answers", help="Repeat the answers.")
        ] = False,
        private: Annotated[
            bool, typer.Option("--private", help="Leave out reasons and answers.")
        ] = False,
        out_of: Annotated[
            str | None,
            typer.Option(
                "--from",
                metavar="FORM",
                help="jsonl, csv or tsv (default: by the ending of IN).",
                autocompletion=one_of(READ),
            ),
        ] = None,
        into: Annotated[
            str | None,
            typer.Option(
                "--to",
                metavar="FORM",
                help="jsonl or csv (default: by the ending of OUT).",
                autocompletion=one_of(WRITTEN),
            ),
        ] = None,
        skip: Annotated[
            list[str] | None,
            typer.Option(
                "--skip", metavar="COLUMN", help="A column of a table that is no question."
            ),
        ] = None,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        named = [word for value in fields or () for word in value.split(",") if word]
        trimming = Trimming(limit_of(top, default=None), private, include_answers)
        wanted = Wanted(fields_of(named, fault_words), trimming)
        forms = Forms(
            form_of(out_of, source, READ, "--from"),
            form_of(into, target, WRITTEN, "--to"),
            skip or (),
        )
        answer_all(knowledge(lang, local), source, target, wanted, forms)

    return app
