"""The process: run the command line and leave."""

import gc

# A command lives for a tenth of a second: collecting garbage takes 6 % of it and finds nothing.
gc.disable()

import os  # noqa: E402
import sys  # noqa: E402

from pathfinder.cli.main import main  # noqa: E402


def run() -> None:
    """Run `pathfinder` and leave the process without taking its values apart, 20 % of its time."""
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
