"""`pathfinder batch` beside the standard library's json, the evaluator alone, and peak memory.

    python benchmarks/batch.py [ROUNDS [LINES [MANY_LINES]]]

Run it with the Python of an environment in which the package is installed. The sheets are random,
each question answered by half of them, and the same in every run. Each round runs every case once;
the figures are medians. Beside `batch` on LINES sheets stands the standard library, which reads the
same sheets and writes the same results, made before. Memory is that of MANY_LINES and of a tenth as
many. Nothing here passes or fails: it reports, beside what is aimed for.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from startup import COMMAND, peak

from pathfinder import load_knowledge
from pathfinder.engine.columns import columns_of
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.ranking.places import first_three
from pathfinder.engine.suggest import suggest_each
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase

SEED = 1
MOST_CHOSEN = 4
TOGETHER = 20_000
FEW_FIELDS = ("--fields", "notices.id,suggestions.id")
CASES: dict[str, tuple[tuple[str, ...], float | None]] = {
    "whole results": ((), 3.0),
    "--fields notices,suggestions": (("--fields", "notices,suggestions"), None),
    "--fields notices.id,suggestions.id": (FEW_FIELDS, None),
}


def sheets(kb: KnowledgeBase, size: int) -> Iterator[Answers]:
    """Yield `size` sheets; nobody's answer halts, so that each has a whole result."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    for _ in range(size):
        yield {q.id: said(q, chance) for q in kb.questions if chance.random() < 1 / 2}


def said(question: Question, chance: random.Random) -> tuple[OptionId, ...]:
    """Return what one person says to `question`."""
    options = [option.id for option in question.options if not option.halts]
    if question.type == "one":
        return (chance.choice(options),)
    several = [option for option in options if option != "none"]
    return tuple(chance.sample(several, chance.randint(1, min(MOST_CHOSEN, len(several)))))


def write_sheets(kb: KnowledgeBase, path: Path, size: int) -> Path:
    """Write `size` sheets to `path`, one a line, and return it."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(sheet) + "\n" for sheet in sheets(kb, size))
    return path


def seconds(source: Path, target: Path, options: tuple[str, ...]) -> float:
    """Return the wall time of `batch` from `source` to `target`, start-up included."""
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    subprocess.run((COMMAND, "batch", source, target, *options), check=True)
    return time.perf_counter() - began


def seconds_of_json(source: Path, results: Path, target: Path) -> float:
    """Return the time in which the standard library reads `source` and writes `results` again."""
    took = 0.0
    with (
        source.open(encoding="utf-8") as lines,
        results.open(encoding="utf-8") as made,
        target.open("w", encoding="utf-8") as out,
    ):
        for result in map(json.loads, made):
            began = time.perf_counter()
            json.loads(next(lines))
            out.write(json.dumps(result) + "\n")
            took += time.perf_counter() - began
    return took


def seconds_of_evaluator(kb: KnowledgeBase, many: list[Answers]) -> float:
    """Return the time in which `many` sheets are answered, with nothing read or written."""
    began = time.perf_counter()
    for _ in suggest_each(kb, many):
        pass
    return time.perf_counter() - began


def seconds_of_ranking(kb: KnowledgeBase, many: list[Answers]) -> float:
    """Return the time in which the first three of `many` sheets are found, all at once."""
    columns = columns_of(many, kb.conditions)
    began = time.perf_counter()
    first_three(Evaluation(kb, columns).scored, columns.every)
    return time.perf_counter() - began


def main() -> None:
    """Print one line a case."""
    rounds, lines, many_lines = (
        int(given) if given else usual
        for given, usual in zip((*sys.argv[1:4], "", "", ""), (5, 1_000, 100_000), strict=False)
    )
    kb = load_knowledge()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_sheets(kb, folder / "sheets", lines)
        times: dict[str, list[float]] = {case: [] for case in CASES}
        beside: dict[str, list[float]] = {case: [] for case in CASES}
        alone: list[float] = []
        for _ in range(rounds):
            for case, (options, _) in CASES.items():
                times[case].append(seconds(source, folder / "out", options))
                beside[case].append(seconds_of_json(source, folder / "out", folder / "again"))
            alone.append(seconds_of_evaluator(kb, list(sheets(kb, lines))))
        print(f"{lines} sheets, {rounds} rounds")
        for case, (_, aim) in CASES.items():
            took, json_took = statistics.median(times[case]), statistics.median(beside[case])
            print(
                f"{case}: {took / json_took:.2f} times json"
                + (f" (aim: at most {aim})" if aim else "")
                + f", {took / lines * 1000:.2f} ms a sheet"
            )
        print(f"whole results alone: {lines / statistics.median(alone):.0f} sheets a second")
        together = list(sheets(kb, TOGETHER))
        ranked = statistics.median(seconds_of_ranking(kb, together) for _ in range(rounds))
        print(f"first three alone: {TOGETHER / ranked:.0f} sheets a second")
        few, many = (
            peak((str(COMMAND), "batch", str(path), "-", *FEW_FIELDS))
            for path in (
                write_sheets(kb, folder / "few", many_lines // 10),
                write_sheets(kb, folder / "many", many_lines),
            )
        )
        print(f"memory: {few // 1024} MiB at {many_lines // 10} lines, {many // 1024} MiB at")
        print(f"  {many_lines}: {many / few:.2f} times (aim: at most 1.2)")


if __name__ == "__main__":
    main()
