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
from pathfinder.knowledge.overlay.checks import check_contents
from pathfinder.knowledge.overlay.local_file import LocalFile
from pathfinder.knowledge.overlay.merge import Overlaid, apply_overlay, base
from pathfinder.knowledge.overlay.parse import read_local
from pathfinder.knowledge.overlay.safety import check_safety
from pathfinder.model.knowledge_base import KnowledgeBase

LARGEST = 8 * 1024 * 1024
"""Bytes of a local file."""


class OverlayResult(NamedTuple):
    """A knowledge base with local files laid over it, the files read, and what is wrong."""

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

    `tell_cut` is called once where texts of sound files seem to be cut at a sharp sign.
    Raises `KnowledgeBaseError` with every problem of every file.
    """
    result = apply_files(compiled, foundation, paths)
    if result.problems:
        raise KnowledgeBaseError(result.problems)
    cut = [problem for file in result.files for problem in file.document.cut]
    if cut and tell_cut:
        tell_cut(cut)
    return result.kb


def apply_files(compiled: Compiled, foundation: Foundation, paths: Iterable[Path]) -> OverlayResult:
    """Return `compiled` with the local files at `paths` laid over it, and every problem.

    Where a file has a problem, the knowledge base that comes out is not to be used.
    """
    before = base(compiled)
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
        file = read_local(document, before.kb, before.own)
        after = apply_overlay(before, file, foundation, hashlib.sha256(text.encode()).digest())
        problems += dict.fromkeys(_wrong(file, before, after, foundation))
        files.append(file)
        before = after
    return OverlayResult(before.kb, tuple(files), tuple(problems))


def _wrong(
    file: LocalFile, before: Overlaid, after: Overlaid, foundation: Foundation
) -> Iterator[Problem]:
    yield from file.problems
    yield from check_contents(file, before.kb, foundation)
    yield from check_safety(file, before.kb, after, foundation)
