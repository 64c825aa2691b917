"""Answers in a file, only where a person asks for it: written for them alone."""

import os
import stat
from pathlib import Path

from pathfinder.errors import AnswersError, Problem
from pathfinder.model.answers import Said

OURS_ALONE = 0o600
ELSE = "choose a new name in a folder of your own"


class Saved:
    """A new file that holds what was said so far, and is written anew after each answer."""

    def __init__(self, path: Path) -> None:
        """Make the file at `path`, readable by its owner alone.

        Raises `AnswersError` where there is one, where a link stands, or where everyone may write
        into the folder.
        """
        self._path = path
        try:
            if path.parent.stat().st_mode & stat.S_IWOTH:
                raise _refused(path, "everyone may write into its folder")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            self._file = os.open(path, flags, OURS_ALONE)
        except FileExistsError as error:
            raise _refused(path, "there is one already") from error
        except OSError as error:
            raise _refused(path, f"can't be written: {error.strerror}") from error

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
