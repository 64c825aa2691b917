"""`pathfinder schema`: the JSON Schemas of what goes in and comes out, and of the authored files."""

import json
from typing import Annotated

import typer

from pathfinder.cli.options.completers import one_of
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.schemas.output import (
    answers_schema,
    error_schema,
    listing_schema,
    meetings_schema,
    needs_schema,
    result_schema,
    support_schema,
    why_schema,
)

SCHEMAS = {
    "result": result_schema,
    "why": why_schema,
    "need": needs_schema,
    "list": listing_schema,
    "meetings": meetings_schema,
    "error": error_schema,
    "answers": answers_schema,
    "support": support_schema,
}


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def schema(
        name: Annotated[
            str,
            typer.Argument(
                metavar="NAME",
                help="result, why, need, list, meetings, error, answers, support, or the name of a file in data/.",
                autocompletion=_names,
            ),
        ],
    ) -> None:
        kb = load_knowledge()
        if make := SCHEMAS.get(name):
            typer.echo(json.dumps(make(kb), indent=2))
            return
        from pathfinder.schemas.authored import FILES, authored_schema

        if name not in FILES:
            known = [*SCHEMAS, *FILES]
            hint = did_you_mean(name, known) or f"one of: {', '.join(known)}"
            raise UsageError([Problem("schema", f"there is no schema {quoted(name)}", hint)])
        typer.echo(json.dumps(authored_schema(name, kb), indent=2))

    return app


def _names(incomplete: str) -> list[tuple[str, str]]:
    from pathfinder.schemas.authored import FILES

    return one_of([*SCHEMAS, *FILES])(incomplete)
