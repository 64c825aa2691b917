"""`pathfinder kb`: for those who write knowledge."""

from pathlib import Path
from typing import Annotated

import typer

from pathfinder.errors import KnowledgeBaseError, Problem, UsageError
from pathfinder.knowledge.location import shipped_data


def build() -> typer.Typer:
    """Return the group of `check`."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

    @app.callback(help="Check a knowledge base, for those who write one.")
    def kb() -> None: ...

    @app.command(
        help="Check the shipped knowledge base, a folder, or files in place of shipped ones."
    )
    def check(
        files: Annotated[
            list[Path] | None,
            typer.Argument(metavar="[FILE...]", help="A folder, or files such as supports.yaml."),
        ] = None,
    ) -> None:
        from pathfinder.knowledge.checking import check_files  # the YAML parser: 15 ms

        folder, instead = _chosen(files or [])
        report = check_files(folder, instead)
        for problem in report.problems:
            typer.echo(str(problem))
        count = len(report.problems)
        typer.echo(f"{report.summary}: {count or 'no'} problem{'' if count == 1 else 's'}.")
        if count:
            raise typer.Exit(1)

    return app


def _chosen(files: list[Path]) -> tuple[Path, dict[str, Path]]:
    """Return the folder to check, and the files that stand in for some of its own."""
    if len(files) == 1 and files[0].is_dir():
        return files[0], {}
    for path in files:
        if path.is_dir():
            raise UsageError([Problem(str(path), "is a folder", "name one folder, or files")])
        if not path.exists():
            raise KnowledgeBaseError([Problem(str(path), "can't be read: no such file")])
    return shipped_data(), {path.stem: path for path in files}
