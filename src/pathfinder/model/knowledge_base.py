"""The knowledge base as one frozen value."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pathfinder.errors import KnowledgeBaseError, damaged
from pathfinder.model.condition import Condition, SupportId
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.need import Need, NeedId
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge.plan import Plan
from pathfinder.model.knowledge.provenance import Local
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.wording import Wording

if TYPE_CHECKING:
    from pathfinder.model.interface import Interface


class KnowledgeBase(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False, dict=True
):
    """Everything pathfinder knows, in one language. Ids are unique and every reference is sound.

    `places`: those whose local files were laid over it. `local`: what of a support came from them.
    `off`: the supports that are not to be had, and in which place. `behind`: by need, those that take
    no place for it before one of the others. `call_911`: how the signs for which to call are said.
    `words`: the interface, in JSON.

    Two are equal only if they are the same object, so that what is made of one can be kept by it;
    `sha256` tells what is in it.
    """

    language: str
    version: str
    sha256: str
    choosing: Wording
    conditions: dict[str, Condition]
    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    notices: tuple[Notice, ...]
    supports: tuple[Support, ...]
    plans: tuple[Plan, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[Source, ...]
    call_911: str
    words: msgspec.Raw
    checklists: tuple[Checklist, ...] = ()
    places: tuple[str, ...] = ()
    local: dict[SupportId, tuple[Local, ...]] = {}
    off: dict[SupportId, str] = {}
    behind: dict[NeedId, frozenset[SupportId]] = {}

    def __post_init__(self) -> None:
        """Keep the words alone, not the whole file that they were read from."""
        msgspec.structs.force_setattr(self, "words", self.words.copy())

    @cached_property
    def interface(self) -> "Interface":
        """The words around the knowledge. They are read where one is said: JSON says none.

        Raises `KnowledgeBaseError` where they are of another version.
        """
        from pathfinder.model.interface import Interface

        try:
            return msgspec.json.decode(self.words, type=Interface)
        except msgspec.DecodeError as error:
            # Nothing can be said to anyone, so that the crisis line is called for.
            fault = damaged(f"compiled.{self.language}.json")
            raise KnowledgeBaseError([fault], in_danger=True) from error

    def __repr__(self) -> str:
        """Return a line: where a law about all of it fails, the sheet that breaks it is what counts."""
        size = f"{len(self.supports)} supports, {len(self.notices)} notices"
        return f"<KnowledgeBase {self.language} {self.version}: {size}>"
