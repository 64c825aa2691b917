"""The process: run the command line and leave."""

import gc

# A command lives for a tenth of a second: collecting garbage takes 6 % of it and finds nothing.
gc.disable()

# What `signal` is made of; that one loads ten modules, in which it would be too late.
import _signal  # noqa: E402 # pyright: ignore[reportMissingModuleSource]

# Until the command line can say how things stand, Ctrl-C ends the process without a word.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

import contextlib  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402

from pathfinder.cli.exit_codes import CANCELLED  # noqa: E402
from pathfinder.cli.main import main  # noqa: E402


def run() -> None:
    """Run `pathfinder` and leave the process without taking its values apart, 20 % of its time."""
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = main()
        sys.stdout.flush()
        with contextlib.suppress(OSError):  # nobody can be told
            sys.stderr.flush()
    except KeyboardInterrupt:
        code = CANCELLED
    os._exit(code)


if __name__ == "__main__":
    run()
