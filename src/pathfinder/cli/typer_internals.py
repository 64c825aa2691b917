"""What pathfinder uses of Typer that Typer does not promise to keep: named here, nowhere else.

Typer carries a copy of Click below `typer._click`, and has no public name for these. The bound on
its version in `pyproject.toml` holds them in place; docs/decisions/0006 says why it stands.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from typer._click import Command, Context
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.shell_completion import CompletionItem, ShellComplete

if TYPE_CHECKING:
    from typer._click._termui_impl import ProgressBar
    from typer._click.core import Parameter

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "ClickException",
    "Command",
    "CompletionItem",
    "Context",
    "HelpFormatter",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "Parameter",
    "ProgressBar",
    "ShellComplete",
    "arguments_of_the_command",
    "given_before_the_subcommand",
]


def given_before_the_subcommand() -> Mapping[str, Any]:
    """Return the options of the root command by name; none where no command is running."""
    context = get_current_context(silent=True)
    return context.find_root().params if context else {}


def arguments_of_the_command() -> Sequence[str]:
    """Return all arguments of the command that runs, as `main` gave them to the root command."""
    context = get_current_context(silent=True)
    arguments: Sequence[str] | None = context.find_root().obj if context else None
    return arguments or ()
