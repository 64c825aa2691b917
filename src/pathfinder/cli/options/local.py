"""Which knowledge a command speaks from: the shipped one, and the local files laid over it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.completers import WORDS, a_file
from pathfinder.cli.options.language import language_asked
from pathfinder.cli.paths import file_named
from pathfinder.cli.stderr_notes import tell
from pathfinder.cli.typer_internals import given_before_the_subcommand

if TYPE_CHECKING:
    from pathfinder.errors import Problem
    from pathfinder.model.knowledge_base import KnowledgeBase

VARIABLE = "PATHFINDER_LOCAL"

LocalFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--local",
        metavar="FILE",
        help="Supports of a place, in a file of your own. May be given again; later ones win.",
        autocompletion=a_file,
    ),
]


def knowledge(lang: str | None = None, local: Sequence[Path] | None = None) -> "KnowledgeBase":
    """Return the shipped knowledge base with the local files that were named laid over it.

    It is in the language `lang`, asked for here or before the subcommand. Raises `UsageError` where
    that is none there is, and `KnowledgeBaseError` with every problem of every file.
    """
    completes = WORDS in os.environ  # a shell that completes reads no warnings
    return in_language(language_asked(lang), files_named(local), tells=not completes)


def in_language(language: str, files: Sequence[Path], *, tells: bool = False) -> "KnowledgeBase":
    """Return the shipped knowledge base in `language` with `files` laid over it.

    `tells`: texts that seem to be cut are told of on standard error, in one line. Raises `KnowledgeBaseError` with every problem of every file.
    """
    if not files:
        from pathfinder.knowledge.compiled import load_knowledge

        return load_knowledge(language)
    from pathfinder.knowledge.build.overlay_base import load_foundation
    from pathfinder.knowledge.compiled import load_compiled
    from pathfinder.knowledge.overlay.apply_files import with_local

    tell_cut = _tell_cut if tells else None
    return with_local(load_compiled(language), load_foundation(language), files, tell_cut)


def _tell_cut(cut: "Sequence[Problem]") -> None:
    words = fault_words()
    more = f" {words.more_warnings.format(count=len(cut) - 1)}" if cut[1:] else ""
    tell(f"{words.warning.format(problem=cut[0])}{more}")


def files_named(local: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """Return the local files named before the subcommand and here; of the environment if none is."""
    before: Sequence[str] | None = given_before_the_subcommand().get("local")
    if named := (*map(Path, before or ()), *(local or ())):
        return tuple(file_named(name, "--local") for name in named)
    in_variable = os.environ.get(VARIABLE, "").split(os.pathsep)
    return tuple(file_named(name, VARIABLE) for name in in_variable if name)
