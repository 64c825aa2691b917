"""The words for what is wrong, in the language of the command that runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pathfinder.cli.options.language import language_in
from pathfinder.cli.typer_internals import arguments_of_the_command
from pathfinder.errors import nearest

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords


def fault_words(arguments: Sequence[str] | None = None) -> "FaultWords":
    """Return the words for what is wrong with the command that runs, or that has these `arguments`.

    Raises `KnowledgeBaseError` where they can't be read.
    """
    from pathfinder.knowledge.compiled import load_compiled  # only a fault pays

    language = language_in(arguments_of_the_command() if arguments is None else arguments)
    return load_compiled(language).kb.interface.faults


def reason_of(error: OSError, words: "FaultWords") -> str:
    """Return why a file can't be used: what the system says, in our words where we have some."""
    ours: dict[type[OSError], str] = {
        FileNotFoundError: words.no_such_file,
        PermissionError: words.not_allowed,
        IsADirectoryError: words.is_folder,
    }
    return ours.get(type(error), error.strerror or type(error).__name__)


def one_of_these(words: "FaultWords", word: str, known: Sequence[str]) -> str:
    """Return as a hint which of `known` may be meant by `word`, or all of them."""
    if near := nearest(word, known):
        return words.did_you_mean.format(word=near)
    return words.one_of.format(words=", ".join(known))
