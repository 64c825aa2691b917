"""What a local file is laid on beside the knowledge base: shared rules, words, what must stay.

It is compiled with the knowledge base, one file a language, and read only where a local file is.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from pathfinder.knowledge.build.protected import guarded, life_saving, spoken_of
from pathfinder.knowledge.compiled import read_compiled
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.shared_rules import (
    SharedCaution,
    SharedGoWith,
    SharedReach,
    SharedRequirement,
    SharedRule,
)
from pathfinder.knowledge.parse.wordlist import WordList
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.invariant import Invariants
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge_base import KnowledgeBase


class Foundation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands below every local file.

    `words`: what is never said, by language. `saving`: the supports that save lives, and `spoken_of`
    those a notice rests on, with the reason. `guarded`: the needs in which no local support may pass
    a score.
    """

    rules: tuple[SharedRule, ...]
    eligibility: tuple[SharedRequirement, ...]
    cautions: tuple[SharedCaution, ...]
    words: dict[str, WordList]
    saving: dict[SupportId, str]
    spoken_of: dict[SupportId, str]
    guarded: dict[NeedId, int]
    out_of_reach: tuple[SharedReach, ...]
    go_with: tuple[SharedGoWith, ...]


def foundation_of(
    authored: Authored, words: Mapping[str, WordList], kb: KnowledgeBase, invariants: Invariants
) -> Foundation:
    """Return the foundation of `authored`, compiled as `kb`, of which `invariants` must hold."""
    saving = life_saving(invariants)
    return Foundation(
        rules=authored.rules,
        eligibility=authored.eligibility,
        cautions=authored.cautions,
        words={name: msgspec.structs.replace(w, stumbles=()) for name, w in words.items()},
        saving=dict(saving),
        spoken_of=dict(spoken_of(kb.notices)),
        guarded=dict(guarded(kb)),
        out_of_reach=authored.out_of_reach,
        go_with=authored.go_with,
    )


def foundation_path(language: str) -> Path:
    """Return where the foundation is kept compiled, in one of `LANGUAGES`."""
    return Path(__file__).parent.parent / f"compiled.foundation.{language}.json"


def load_foundation(language: str) -> Foundation:
    """Return the foundation of the knowledge base that is shipped, in one of `LANGUAGES`.

    Raises `KnowledgeBaseError` where the file is missing, damaged or of another version.
    """
    return read_compiled(foundation_path(language), Foundation)
