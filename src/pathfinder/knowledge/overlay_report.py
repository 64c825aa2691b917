"""The whole check of local files: their grammar, what they may say, how they say it, how old it is."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pathfinder.documents.tree import Document
from pathfinder.errors import Problem
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.checks.freshness import check_ages
from pathfinder.knowledge.checks.reading_level import check_grades, grades_are_known
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.languages import ENGLISH
from pathfinder.knowledge.overlay.apply_files import OverlayResult, apply_files
from pathfinder.knowledge.overlay.checks import local_items
from pathfinder.knowledge.overlay.document import OTHER_LANGUAGES
from pathfinder.knowledge.overlay.local_file import LocalFile
from pathfinder.knowledge.report import Report, ungraded


def check_local(
    compiled: Compiled, foundation: Foundation, paths: Iterable[Path], today: dt.date, max_age: int
) -> Report:
    """Return the report on the local files at `paths`, laid over `compiled`.

    What was last checked more than `max_age` days before `today` is a warning. The grades are
    looked at only where nothing else is wrong.
    """
    result = apply_files(compiled, foundation, paths)
    summary = "; ".join(map(_summary, result.files)) or "nothing read"
    if result.problems:
        return Report(summary, result.problems)
    graded = grades_are_known()
    problems = tuple(_grades(result, foundation)) if graded else ()
    cut = (problem for file in result.files for problem in file.document.cut)
    warnings = (*cut, *_ages(result.files, today, max_age), *ungraded())
    return Report(summary, problems, warnings)


def _summary(file: LocalFile) -> str:
    """Return in a few words what `file` holds."""
    return (
        f"{file.heading.place or file.document.name}: {len(file.supports)} new supports, "
        f"{len(file.changes)} changed, {len(file.heading.off)} switched off, "
        f"{len(file.contacts)} contacts"
    )


def _grades(result: OverlayResult, foundation: Foundation) -> Iterator[Problem]:
    names = (*(s.name for s in result.kb.supports), *(c.label for c in result.kb.contacts))
    english = (_without_other_languages(file.document) for file in result.files)
    yield from check_grades(foundation.words[ENGLISH], english, (*names, *result.kb.places))


def _without_other_languages(document: Document) -> Document:
    tree = document.tree if isinstance(document.tree, dict) else {}
    kept = {key: part for key, part in tree.items() if key not in OTHER_LANGUAGES}
    return document._replace(tree=kept)


def _ages(files: Sequence[LocalFile], today: dt.date, most: int) -> Iterator[Problem]:
    for file in files:
        items = local_items(file.document)
        dated = (i for listed in items.values() for i in listed if "verified_on" in i.tree)
        yield from check_ages(dated, today, most)
