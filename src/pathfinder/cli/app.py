"""Which subcommands there are. Each is imported only when it is called."""

import importlib
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from pathfinder import __version__
from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles
from pathfinder.cli.options.save import ResumeFile, SaveFile
from pathfinder.cli.typer_internals import Command, Context
from pathfinder.errors import Problem, UsageError, nearest, quoted

if TYPE_CHECKING:
    from pathfinder.cli.help_layout import Formatter


class Subcommand:
    """Where a subcommand lives, what it does in a few words, and `more` for its own help."""

    def __init__(self, module: str, summary: str, more: str = "") -> None:
        self.module: Final = module
        self.summary: Final = summary
        self.more: Final = more


SUBCOMMANDS = {
    "interview": Subcommand("interview", "Answer a few questions and see what may fit."),
    "suggest": Subcommand(
        "suggest",
        "See what may fit, from flags or a file of answers.",
        "Every answer is optional; ids and options: `questions`.",
    ),
    "batch": Subcommand(
        "batch",
        "Answer many sheets: lines of JSON, or a table.",
        "Results keep the order of the sheets.",
    ),
    "why": Subcommand(
        "why", "See why a support is, or is not, suggested.", "It also says what would change that."
    ),
    "supports": Subcommand("supports", "Read what pathfinder knows of each support."),
    "needs": Subcommand(
        "needs", "Walk the needs, and see what serves each.", "Name one to read it alone."
    ),
    "meetings": Subcommand(
        "meetings.group",
        "Find the next meetings, from lists you were given.",
        "Facts about places only.",
    ),
    "questions": Subcommand("questions", "List every question, option and flag."),
    "help-now": Subcommand("help_now", "Show crisis contacts at once."),
    "kb": Subcommand("kb.group", "Check a knowledge base, for those who write one."),
    "schema": Subcommand(
        "schema",
        "Print a JSON Schema.",
        "One of: result, why, need, list, meetings, error, answers, support, or a file in data/.",
    ),
    "completion": Subcommand("completion", "Let the Tab key complete what you type."),
}


ALSO: dict[str, str] = dict.fromkeys(("911", "988", "crisis", "help"), "help-now")
"""Other words for a subcommand: what someone in need may type."""


def _formatter(**size: Any) -> "Formatter":  # noqa: ANN401 - what Typer gives
    from pathfinder.cli.help_layout import Formatter  # only help is laid out

    return Formatter(**size)


Context.formatter_class = staticmethod(_formatter)  # type: ignore[assignment]


class LazyGroup(TyperGroup):
    """A group that knows its subcommands by name and imports the one that is called."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the subcommands, in the order of the help."""
        del ctx
        return list(SUBCOMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return what the help of the group needs of the subcommand `cmd_name`: its summary."""
        del ctx
        if cmd_name not in SUBCOMMANDS:
            return None
        summary = SUBCOMMANDS[cmd_name].summary
        return TyperCommand(cmd_name, short_help=summary, rich_markup_mode=None)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the subcommand that `args` name, built, and the arguments left for it."""
        name, *rest = args
        name = ALSO.get(name, name)
        if name not in SUBCOMMANDS:
            if ctx.resilient_parsing:  # a shell asks how to complete what is being typed
                return None, None, rest
            words, near = fault_words(), nearest(name, SUBCOMMANDS)
            hint = words.did_you_mean.format(word=near) if near else words.all_commands
            raise UsageError([Problem("", words.no_command.format(word=quoted(name)), hint)])
        subcommand = SUBCOMMANDS[name]
        module = importlib.import_module(f"pathfinder.cli.commands.{subcommand.module}")
        command = get_command(module.build())
        command.name = name
        command.help = f"{subcommand.summary} {subcommand.more}".strip()
        for part in command.commands.values() if isinstance(command, TyperGroup) else ():
            part.short_help = part.help  # else it is cut to what fits beside the name
        return name, command, rest


app = typer.Typer(
    cls=LazyGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,  # `completion` prints the scripts; nothing here edits a shell's files
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:  # noqa: FBT001 - the shape that Typer calls
    if value:
        typer.echo(f"pathfinder {__version__}")
        raise typer.Exit


@app.callback()
def root(  # noqa: PLR0913 - the options of one command
    context: typer.Context,
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="Plain text and numbered choices, no drawing.")
    ] = False,
    lang: Lang = None,
    local: LocalFiles = None,
    save: SaveFile = None,
    resume: ResumeFile = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Find recovery support that fits. Without a command, it asks a few questions.

    In danger now? Call 911. In a crisis, call or text 988. `pathfinder help-now` shows more.
    """
    del version, lang, local  # each command asks for them
    if context.invoked_subcommand is None:
        from pathfinder.cli.commands.interview import interview

        interview(plain=plain, save=save, resume=resume)
    elif (save or resume) and context.invoked_subcommand != "interview":
        flag = "--save" if save else "--resume"
        words = fault_words()
        raise UsageError([Problem(flag, words.for_questions, words.leave_command)])
