"""`pathfinder kb verify`: what must hold for every possible set of answers."""

from importlib.util import find_spec
from typing import Annotated

import typer

from pathfinder.cli.commands.kb.folders import Files, chosen
from pathfinder.cli.exit_codes import WRONG_FILE
from pathfinder.cli.options.local import LocalFiles, files_named
from pathfinder.errors import Problem, UsageError

CONFLICTS_A_SECOND = 10_000
"""What the hardest question costs on an ordinary machine."""

Conflicts = Annotated[
    int,
    typer.Option(min=1, metavar="N", help="Dead ends the solver may meet over one question."),
]

Seconds = Annotated[
    float | None,
    typer.Option(min=0.001, hidden=True, help="The earlier form of --conflicts, 10,000 a second."),
]

Sheets = Annotated[
    int, typer.Option(min=0, metavar="N", help="Random sheets to compare solver and engine on.")
]


def verify(
    files: Files = None,
    *,
    conflicts: Conflicts = 1_000_000,
    seconds: Seconds = None,
    sheets: Sheets = 1_000_000,
    local: LocalFiles = None,
) -> None:
    """Print what is proved; leave with 1 where something is broken, or is grave and not proved."""
    if find_spec("pysat") is None:
        hint = "pip install 'recovery-pathfinder[verify]'"
        raise UsageError([Problem("kb verify", "the solver is not installed", hint)])
    from pathfinder.cli.commands.kb.verification import Verifying, print_verification

    if seconds is not None:
        conflicts = max(1, int(seconds * CONFLICTS_A_SECOND))
    how = Verifying(conflicts, sheets, files_named(local))
    if not print_verification(*chosen(files or []), how):
        raise typer.Exit(WRONG_FILE)
