"""The authored files to one sound knowledge base, or to every problem that stands in the way."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from pathfinder.errors import KnowledgeBaseError
from pathfinder.knowledge.checks import check
from pathfinder.knowledge.compiled import COMPILED, encoded
from pathfinder.knowledge.reading import Authored, read_authored, read_documents
from pathfinder.knowledge.shared import with_shared
from pathfinder.model.knowledge import KnowledgeBase



def compile_knowledge(folder: Path, instead: Mapping[str, Path] | None = None) -> KnowledgeBase:
    """Return the knowledge base authored in `folder`.

    `instead` names files, by the name of the one they stand in for. Raises `KnowledgeBaseError`
    with every problem found.
    """
    authored = read_authored(read_documents(folder, instead))
    if problems := check(authored):
        raise KnowledgeBaseError(problems)
    return joined(authored)


def joined(authored: Authored) -> KnowledgeBase:
    """Return the knowledge base with every shared rule at the supports it speaks of."""
    kb = KnowledgeBase(
        version=authored.heading.version,
        sha256="",
        strong_fit=authored.heading.strong_fit,
        good_fit=authored.heading.good_fit,
        questions=authored.questions,
        notices=authored.notices,
        supports=tuple(
            with_shared(support, authored.rules, authored.eligibility, authored.cautions)
            for support in authored.supports
        ),
        contacts=authored.contacts,
        sources=authored.sources,
    )
    return msgspec.json.decode(encoded(kb), type=KnowledgeBase)


def write_compiled(folder: Path) -> None:
    """Compile the knowledge base in `folder` into the package. Raises `KnowledgeBaseError`."""
    COMPILED.write_bytes(encoded(compile_knowledge(folder)))
