"""Where the authored files of the shipped knowledge base are."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def shipped_data() -> Path:
    """Return the folder of the authored files: in the package if installed, else in the checkout."""
    packaged = PACKAGE / "data"
    return packaged if packaged.is_dir() else PACKAGE.parent.parent / "data"


def starter() -> Path:
    """Return the local file that one begins with."""
    return shipped_data() / "local" / "starter.yaml"


def meetings_starter() -> Path:
    """Return the table of meetings that one begins with."""
    return shipped_data() / "local" / "meetings.csv"
