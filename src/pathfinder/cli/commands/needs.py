"""`pathfinder needs`: what a person may need, and what serves it, to walk through."""

from typing import Annotated

import typer

from pathfinder.cli.options.find_support import need_named, needs_starting
from pathfinder.cli.options.formats import JSON, TEXT, Format, Json, format_chosen
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.pager import print_long
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import page_text
from pathfinder.engine.walk import walk
from pathfinder.render.as_json import as_json
from pathfinder.render.terminal.needs_page import need_page, needs_page


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def needs(  # noqa: PLR0913 - the options of one command
        id_: Annotated[
            str | None,
            typer.Argument(
                metavar="[ID]",
                help="The id or name of one need.",
                show_default=False,
                autocompletion=needs_starting,
            ),
        ] = None,
        *,
        format_: Format = TEXT,
        json: Json = False,
        plain: Annotated[bool, typer.Option("--plain", help="Plain text.")] = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        form = format_chosen(format_, json=json)
        kb = knowledge(lang, local)
        walked = walk(kb, kb.needs if id_ is None else [need_named(kb, id_, "needs")])
        if form == JSON:
            print_exact(f"{as_json(walked)}\n")
            return
        words = kb.interface
        page = needs_page(words, walked) if id_ is None else need_page(words, walked.needs[0])
        print_long(words, page_text(page, plain=plain), plain=plain)

    return app
