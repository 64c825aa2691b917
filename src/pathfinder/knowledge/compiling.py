"""The authored files to one sound knowledge base, or to every problem that stands in the way."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.checks import check
from pathfinder.knowledge.compiled import COMPILED, Compiled
from pathfinder.knowledge.reading import Authored, read_authored, read_documents
from pathfinder.knowledge.sharing import resolved
from pathfinder.model.knowledge import KnowledgeBase


def compile_knowledge(folder: Path, instead: Mapping[str, Path] | None = None) -> Compiled:
    """Return the knowledge base authored in `folder`, compiled.

    `instead` names files, by the name of the one they stand in for. Raises `KnowledgeBaseError`
    with every problem found.
    """
    authored = read_authored(read_documents(folder, instead))
    if problems := check(authored):
        raise KnowledgeBaseError(problems)
    return compiled(authored)


def write_compiled(folder: Path) -> None:
    """Compile the knowledge base in `folder` into the package. Raises `KnowledgeBaseError`."""
    COMPILED.write_bytes(msgspec.json.encode(compile_knowledge(folder)))


def compiled(authored: Authored) -> Compiled:
    """Return `authored`, which has no problem, as one value with its own SHA-256."""
    kb = KnowledgeBase(
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
        contacts=authored.contacts,
        sources=authored.sources,
    )
    unsigned = Compiled(kb=kb, shared=tuple(resolved(authored)))
    digest = hashlib.sha256(msgspec.json.encode(unsigned)).hexdigest()
    return msgspec.structs.replace(unsigned, kb=msgspec.structs.replace(kb, sha256=digest))
