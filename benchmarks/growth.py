"""What a local file of many supports costs: one result, a batch and its memory, beside none.

    python benchmarks/growth.py [SUPPORTS...]

Run it with the Python of an environment in which the package is installed. The supports are like
shipped ones in turn, with an address of their own. Nothing here passes or fails: it reports, beside
what is aimed for.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from batch import FEW_FIELDS, sheets, write_sheets
from startup import COMMAND, peak

from pathfinder import load_knowledge, suggest
from pathfinder.cli.options.local import in_language
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase

HEADING = """\
place: Larch County {file}
verified_on: 2026-11-01
sources:
  - {{id: larch_guide_{file}, title: Guide to Larch County, publisher: Larch County, year: 2026, checked: page}}
contacts:
  - {{id: larch_page_{file}, label: Larch County, url: larch.example.org, source: larch_guide_{file}, confidence: high}}
supports:
"""
SUPPORT = """\
  - id: larch_{number}
    like: {like}
    name: Larch {word}
    in_short: A place to go in Larch County.
    what: A place to go in Larch County.
    first_step: Look at the page of Larch County.
    formats: [in_person]
    cost: free
    cost_note: It costs nothing.
    contacts: [larch_page_{file}]
    sources: [larch_guide_{file}]
    rules:
      - {{id: larch_{number}/near, weight: 1, because: It is near.}}
"""
ROUNDS, ALONE, LINES = 5, 10, 300
MOST_IN_A_FILE = 1_000
"""Larger files are refused."""


def word(number: int) -> str:
    """Return `number` in five letters, so that no name is the beginning of another."""
    return f"{number:05}".translate(str.maketrans("0123456789", "abcdefghij"))


def write_local(kb: KnowledgeBase, folder: Path, supports: int) -> list[Path]:
    """Write local files with so many `supports` to `folder`, and return them."""
    folder.mkdir()
    likes = cycle([s.id for s in kb.supports if s.status == "active"])
    paths: list[Path] = []
    for first in range(0, supports, MOST_IN_A_FILE):
        numbers = range(first, min(first + MOST_IN_A_FILE, supports))
        file = len(paths)
        listed = (
            SUPPORT.format(number=number, word=word(number), like=like, file=file)
            for number, like in zip(numbers, likes, strict=False)
        )
        paths.append(folder / f"{file}.yaml")
        paths[-1].write_text(HEADING.format(file=file) + "".join(listed), encoding="utf-8")
    return paths


def seconds(kb: KnowledgeBase, some: Sequence[Answers]) -> float:
    """Return the processor time in which `some` sheets are answered one by one."""
    began = time.process_time()
    for answers in some:
        suggest(kb, answers)
    return time.process_time() - began


def main() -> None:
    """Print one line a size."""
    gc.disable()  # as the command does
    sizes = [0, *(map(int, sys.argv[1:]) if len(sys.argv) > 1 else (100, 1_000))]
    kb = load_knowledge()
    some = [*sheets(kb, ALONE)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_sheets(kb, folder / "sheets", LINES)
        larger = {0: kb}
        options: dict[int, tuple[str, ...]] = {0: ()}
        for size in sizes[1:]:
            paths = write_local(kb, folder / str(size), size)
            larger[size] = in_language("en", paths)
            options[size] = tuple(word for path in paths for word in ("--local", str(path)))
        times: dict[int, list[float]] = {size: [] for size in sizes}
        for _ in range(ROUNDS):
            for size in sizes:
                times[size].append(seconds(larger[size], some))
        memory = {
            size: [
                peak((str(COMMAND), "batch", str(source), "-", *options[size], *fields))
                for fields in ((), FEW_FIELDS)
            ]
            for size in sizes
        }
    none = statistics.median(times[0])
    for size in sizes:
        one = statistics.median(times[size]) / none
        whole, few = (mine / bare for mine, bare in zip(memory[size], memory[0], strict=True))
        print(
            f"{size} local supports: one result {one:.1f} times as long (aim: 2.5), memory of a"
            f" batch {whole:.1f} times (aim: 2), of a few fields {few:.1f} times"
        )


if __name__ == "__main__":
    main()
