"""`pathfinder interview`, and `pathfinder` alone: questions at a terminal, then the result."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.dialogue.end_menu import run
from pathfinder.cli.dialogue.session import Ended, Session
from pathfinder.cli.exit_codes import CANCELLED
from pathfinder.cli.options.answer_files import said_in_file
from pathfinder.cli.options.language import Lang, language_asked
from pathfinder.cli.options.local import LocalFiles, files_named, in_language
from pathfinder.cli.options.save import ResumeFile, SaveFile
from pathfinder.cli.paths import file_named
from pathfinder.cli.private_file import Saved
from pathfinder.cli.stderr_notes import tell
from pathfinder.cli.terminal import clear, draws
from pathfinder.cli.typer_internals import given_before_the_subcommand
from pathfinder.errors import Problem, UsageError
from pathfinder.interview import START, resumed
from pathfinder.prompts import Left


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def command(
        *,
        plain: Annotated[
            bool, typer.Option("--plain", help="Plain text and numbered choices, no drawing.")
        ] = False,
        lang: Lang = None,
        local: LocalFiles = None,
        save: SaveFile = None,
        resume: ResumeFile = None,
    ) -> None:
        root = given_before_the_subcommand()
        save, resume = save or root.get("save"), resume or root.get("resume")
        interview(plain=plain, lang=lang, local=local, save=save, resume=resume)

    return app


def interview(
    *,
    plain: bool,
    lang: str | None = None,
    local: Sequence[Path] | None = None,
    save: Path | None = None,
    resume: Path | None = None,
) -> None:
    """Ask what can still matter, then print the result.

    Raises `UsageError` without a terminal, `PathfinderError` where a file is wrong, and
    `typer.Exit` with 130 where the person stops.
    """
    files = files_named(local)
    save = save and file_named(save, "--save")
    resume = resume and file_named(resume, "--resume")
    kb = in_language(language_asked(lang), files, tells=True)
    words = kb.interface.faults
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError([Problem("", words.no_terminal, words.no_terminal_hint)])
    if str(resume) == "-":
        raise UsageError([Problem("--resume", words.takes_file, words.answered_there)])
    state = resumed(kb, said_in_file(kb, str(resume))) if resume else START
    saved = _saved(save, resume)
    session = Session(kb, state, saved, files, plain=not draws(plain=plain))
    if save and resume:
        session.save()
    try:
        run(session)
    except Ended as ended:
        if ended.is_wiped:
            clear()
            typer.echo(session.kb.interface.left)
    except (KeyboardInterrupt, EOFError, Left):
        interface = session.kb.interface
        said = interface.stopped_saved if saved else interface.stopped
        tell(f"\n{said} {interface.stopped_help}")
        raise typer.Exit(CANCELLED) from None


def _saved(save: Path | None, resume: Path | None) -> Saved | None:
    """Return the file to write into: the one named for it, else the one that is gone on from."""
    if save and save != resume:
        return Saved(save)
    return Saved(resume, replaces=True) if resume else None
