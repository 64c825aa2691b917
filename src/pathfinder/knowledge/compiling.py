"""The authored files to one sound knowledge base, or to every problem that stands in the way."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.checks import check
from pathfinder.knowledge.compiled import Compiled, compiled_path
from pathfinder.knowledge.files import read_documents
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.knowledge.reading import Authored, read_authored
from pathfinder.knowledge.sharing import resolved
from pathfinder.knowledge.translation import read_translation, translated
from pathfinder.model.knowledge import KnowledgeBase


def compile_knowledge(folder: Path, instead: Mapping[str, Path] | None = None) -> Compiled:
    """Return the knowledge base authored in `folder`, compiled, in English.

    `instead` names files, by the name of the one they stand in for. Raises `KnowledgeBaseError`
    with every problem found.
    """
    authored = read_authored(read_documents(folder, instead))
    if problems := check(authored):
        raise KnowledgeBaseError(problems)
    return compiled(authored, ENGLISH)


def compile_translation(folder: Path, language: str) -> Compiled:
    """Return the knowledge base authored in `folder`, compiled, with the sentences of `language`.

    What has no translation stays English. Raises `KnowledgeBaseError` where a sentence has another
    shape than the English one.
    """
    documents = translated(read_documents(folder), read_translation(folder, language))
    authored = read_authored(documents)
    if authored.problems:
        raise KnowledgeBaseError(authored.problems)
    return compiled(authored, language)


def write_compiled(folder: Path) -> None:
    """Compile the knowledge base in `folder` into the package, in every language.

    Raises `KnowledgeBaseError`.
    """
    for language in LANGUAGES:
        made = (
            compile_knowledge(folder)
            if language == ENGLISH
            else compile_translation(folder, language)
        )
        compiled_path(language).write_bytes(msgspec.json.encode(made))


def compiled(authored: Authored, language: str) -> Compiled:
    """Return `authored`, which has no problem, as one value with its own SHA-256."""
    if authored.interface is None:  # would be a problem
        raise KnowledgeBaseError(authored.problems)
    kb = KnowledgeBase(
        language=language,
        version=authored.heading.version,
        sha256="",
        strong_fit=authored.heading.strong_fit,
        good_fit=authored.heading.good_fit,
        choosing=authored.heading.choosing,
        balance=authored.heading.balance,
        conditions=dict(authored.conditions),
        questions=authored.questions,
        notices=authored.notices,
        supports=authored.supports,
        plans=authored.plans,
        contacts=authored.contacts,
        sources=authored.sources,
        interface=authored.interface,
    )
    unsigned = Compiled(kb=kb, shared=tuple(resolved(authored)))
    digest = hashlib.sha256(msgspec.json.encode(unsigned)).hexdigest()
    return msgspec.structs.replace(unsigned, kb=msgspec.structs.replace(kb, sha256=digest))
