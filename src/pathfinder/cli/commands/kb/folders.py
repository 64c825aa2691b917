"""Which files of knowledge a command reads, and on which day."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.options.completers import a_file
from pathfinder.errors import KnowledgeBaseError, Problem, UsageError
from pathfinder.knowledge.data_dir import shipped_data
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


def today() -> dt.date:
    """Return the day in UTC."""
    return dt.datetime.now(dt.UTC).date()


def chosen(files: list[Path]) -> tuple[Path, dict[str, Path]]:
    """Return the folder to read, and the files that stand in for some of its own.

    Raises `UsageError` or `KnowledgeBaseError` where one of `files` can't be that.
    """
    if len(files) == 1 and files[0].is_dir():
        return files[0], {}
    for path in files:
        if path.is_dir():
            raise UsageError([Problem(str(path), "is a folder", "name one folder, or files")])
        if not path.exists():
            raise KnowledgeBaseError([Problem(str(path), "can't be read: no such file")])
    return shipped_data(), {_name(path): path for path in files}


def base_of(files: list[Path]) -> tuple["Compiled", "Foundation"]:
    """Return the knowledge base under local files, and what it shares: the shipped one, or `files`."""
    if files:
        from pathfinder.knowledge.build.compile import compile_both

        return compile_both(*chosen(files))
    from pathfinder.knowledge.build.overlay_base import load_foundation
    from pathfinder.knowledge.compiled import load_compiled

    return load_compiled(ENGLISH), load_foundation(ENGLISH)


def _name(path: Path) -> str:
    """Return what the file at `path` stands in for: `notices`, or `es/notices` in such a folder."""
    folder = path.absolute().parent.name
    return f"{folder}/{path.stem}" if folder in LANGUAGES else path.stem
