"""Mutation testing: mutmut breaks the program in one place at a time, and the tests must notice.

    python benchmarks/mutants.py          a sample of each package, the same each time
    python benchmarks/mutants.py 100      a sample of 100 of each
    python benchmarks/mutants.py all      every mutant: hours

It is started in the folder of the checkout. What is mutated and which tests look on is in pyproject.toml; what came out, in docs/testing.md.
What was caught stays so until `make clean` or a change of its function; the rest is tried again.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

PACKAGES: Mapping[str, Sequence[str]] = {
    "engine": ["engine/**/*.py"],
    "interview": ["interview/*.py"],
    "verify": ["verify/*.py"],
    "overlay": ["knowledge/overlay/checks.py", "knowledge/overlay/safety.py"],
}
"""The packages, and their files below src/pathfinder: what pyproject.toml says is mutated."""
SEED = 14
SAMPLE = 40
PROFILES = ("mutants_first", "mutants")
"""On how many examples a law is tried, as tests/conftest.py says: few, then all for what lived."""
CAUGHT, SURVIVED, UNTESTED = {1, 3}, {0}, {33}
"""The exit codes of mutmut; each other one is of a mutant that ran too long or broke the run."""


def main(how_many: str) -> int:
    """Run a sample and print what came of it; fail where a mutant survived."""
    names = {package: named(files) for package, files in PACKAGES.items()}
    if how_many != "all":
        names = {package: sampled(package, all_, int(how_many)) for package, all_ in names.items()}
    for profile in PROFILES:
        code_by_name = codes()
        left = [n for some in names.values() for n in some if code_by_name.get(n) not in CAUGHT]
        if left:
            mutmut = Path(sys.executable).with_name("mutmut")
            environment = {**os.environ, "EXAMPLES": profile}
            subprocess.run([mutmut, "run", *left], env=environment, check=True)
    code_by_name = codes()
    for package, some in names.items():
        found = [code_by_name[name] for name in some]
        caught, survived, untested = (
            sum(code in codes for code in found) for codes in (CAUGHT, SURVIVED, UNTESTED)
        )
        stopped = len(found) - caught - survived - untested
        print(
            f"{package}: {len(found)} mutants, {caught} caught, {stopped} stopped,"
            f" {untested} that no test reaches, {survived} survived"
        )
    left = [n for some in names.values() for n in some if code_by_name[n] in SURVIVED | UNTESTED]
    print(*left, sep="\n")
    return 1 if left else 0


def named(files: Sequence[str]) -> Sequence[str]:
    """Return the names that mutmut gives the mutants of `files`."""
    found: list[str] = []
    for path in sorted(p for some in files for p in Path("src/pathfinder").glob(some)):
        mutated = mutate_file_contents(str(path), path.read_text("utf-8"), None, None)
        found += [get_mutant_name(path, name) for name in mutated.mutant_names]
    return found


def sampled(package: str, names: Sequence[str], how_many: int) -> Sequence[str]:
    """Return `how_many` of `names`: the first of them stay the same where more are asked for."""
    chance = random.Random(f"{SEED} {package}")  # noqa: S311 - no secret
    return chance.sample(names, len(names))[:how_many]


def codes() -> Mapping[str, int | None]:
    """Return what mutmut noted of each mutant."""
    found: dict[str, int | None] = {}
    for path in Path("mutants").rglob("*.meta"):
        found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or [str(SAMPLE)]))
