"""Modules and folders that can be read at a sitting."""

from collections import Counter

from tests.conftest import ROOT

MODULES = [*(ROOT / "src").rglob("*.py")]
MOST_LINES, MOST_MODULES = 200, 16


def test_no_module_is_longer_than_it_may_be() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert max(lengths.values()) > MOST_LINES // 2
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_no_folder_holds_more_modules_than_it_may() -> None:
    counted = Counter(str(path.parent) for path in MODULES if path.name != "__init__.py")
    assert max(counted.values()) > MOST_MODULES // 2
    assert {folder: count for folder, count in counted.items() if count > MOST_MODULES} == {}
