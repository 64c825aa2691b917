"""What every test may ask for."""

import functools
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings

from pathfinder import load_knowledge
from pathfinder.cli.main import main
from pathfinder.knowledge import compiled as compiled_files
from pathfinder.knowledge.build.compile import compiled as compiled_from
from pathfinder.knowledge.build.compile import foundation_from
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled, joined
from pathfinder.knowledge.files import read_documents
from pathfinder.knowledge.languages import ENGLISH
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.base import read_authored
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.oracle import Oracle
from tests.properties.strategies import EXAMPLES

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"

settings.register_profile(
    "pathfinder",
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
# Of a mutant it is enough to know that it is caught: nothing is shrunk, and each run is the same.
settings.register_profile(
    "mutants",
    settings.get_profile("pathfinder"),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
# Most mutants fall to a few examples; what lives then is tried with all.
settings.register_profile("mutants_first", settings.get_profile("mutants"), max_examples=3)
T = TypeVar("T")
# A command collects no garbage; where much is kept from test to test, that takes a quarter of the time.
gc.set_threshold(100_000, 50, 100)
PROFILE = os.environ.get("EXAMPLES", "pathfinder")
settings.load_profile(PROFILE)


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Make it once for all the mutants of a first try; what lives has it made with the fault in it."""
    return functools.cache(make) if PROFILE == "mutants_first" else make


@pytest.hookimpl(trylast=True)  # after they are shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests: one that begins last keeps one processor busy and the other idle.

    A mutant falls sooner to the quick ones, which mutmut puts first.
    """
    if PROFILE == "pathfinder":
        items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    """The knowledge base in `data/`, compiled in memory, with what is shared apart."""
    return _compiled()


@functools.cache
def _authored() -> Authored:
    """Return what is authored in `data/`. `kb check` tells in tests of its own that it is sound."""
    authored = read_authored(read_documents(DATA))
    assert not authored.problems
    return authored


@once
def _compiled() -> Compiled:
    return compiled_from(_authored(), ENGLISH)


@pytest.fixture(scope="session")
def kb(compiled: Compiled) -> KnowledgeBase:
    """The knowledge base in `data/`, compiled in memory."""
    return joined(compiled)


@pytest.fixture(scope="session")
def foundation() -> Foundation:
    """What a local file is laid on beside the knowledge base in `data/`."""
    return _foundation()


@once
def _foundation() -> Foundation:
    return foundation_from(DATA, _authored())


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """The files in `data/`, read without the engine."""
    return Oracle(DATA)


@pytest.fixture(scope="session")
def county() -> Path:
    """The example of a local file."""
    return ROOT / "examples" / "juniper-county.yaml"


@pytest.fixture(scope="session")
def shipped() -> KnowledgeBase:
    """The knowledge base that the installed package reads."""
    return load_knowledge()


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """What is started here heeds Ctrl-C, which a runner in the background has switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file can grow past a KiB: what is longer is written in part, then refused."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@functools.cache
def read_once() -> Callable[[Path, Any], Any]:
    """Return what reads a compiled file as a command does, but no file twice that has not changed."""
    read: Callable[[Path, Any], Any] = compiled_files.read_compiled

    @functools.lru_cache(maxsize=8)
    def read_state(path: Path, what: Any, state: object) -> Any:
        del state
        return read(path, what)

    def read_(path: Path, what: Any) -> Any:
        if not path.is_file():
            return read(path, what)
        status = path.stat()
        return read_state(path, what, (status.st_ino, status.st_size, status.st_mtime_ns))

    return read_


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `pathfinder` in this process, with no terminal and `stdin` as given."""
    if PROFILE == "pathfinder":  # of a mutant, what is kept may be without the fault
        monkeypatch.setattr(compiled_files, "read_compiled", read_once())

    def run_(*arguments: str, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(arguments)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_
