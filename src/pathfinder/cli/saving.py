"""A new file, only where a person asks for it: written for them alone."""

import os
import stat
from pathlib import Path

from pathfinder.errors import AnswersError, Problem
from pathfinder.model.answers import Said

OURS_ALONE = 0o600
ELSE = "choose a new name in a folder of your own"


def new_file(path: Path, *, replaces: bool = False) -> int:
    """Make the file at `path`, readable by its owner alone; return it, open for writing.

    `replaces`: a file or a link that stands there goes first; what a link leads to stays.
    Raises `AnswersError` where there is one, where a link stands, or where everyone may write into
    the folder.
    """
    try:
        if path.parent.stat().st_mode & stat.S_IWOTH:
            raise _refused(path, "everyone may write into its folder")
        if replaces and (path.is_symlink() or path.is_file()):
            path.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, OURS_ALONE)
    except FileExistsError as error:
        raise _refused(path, "there is one already") from error
    except OSError as error:
        raise _refused(path, f"can't be written: {error.strerror}") from error


def write_file(path: Path, text: str, *, replaces: bool) -> None:
    """Write `text` into a file at `path` that only its owner may read.

    Raises `AnswersError` where `new_file` does, and where the file can not be written.
    """
    file = new_file(path, replaces=replaces)
    try:
        with os.fdopen(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise _refused(path, f"can't be written: {error.strerror}") from error


class Saved:
    """A new file that holds what was said so far, and is written anew after each answer."""

    def __init__(self, path: Path) -> None:
        """Make the file at `path`. Raises `AnswersError` where `new_file` does."""
        self._path = path
        self._file = new_file(path)

    def write(self, said: Said) -> None:
        """Put `said` into the file in place of what stood there."""
        text = "".join(
            f"{question}: [{', '.join(options)}]\n" if options else f"{question}:\n"
            for question, options in said.items()
        ).encode()
        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.truncate(self._file, 0)
            os.write(self._file, text)
            os.fsync(self._file)
        except OSError as error:
            raise _refused(self._path, f"can't be written: {error.strerror}") from error


def _refused(path: Path, message: str) -> AnswersError:
    return AnswersError([Problem(str(path), message, ELSE)])
