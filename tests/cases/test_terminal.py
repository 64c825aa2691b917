"""What happens to files while somebody answers at a terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a POSIX terminal", allow_module_level=True)

from tests.e2e.terminal import Open, terminals


@pytest.fixture(name="terminal")
def opened_terminals() -> Iterator[Open]:
    """Open terminals, and close them after the test."""
    yield from terminals()


def test_a_local_file_that_was_moved_ends_no_interview(
    terminal: Open, county: Path, tmp_path: Path
) -> None:
    path = tmp_path / "county.yaml"
    path.write_bytes(county.read_bytes())
    at = terminal("interview", "--local", str(path), plain=True)
    first = at.question()
    path.unlink()
    at.press("e")
    assert at.question().id == first.id
    assert "can't be read: No such file or directory" in at.text
