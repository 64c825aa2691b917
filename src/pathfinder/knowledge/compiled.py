"""The compiled knowledge base: one JSON file, made when the package is built, read by a query."""

import hashlib
from pathlib import Path

import msgspec

from pathfinder.model.knowledge import KnowledgeBase

COMPILED = Path(__file__).parent / "compiled.json"


def encoded(kb: KnowledgeBase) -> bytes:
    """Return `kb` as the text of the compiled file, with its own SHA-256 filled in."""
    unsigned = msgspec.structs.replace(kb, sha256="")
    digest = hashlib.sha256(msgspec.json.encode(unsigned)).hexdigest()
    return msgspec.json.encode(msgspec.structs.replace(unsigned, sha256=digest))


def load_knowledge(path: Path = COMPILED) -> KnowledgeBase:
    """Return the knowledge base compiled at `path`, by default the one shipped.

    Raises `OSError` where the file is missing and `msgspec.DecodeError` where it is damaged.
    """
    return msgspec.json.decode(path.read_bytes(), type=KnowledgeBase)
