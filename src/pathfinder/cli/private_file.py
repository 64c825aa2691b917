"""A file, only where a person asks for it: written for them alone, whole or not at all."""

import os
import stat
from pathlib import Path

from pathfinder.cli.fault_words import fault_words, reason_of
from pathfinder.errors import AnswersError, Problem
from pathfinder.model.answers import Said

OURS_ALONE = 0o600
WINDOWS = os.name == "nt"


def new_file(path: Path) -> int:
    """Make the file at `path`, readable by its owner alone; return it, open for writing.

    Raises `AnswersError` where there is one, where a link stands, or where everyone may take away
    what is in the folder.
    """
    return _made(path, path)


def write_file(path: Path, text: str, *, replaces: bool) -> None:
    """Write `text` into a file at `path` that only its owner may read.

    `replaces`: it takes the place of a file or a link that stands there; what a link leads to
    stays. Raises `AnswersError` where `new_file` does, and where the file can not be written: then
    what stood there still does.
    """
    if not replaces:
        _write(path, text, path)
    elif path.exists() and not (path.is_symlink() or path.is_file()):
        raise _refused(path, fault_words().there_already)
    else:
        _write_over(path, text)


class Saved:
    """A file that holds what was said so far, and is written anew after each answer."""

    def __init__(self, path: Path, *, replaces: bool = False) -> None:
        """Make the file at `path`, but where it `replaces` one that is there.

        Raises `AnswersError` where `new_file` does.
        """
        self._path = path.absolute()
        if not replaces:
            os.close(new_file(path))

    def write(self, said: Said) -> None:
        """Put `said` into the file in place of what stood there."""
        text = "".join(
            f"{question}: [{', '.join(options)}]\n" if options else f"{question}:\n"
            for question, options in said.items()
        )
        _write_over(self._path, text)


def _write_over(path: Path, text: str) -> None:
    """Write `text` beside `path`, then move it there, so that what is there is always whole."""
    beside = path.with_name(f".pathfinder-{os.urandom(8).hex()}")
    _write(beside, text, path)
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _refused(path, _unwritten(error)) from error


def _write(path: Path, text: str, named: Path) -> None:
    """Write `text` into a new file at `path`; leave none where it can not be written."""
    file = _made(path, named)
    try:
        with os.fdopen(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(file)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refused(named, _unwritten(error)) from error
    except KeyboardInterrupt:
        path.unlink(missing_ok=True)
        raise


def _made(path: Path, named: Path) -> int:
    """Make the file at `path` as `new_file` does; a message speaks of `named`."""
    try:
        if _is_anyones(path.parent):
            raise _refused(named, fault_words().anyones_folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, OURS_ALONE)
    except FileExistsError as error:
        raise _refused(named, fault_words().there_already) from error
    except OSError as error:
        raise _refused(named, _unwritten(error)) from error


def _is_anyones(folder: Path) -> bool:
    """Return whether everyone may take away what is in `folder`.

    Where it is sticky, as `/tmp` is, each may take away their own. On Windows the mode says nothing:
    every folder has the same.
    """
    mode = folder.stat().st_mode
    return not WINDOWS and bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX


def _unwritten(error: OSError) -> str:
    words = fault_words()
    return words.no_write.format(why=reason_of(error, words))


def _refused(path: Path, message: str) -> AnswersError:
    return AnswersError([Problem(str(path), message, fault_words().another_name)])
