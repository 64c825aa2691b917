"""What a prompt needs of the terminal itself."""

import shutil
import sys

LEAST_COLUMNS, LEAST_ROWS = 50, 14


def is_small() -> bool:
    """Return whether the terminal is too small for a list that is drawn."""
    columns, rows = shutil.get_terminal_size()
    return columns < LEAST_COLUMNS or rows < LEAST_ROWS


def drop_typed_ahead() -> None:
    """Forget what was typed before anything asked for it."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios

    try:
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
    except (OSError, ValueError):
        return  # no terminal, so nobody types ahead
