"""`pathfinder kb check`: every problem of a knowledge base, or of local files."""

from typing import Annotated

import typer

from pathfinder.cli.commands.kb.folders import Files, base_of, chosen, today
from pathfinder.cli.exit_codes import WRONG_FILE
from pathfinder.cli.options.local import LocalFiles, files_named
from pathfinder.cli.stderr_notes import tell
from pathfinder.errors import printable

MaxAge = Annotated[
    int, typer.Option(min=0, metavar="DAYS", help="Warn of what was checked longer ago.")
]


def check(files: Files = None, *, max_age: MaxAge = 365, local: LocalFiles = None) -> None:
    """Print every problem of a knowledge base or of local files; leave with 1 where there is one."""
    if named := files_named(local):
        from pathfinder.knowledge.overlay_report import check_local

        report = check_local(*base_of(files or []), named, today(), max_age)
    else:
        from pathfinder.knowledge.report import check_files  # the YAML parser: 15 ms

        report = check_files(*chosen(files or []), today(), max_age)
    for warning in report.warnings:
        tell(f"warning: {warning}")
    for problem in report.problems:
        typer.echo(str(problem))
    count = len(report.problems)
    summary = f"{report.summary}: {count or 'no'} problem{'' if count == 1 else 's'}."
    typer.echo(printable(summary))
    if count:
        raise typer.Exit(WRONG_FILE)
