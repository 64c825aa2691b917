"""`pathfinder kb stats` and `kb coverage`: how much there is, and what of others it covers."""

from typing import Annotated

import typer

from pathfinder.cli.commands.kb.folders import Files, chosen, today
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import print_page
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.data_dir import shipped_data

Plain = Annotated[bool, typer.Option("--plain", help="Plain text.")]


def stats(files: Files = None, *, plain: Plain = False) -> None:
    """Print the figures of a knowledge base."""
    from pathfinder.knowledge.statistics import statistics_of
    from pathfinder.render.terminal.kb_pages import figures_page

    print_page(figures_page(statistics_of(*chosen(files or []), today())), plain=plain)


def coverage() -> None:
    """Print the page that docs/coverage.md holds."""
    from pathfinder.knowledge.checks.coverage import read_coverage
    from pathfinder.render.terminal.kb_pages import coverage_markdown

    names = {support.id: support.name for support in load_knowledge().supports}
    lists = read_coverage(shipped_data() / "coverage.yaml", names)
    print_exact(coverage_markdown(lists, names))
