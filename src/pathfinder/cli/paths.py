"""Files as people name them on the command line."""

from pathlib import Path

from pathfinder.cli.fault_words import fault_words
from pathfinder.errors import Problem, UsageError

PIPE = "-"
"""What stands for standard input or output in place of a file."""


def file_named(name: str | Path, flag: str) -> Path:
    """Return the path that `name` means, where `~` is the home folder: not every shell expands it.

    Raises `UsageError`, at `flag`, where it names nothing, or the home of someone unknown.
    """
    if name == Path() or not str(name).strip():
        words = fault_words()
        raise UsageError([Problem(flag, words.names_no_file, words.name_file.format(flag=flag))])
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        message = fault_words().no_home.format(name=name)
        raise UsageError([Problem(flag, message)]) from error
