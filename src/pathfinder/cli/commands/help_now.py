"""`pathfinder help-now`: crisis contacts at once, no question asked."""

from typing import Annotated

import typer

from pathfinder.cli.options.language import Lang, language_asked
from pathfinder.cli.terminal import print_page
from pathfinder.engine.parts.notices import crisis_notices
from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.render.terminal.card import crisis_page

WITHOUT_KNOWLEDGE = {
    "en": "In danger now? Call 911. In a crisis, call or text 988, day or night.",
    "es": (
        "¿Hay peligro ahora? Llame al 911. En una crisis, llame o envíe un mensaje de texto al 988, "
        "de día o de noche. Para español, oprima 2 o envíe AYUDA."
    ),
}
"""What is said where the knowledge base can't be read: those who ask for help get it all the same."""


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def help_now(
        *,
        plain: Annotated[bool, typer.Option("--plain", help="Plain text.")] = False,
        lang: Lang = None,
    ) -> None:
        language = language_asked(lang)
        try:
            kb = load_knowledge(language)
            page = crisis_page(kb.interface, crisis_notices(kb))
        except KnowledgeBaseError:
            typer.echo(WITHOUT_KNOWLEDGE[language])
            raise
        print_page(page, plain=plain)

    return app
