"""`pathfinder meetings`: lists of meetings into a file, and the next ones out of it."""

import typer

from pathfinder.cli.commands.meetings.check import check
from pathfinder.cli.commands.meetings.new import new
from pathfinder.cli.commands.meetings.next import next_
from pathfinder.cli.commands.meetings.pull import pull
from pathfinder.cli.commands.meetings.read import read


def build() -> typer.Typer:
    """Return the group of commands."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
    app.callback(help="Keep lists of meetings in a file, and find the next ones.")(_meetings)
    for name, run, help_ in (
        ("new", new, "Write a table of meetings of your own, to begin with."),
        ("read", read, "Read lists of meetings from files into one file of meetings. No network."),
        ("pull", pull, "Fetch lists from their hosts. The only command that uses a network."),
        ("next", next_, "Show the next meetings near a place, or online."),
        (
            "check",
            check,
            "Show what a file of meetings holds, how old it is, and what was not read.",
        ),
    ):
        app.command(name, help=help_)(run)
    return app


def _meetings() -> None: ...
