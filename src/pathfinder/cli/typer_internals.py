"""What pathfinder uses of Typer that Typer does not promise to keep: named here, nowhere else.

Typer carries a copy of Click below `typer._click`, and has no public name for these. The bound on
its version in `pyproject.toml` holds them in place; docs/decisions/0006 says why it stands.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from typer._click import Command, Context
from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.shell_completion import CompletionItem, ShellComplete

if TYPE_CHECKING:
    from typer._click._termui_impl import ProgressBar

__all__ = [
    "ClickException",
    "Command",
    "CompletionItem",
    "Context",
    "HelpFormatter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "ProgressBar",
    "ShellComplete",
    "given_before_the_subcommand",
]


def given_before_the_subcommand() -> Mapping[str, Any]:
    """Return the options of the root command by name; none where no command is running."""
    context = get_current_context(silent=True)
    return context.find_root().params if context else {}
