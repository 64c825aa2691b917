"""Files as people name them on the command line."""

from pathlib import Path

from pathfinder.errors import Problem, UsageError

PIPE = "-"
"""What stands for standard input or output in place of a file."""


def file_named(name: str | Path, flag: str) -> Path:
    """Return the path that `name` means, where `~` is the home folder: not every shell expands it.

    Raises `UsageError`, at `flag`, where it names nothing, or the home of someone unknown.
    """
    if name == Path() or not str(name).strip():
        raise UsageError([Problem(flag, "names no file", f"write  {flag} FILE")])
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError([Problem(flag, f"{name}: there is no such home folder")]) from error
