"""`pathfinder help-now`: crisis contacts at once, no question asked."""

from typing import Annotated

import typer

from pathfinder.cli.language import Lang, language_asked
from pathfinder.cli.screen import print_page
from pathfinder.engine.notification import crisis_notices
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.render.page import notices_page


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command(help="Show crisis contacts at once.")
    def help_now(
        *,
        plain: Annotated[bool, typer.Option("--plain", help="Plain text.")] = False,
        lang: Lang = None,
    ) -> None:
        kb = load_knowledge(language_asked(lang))
        print_page(notices_page(kb.interface, crisis_notices(kb)), plain=plain)

    return app
