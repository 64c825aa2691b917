"""Local files over a compiled knowledge base: one sound whole, or every problem of every file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pathfinder.documents.text import read_text
from pathfinder.documents.yaml import read_yaml
from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.checks import check_grounds
from pathfinder.knowledge.overlay.merge import Laid, ground, laid
from pathfinder.knowledge.overlay.parse import LocalFile, read_local
from pathfinder.knowledge.overlay.safety import check_safety
from pathfinder.model.knowledge import KnowledgeBase

LARGEST = 8 * 1024 * 1024
"""Bytes of a local file."""


class Laying(NamedTuple):
    """What came of laying local files over a knowledge base: it, the files read, what is wrong."""

    kb: KnowledgeBase
    files: tuple[LocalFile, ...]
    problems: tuple[Problem, ...]


def with_local(
    compiled: Compiled,
    foundation: Foundation,
    paths: Iterable[Path],
    tell_cut: Callable[[Sequence[Problem]], None] | None = None,
) -> KnowledgeBase:
    """Return `compiled` with the local files at `paths` laid over it, one after the other.

    `tell_cut` is called once where texts of sound files seem to be cut at a sharp sign. Raises `KnowledgeBaseError` with every problem of every file.
    """
    laying = lay(compiled, foundation, paths)
    if laying.problems:
        raise KnowledgeBaseError(laying.problems)
    cut = [problem for file in laying.files for problem in file.document.cut]
    if cut and tell_cut:
        tell_cut(cut)
    return laying.kb


def lay(compiled: Compiled, foundation: Foundation, paths: Iterable[Path]) -> Laying:
    """Return what comes of laying the local files at `paths` over `compiled`.

    Where a file has a problem, the knowledge base that comes out is not to be used.
    """
    below = ground(compiled)
    files: list[LocalFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            text = read_text(path, LARGEST)
        except OSError as error:
            problems.append(Problem(str(path), f"can't be read: {error.strerror}"))
            continue
        except ValueError as error:
            problems.append(Problem(str(path), f"can't be read: {error}"))
            continue
        document = read_yaml(text, str(path))
        if document.problems:  # what else seemed wrong might come from it
            problems += document.problems
            continue
        file = read_local(document, below.kb, below.own)
        above = laid(below, file, foundation, hashlib.sha256(text.encode()).digest())
        problems += dict.fromkeys(_wrong(file, below, above, foundation))
        files.append(file)
        below = above
    return Laying(below.kb, tuple(files), tuple(problems))


def _wrong(file: LocalFile, below: Laid, above: Laid, foundation: Foundation) -> Iterator[Problem]:
    yield from file.problems
    yield from check_grounds(file, below.kb, foundation)
    yield from check_safety(file, below.kb, above, foundation)
