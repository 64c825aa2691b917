"""`pathfinder kb`: for those who write knowledge."""

import typer

from pathfinder.cli.commands.kb.check import check
from pathfinder.cli.commands.kb.figures import coverage, stats
from pathfinder.cli.commands.kb.new import new
from pathfinder.cli.commands.kb.verify import verify


def build() -> typer.Typer:
    """Return the group of commands."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
    app.callback()(_kb)
    for run, help_ in (
        (
            check,
            "Check the shipped knowledge base, a folder, files in place of shipped ones, or local files.",
        ),
        (verify, "Prove what must hold for every possible set of answers."),
        (new, "Write a file for the supports of a place, to begin with."),
        (stats, "Show how much there is, how old it is and how well it is sourced."),
        (coverage, "Print, as Markdown, where each thing that others list is covered."),
    ):
        app.command(help=help_)(run)
    return app


def _kb() -> None: ...
