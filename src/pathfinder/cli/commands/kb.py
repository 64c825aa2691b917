"""`pathfinder kb`: for those who write knowledge."""

import datetime as dt
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.exit_codes import WRONG_FILE
from pathfinder.cli.options.completers import a_file
from pathfinder.cli.options.local import LocalFiles, files_named
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.cli.stderr_notes import print_exact, tell
from pathfinder.cli.terminal import print_page
from pathfinder.errors import KnowledgeBaseError, Problem, UsageError, printable
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.data_dir import shipped_data, starter
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from pathfinder.knowledge.build.overlay_base import Foundation
    from pathfinder.knowledge.compiled import Compiled

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE...]", help="A folder, or files such as supports.yaml.", autocompletion=a_file
    ),
]
MaxAge = Annotated[
    int, typer.Option(min=0, metavar="DAYS", help="Warn of what was checked longer ago.")
]
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
Plain = Annotated[bool, typer.Option("--plain", help="Plain text.")]


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


def check(files: Files = None, *, max_age: MaxAge = 365, local: LocalFiles = None) -> None:
    """Print every problem of a knowledge base or of local files; leave with 1 where there is one."""
    if named := files_named(local):
        from pathfinder.knowledge.overlay_report import check_local

        report = check_local(*_below(files or []), named, _today(), max_age)
    else:
        from pathfinder.knowledge.report import check_files  # the YAML parser: 15 ms

        report = check_files(*_chosen(files or []), _today(), max_age)
    for warning in report.warnings:
        tell(f"warning: {warning}")
    for problem in report.problems:
        typer.echo(str(problem))
    count = len(report.problems)
    summary = f"{report.summary}: {count or 'no'} problem{'' if count == 1 else 's'}."
    typer.echo(printable(summary))
    if count:
        raise typer.Exit(WRONG_FILE)


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
    from pathfinder.cli.commands.kb_verify import Verifying, print_verification

    if seconds is not None:
        conflicts = max(1, int(seconds * CONFLICTS_A_SECOND))
    how = Verifying(conflicts, sheets, files_named(local))
    if not print_verification(*_chosen(files or []), how):
        raise typer.Exit(WRONG_FILE)


def stats(files: Files = None, *, plain: Plain = False) -> None:
    """Print the figures of a knowledge base."""
    from pathfinder.knowledge.statistics import statistics_of
    from pathfinder.render.terminal.kb_pages import figures_page

    print_page(figures_page(statistics_of(*_chosen(files or []), _today())), plain=plain)


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A new file.", autocompletion=a_file),
    ] = None,
    *,
    list_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="LIST",
            help="Begin with the places of a list: CSV, TSV, or JSON of FindTreatment.gov.",
            autocompletion=a_file,
        ),
    ] = None,
) -> None:
    """Write a local file to begin with, to `file` or to standard output."""
    if list_ is None:
        text = starter().read_text(encoding="utf-8")
    else:
        from pathfinder.knowledge.draft.read import draft_from
        from pathfinder.knowledge.draft.write import MISSING

        text = draft_from(file_named(list_, "--from"), load_knowledge())
        left = text.count(MISSING)
        tell(f"{left} keys are missing: finish each line that says {MISSING}.")
    if file is None or str(file) == PIPE:
        print_exact(text)
        return
    path = file_named(file, "FILE")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        hint = "choose a new name"
        raise KnowledgeBaseError([Problem(str(file), "there is one already", hint)]) from error
    except OSError as error:
        message = f"can't be written: {error.strerror}"
        raise KnowledgeBaseError([Problem(str(file), message)]) from error


def coverage() -> None:
    """Print the page that docs/coverage.md holds."""
    from pathfinder.knowledge.checks.coverage import read_coverage
    from pathfinder.render.terminal.kb_pages import coverage_markdown

    names = {support.id: support.name for support in load_knowledge().supports}
    lists = read_coverage(shipped_data() / "coverage.yaml", names)
    print_exact(coverage_markdown(lists, names))


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _chosen(files: list[Path]) -> tuple[Path, dict[str, Path]]:
    """Return the folder to read, and the files that stand in for some of its own."""
    if len(files) == 1 and files[0].is_dir():
        return files[0], {}
    for path in files:
        if path.is_dir():
            raise UsageError([Problem(str(path), "is a folder", "name one folder, or files")])
        if not path.exists():
            raise KnowledgeBaseError([Problem(str(path), "can't be read: no such file")])
    return shipped_data(), {_name(path): path for path in files}


def _below(files: list[Path]) -> tuple["Compiled", "Foundation"]:
    """Return what local files are laid over: the shipped knowledge base, or that of `files`."""
    if files:
        from pathfinder.knowledge.build.compile import compile_foundation, compile_knowledge

        folder, instead = _chosen(files)
        return compile_knowledge(folder, instead), compile_foundation(folder, instead)
    from pathfinder.knowledge.build.overlay_base import load_foundation
    from pathfinder.knowledge.compiled import load_compiled

    return load_compiled(ENGLISH), load_foundation(ENGLISH)


def _name(path: Path) -> str:
    """Return what the file at `path` stands in for: `notices`, or `es/notices` in such a folder."""
    folder = path.absolute().parent.name
    return f"{folder}/{path.stem}" if folder in LANGUAGES else path.stem
