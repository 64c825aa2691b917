"""The whole check of a knowledge base: its files, then its examples."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.checks import check
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.compiling import compiled
from pathfinder.knowledge.examples import failing_examples
from pathfinder.knowledge.reading import FILES, read_authored, read_documents

KNOWN = (*FILES, "examples")


class Report(NamedTuple):
    """What was checked, in a few words, and every problem found."""

    summary: str
    problems: tuple[Problem, ...]


def check_files(folder: Path, instead: Mapping[str, Path]) -> Report:
    """Return the report on the knowledge base in `folder`, `instead` standing in for its files.

    The examples are run only where nothing else is wrong.
    """
    if unknown := [path for name, path in instead.items() if name not in KNOWN]:
        hint = "one of: " + ", ".join(f"{name}.yaml" for name in KNOWN)
        problems = tuple(
            Problem(str(path), "is no file of a knowledge base", hint) for path in unknown
        )
        return Report("nothing checked", problems)
    try:
        authored = read_authored(read_documents(folder, instead))
        found = check(authored)
        if not found:
            path = instead.get("examples", folder / "examples.yaml")
            found = failing_examples(path, joined(compiled(authored)))
    except KnowledgeBaseError as error:
        return Report("not all read", error.problems)
    supports, questions = len(authored.supports), len(authored.questions)
    notices = len(authored.notices)
    return Report(f"{supports} supports, {questions} questions, {notices} notices", found)
