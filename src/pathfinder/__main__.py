"""Run as `python -m pathfinder`."""

from pathfinder.cli.main import run

if __name__ == "__main__":
    run()
