"""`pathfinder schema`: the JSON Schemas of what goes in and comes out."""

import json
from typing import Annotated

import typer

from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.render.schemas import answers_schema, result_schema, support_schema

SCHEMAS = {"result": result_schema, "answers": answers_schema, "support": support_schema}


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command(help="Print a JSON Schema (2020-12): result, answers or support.")
    def schema(
        name: Annotated[str, typer.Argument(metavar="NAME", help="result, answers or support.")],
    ) -> None:
        make = SCHEMAS.get(name)
        if make is None:
            hint = did_you_mean(name, SCHEMAS) or f"one of: {', '.join(SCHEMAS)}"
            raise UsageError([Problem("schema", f"there is no schema {quoted(name)}", hint)])
        typer.echo(json.dumps(make(load_knowledge()), indent=2))

    return app
