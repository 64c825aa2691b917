"""The authored files to one sound knowledge base, or to every problem that stands in the way."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.build.expand_shared import resolved
from pathfinder.knowledge.build.overlay_base import Foundation, foundation_of, foundation_path
from pathfinder.knowledge.checks.structure import check
from pathfinder.knowledge.compiled import Compiled, compiled_path, joined
from pathfinder.knowledge.files import path_of, read_documents
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.base import read_authored
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.knowledge.parse.wordlist import WordList, read_words
from pathfinder.knowledge.translation import read_translation, translated
from pathfinder.model.knowledge.invariant import Invariants
from pathfinder.model.knowledge_base import KnowledgeBase


def read_sound(folder: Path, instead: Mapping[str, Path] | None = None) -> Authored:
    """Return what is authored in `folder`, in English.

    `instead` names files, by the name of the one they stand in for. Raises `KnowledgeBaseError`
    with every problem found.
    """
    authored = read_authored(read_documents(folder, instead))
    if problems := check(authored):
        raise KnowledgeBaseError(problems)
    return authored


def compile_knowledge(folder: Path, instead: Mapping[str, Path] | None = None) -> Compiled:
    """Return the knowledge base authored in `folder`, compiled, in English.

    `instead` names files, by the name of the one they stand in for. Raises `KnowledgeBaseError`
    with every problem found.
    """
    return compiled(read_sound(folder, instead), ENGLISH)


def compile_translation(folder: Path, language: str) -> Compiled:
    """Return the knowledge base authored in `folder`, compiled, with the sentences of `language`.

    What has no translation stays English. Raises `KnowledgeBaseError` where a sentence has another
    shape than the English one.
    """
    return compiled(_translated(folder, language), language)


def compile_both(
    folder: Path, instead: Mapping[str, Path] | None = None
) -> tuple[Compiled, Foundation]:
    """Return what `compile_knowledge` does, and what a local file is laid on beside it.

    Raises `KnowledgeBaseError` with every problem found.
    """
    authored = read_sound(folder, instead)
    return compiled(authored, ENGLISH), foundation_from(folder, authored, instead)


def foundation_from(
    folder: Path, authored: Authored, instead: Mapping[str, Path] | None = None
) -> Foundation:
    """Return what a local file is laid on beside what is `authored` in `folder`, in English.

    Raises `KnowledgeBaseError`.
    """
    return foundation_of(authored, *_beside(folder, instead or {}, authored))


def _translated(folder: Path, language: str) -> Authored:
    documents = translated(read_documents(folder), read_translation(folder, language))
    authored = read_authored(documents)
    if authored.problems:
        raise KnowledgeBaseError(authored.problems)
    return authored


def _words(folder: Path, english: Authored) -> Iterator[tuple[str, WordList]]:
    """Yield what is never said, in each language that `folder` has."""
    documents = {ENGLISH: english.documents["words"]}
    for language in LANGUAGES:
        if language != ENGLISH and (folder / language).is_dir():
            documents[language] = read_translation(folder, language)["words"]
    for language, document in documents.items():
        words = read_words(document)
        if isinstance(words, Problem):
            raise KnowledgeBaseError([words])
        yield language, words


def _beside(
    folder: Path, instead: Mapping[str, Path], english: Authored
) -> tuple[dict[str, WordList], KnowledgeBase, Invariants]:
    """Return what a foundation needs beside what is authored: words, the whole, what must hold."""
    kb = joined(compiled(english, ENGLISH))
    invariants = read_invariants(path_of("invariants", folder, instead), kb)
    return dict(_words(folder, english)), kb, invariants


def write_compiled(folder: Path) -> None:
    """Compile the knowledge base in `folder` into the package, in every language.

    Raises `KnowledgeBaseError`.
    """
    english = read_sound(folder)
    beside = _beside(folder, {}, english)
    for language in LANGUAGES:
        spoken = english if language == ENGLISH else _translated(folder, language)
        compiled_path(language).write_bytes(msgspec.json.encode(compiled(spoken, language)))
        foundation = foundation_of(spoken, *beside)
        foundation_path(language).write_bytes(msgspec.json.encode(foundation))


def compiled(authored: Authored, language: str) -> Compiled:
    """Return `authored`, which has no problem, as one value with its own SHA-256."""
    if authored.interface is None:  # would be a problem
        raise KnowledgeBaseError(authored.problems)
    kb = KnowledgeBase(
        language=language,
        version=authored.heading.version,
        sha256="",
        choosing=authored.heading.choosing,
        conditions=dict(authored.conditions),
        needs=authored.needs,
        questions=authored.questions,
        checklists=authored.checklists,
        notices=authored.notices,
        supports=authored.supports,
        plans=authored.plans,
        contacts=authored.contacts,
        sources=authored.sources,
        call_911=authored.interface.call_911,
        words=msgspec.Raw(msgspec.json.encode(authored.interface)),
    )
    unsigned = Compiled(kb=kb, shared=tuple(resolved(authored)))
    digest = hashlib.sha256(msgspec.json.encode(unsigned)).hexdigest()
    return msgspec.structs.replace(unsigned, kb=msgspec.structs.replace(kb, sha256=digest))
