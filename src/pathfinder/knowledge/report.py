"""The whole check of a knowledge base: its files, their wording, then its examples."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pathfinder.documents.tree import Document
from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.build.compile import compiled
from pathfinder.knowledge.checks.coverage import check_coverage
from pathfinder.knowledge.checks.examples import failing_examples
from pathfinder.knowledge.checks.feeds import check_feeds
from pathfinder.knowledge.checks.freshness import check_ages
from pathfinder.knowledge.checks.reading_level import check_grades, grades_are_known
from pathfinder.knowledge.checks.structure import READ_BY_PEOPLE, check
from pathfinder.knowledge.checks.wording import check_language
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import BESIDE, FILES, path_of, read_documents
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.base import read_authored
from pathfinder.knowledge.parse.invariants import check_invariants
from pathfinder.knowledge.parse.located import items_of
from pathfinder.knowledge.parse.wordlist import read_words
from pathfinder.knowledge.translation import (
    IN_A_LANGUAGE,
    TRANSLATED,
    check_translation,
    read_translation,
)

KNOWN = (*FILES, *BESIDE)
KNOWN_TRANSLATIONS = tuple(
    f"{language}/{name}" for language in LANGUAGES if language != ENGLISH for name in IN_A_LANGUAGE
)


class Report(NamedTuple):
    """What was checked, in a few words, every problem found, and what only time made doubtful."""

    summary: str
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def check_files(folder: Path, instead: Mapping[str, Path], today: dt.date, max_age: int) -> Report:
    """Return the report on the knowledge base in `folder`, `instead` standing in for its files.

    What was last checked more than `max_age` days before `today` is a warning. The grades, the
    coverage and the examples are looked at only where nothing else is wrong.
    """
    if unknown := [
        path for name, path in instead.items() if name not in (*KNOWN, *KNOWN_TRANSLATIONS)
    ]:
        names = ", ".join(f"{name}.yaml" for name in KNOWN)
        hint = f"one of: {names}; a file for a county goes with --local"
        problems = tuple(
            Problem(str(path), "is no file of a knowledge base", hint) for path in unknown
        )
        return Report("nothing checked", problems)
    try:
        authored = read_authored(read_documents(folder, instead))
        found = check(authored)
        if found:
            return Report(_summary(authored), found)
        found = _beside(folder, instead, authored)
    except KnowledgeBaseError as error:
        return Report("not all read", error.problems)
    dated = (i for key in ("contacts", "supports") for i in items_of(authored.documents[key], key))
    cut = (problem for document in authored.documents.values() for problem in document.cut)
    warnings = (*cut, *check_ages(dated, today, max_age), *ungraded())
    return Report(_summary(authored), found, warnings)


def ungraded() -> Iterator[Problem]:
    """Yield the warning that no grade was looked at, where that is so."""
    if not grades_are_known():
        hint = "pip install 'recovery-pathfinder[check]'"
        yield Problem("", "the grade of school of sentences was not looked at", hint)


def _beside(folder: Path, instead: Mapping[str, Path], authored: Authored) -> tuple[Problem, ...]:
    """Return what is wrong with what stands beside sound files, and with the grades of these."""
    documents = authored.documents
    names = (*(s.name for s in authored.supports), *(c.label for c in authored.contacts))
    read_by_people = (documents[name] for name in READ_BY_PEOPLE)
    words = read_words(documents["words"])
    grades: Iterable[Problem] = ()
    if grades_are_known() and not isinstance(words, Problem):
        grades = check_grades(words, read_by_people, names)
    supports = [support.id for support in authored.supports]
    kb = joined(compiled(authored, ENGLISH))
    return (
        *grades,
        *_translations(folder, instead, documents),
        *check_coverage(path_of("coverage", folder, instead), supports),
        *check_feeds(path_of("feeds", folder, instead), supports),
        *check_invariants(path_of("invariants", folder, instead), kb),
        *failing_examples(path_of("examples", folder, instead), kb),
    )


def _translations(
    folder: Path, instead: Mapping[str, Path], english: Mapping[str, Document]
) -> Iterator[Problem]:
    """Yield what is wrong with the translations that stand in `folder`."""
    for language in LANGUAGES:
        if (folder / language).is_dir():
            others = read_translation(folder, language, instead)
            yield from check_translation(english, others)
            yield from check_language(others["words"], (others[name] for name in TRANSLATED))


def _summary(authored: Authored) -> str:
    supports, questions = len(authored.supports), len(authored.questions)
    return f"{supports} supports, {questions} questions, {len(authored.notices)} notices"
