"""The compiled knowledge base: one JSON file, made when the package is built, read by a query.

What supports share is written once and joined to each of them on reading.
"""

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeVar

import msgspec

from pathfinder.errors import REPAIRS, KnowledgeBaseError, Problem, damaged
from pathfinder.knowledge.languages import ENGLISH, LANGUAGES
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.support import (
    Caution,
    GoWith,
    OutOfReach,
    Requirement,
    Rule,
    Support,
)
from pathfinder.model.knowledge_base import KnowledgeBase

Read = TypeVar("Read")


def compiled_path(language: str) -> Path:
    """Return where the knowledge base is kept compiled, in one of `LANGUAGES`."""
    return Path(__file__).parent / f"compiled.{language}.json"


class Shared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What some supports have in common, beside what is their own."""

    supports: tuple[SupportId, ...]
    eligibility: tuple[Requirement, ...] = ()
    rules: tuple[Rule, ...] = ()
    cautions: tuple[Caution, ...] = ()
    out_of_reach: tuple[OutOfReach, ...] = ()
    go_with: GoWith | None = None


class Compiled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A knowledge base whose supports have only their own rules, and what they share."""

    kb: KnowledgeBase
    shared: tuple[Shared, ...]


def load_knowledge(language: str = ENGLISH) -> KnowledgeBase:
    """Return the knowledge base that is shipped, in one of `LANGUAGES`.

    Raises `KnowledgeBaseError` where the file is missing, damaged or of another version.
    """
    return joined(load_compiled(language))


def load_compiled(language: str) -> Compiled:
    """Return the knowledge base that is shipped, in one of `LANGUAGES`, as it was compiled.

    Raises `KnowledgeBaseError` where the file is missing, damaged or of another version.
    """
    return read_compiled(compiled_path(language), Compiled)


def questions_in_every_language() -> tuple[Question, ...]:
    """Return the questions that are shipped, in each language whose file can be read."""
    found: list[Question] = []
    for language in LANGUAGES:
        try:
            found += load_compiled(language).kb.questions
        except KnowledgeBaseError:  # without it, fewer words are known
            continue
    return tuple(found)


def read_compiled(path: Path, what: type[Read]) -> Read:
    """Return the value that the compiled file at `path` holds, which is a `what`.

    Raises `KnowledgeBaseError` where the file is missing, damaged or of another version.
    """
    try:
        # Mapped, it is not copied before it is decoded: 3 % of the time of a query.
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return msgspec.json.decode(data, type=what)
    except OSError as error:
        fault = Problem(str(path), f"can't be read: {error.strerror}", REPAIRS)
    except (msgspec.DecodeError, ValueError):  # what is empty can't be mapped
        fault = damaged(str(path))
    raise KnowledgeBaseError([fault])


def joined(compiled: Compiled) -> KnowledgeBase:
    """Return the knowledge base with everything shared at the supports that share it."""
    shared_by_id: dict[SupportId, list[Shared]] = {s.id: [] for s in compiled.kb.supports}
    for shared in compiled.shared:
        for id_ in shared.supports:
            shared_by_id[id_].append(shared)
    supports = tuple(_with(support, shared_by_id[support.id]) for support in compiled.kb.supports)
    return msgspec.structs.replace(compiled.kb, supports=supports)


def _with(support: Support, shared: list[Shared]) -> Support:
    """Return `support` with what it shares after what is its own."""
    return msgspec.structs.replace(
        support,
        eligibility=(*support.eligibility, *(r for part in shared for r in part.eligibility)),
        rules=(*support.rules, *(rule for part in shared for rule in part.rules)),
        out_of_reach=(*support.out_of_reach, *(r for part in shared for r in part.out_of_reach)),
        cautions=(*support.cautions, *(c for part in shared for c in part.cautions)),
        go_with=support.go_with or next((p.go_with for p in shared if p.go_with), None),
    )
