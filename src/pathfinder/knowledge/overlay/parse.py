"""A local file to values, with every problem of its grammar. What is in it is checked elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from pathfinder.documents.tree import Document, Location, Tree, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.overlay.document import (
    FILE,
    KEYS,
    LISTS,
    MAPPINGS,
    dated,
    in_language,
    in_one_form,
)
from pathfinder.knowledge.overlay.local_file import LocalFile, LocalSupport
from pathfinder.knowledge.overlay.schema import (
    ITS_OWN,
    NOT_CHANGED,
    NOT_LOCAL,
    OWN,
    Change,
    LikeSupport,
    LocalHeading,
    patched,
)
from pathfinder.knowledge.parse.conditions import Vocabulary
from pathfinder.knowledge.parse.convert import converted
from pathfinder.knowledge.parse.reader import Reader
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.reference import Contact, Source
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase

Item = TypeVar("Item", bound=msgspec.Struct)


def read_local(
    document: Document, kb: KnowledgeBase, own: Mapping[SupportId, Support]
) -> LocalFile:
    """Return what `document` says of the supports of `kb` and of new ones.

    `own`: what each support of `kb` has beside what is shared. What can't be read is left out and
    named in `problems`. Sentences are in the language of `kb`, where the file has them.
    """
    reader = _LocalReader(in_one_form(dated(document)), kb, own)
    return LocalFile(
        document=reader.document,
        heading=reader.local_heading(),
        sources=reader.items(FILE, "sources", Source),
        contacts=reader.items(FILE, "contacts", Contact),
        supports=tuple(reader.supports()),
        changes=dict(reader.changes()),
        problems=tuple(reader.problems),
    )


class _LocalReader(Reader):
    """Goes through one local file and keeps what is wrong."""

    def __init__(
        self, document: Document, kb: KnowledgeBase, own: Mapping[SupportId, Support]
    ) -> None:
        self.document = document
        super().__init__({FILE: document})
        self.tops()
        self.documents = {FILE: in_language(document, kb.language)}
        self.own = own
        self.definitions = kb.conditions
        new = frozenset(str(item.get("id")) for _, item in self.mappings(FILE, "supports"))
        known = frozenset(support.id for support in kb.supports)
        options = {
            str(question.id): frozenset(str(option.id) for option in question.options)
            for question in kb.questions
        }
        of_supports = {id_ for id_, of_question in options.items() if known <= of_question}
        self.vocabulary = Vocabulary(
            {id_: named | new if id_ in of_supports else named for id_, named in options.items()},
            known | new,
            kb.conditions,
        )

    def tops(self) -> None:
        """See that the file holds the keys that are read, and lists and mappings where they stand."""
        tree = self.document.tree
        if not isinstance(tree, dict):
            self.fault(self.document, (), "a mapping (key: value) is needed here")
            return
        for key, value in tree.items():
            if key not in KEYS:
                where = self.document.where((key,), key=True)
                hint = NOT_LOCAL.get(key) or did_you_mean(key, KEYS)
                message = f"a local file has no {key}" if key in NOT_LOCAL else ""
                self.problems.append(Problem(where, message or f"unknown key {quoted(key)}", hint))
            elif key in LISTS and not isinstance(value, list):
                self.fault(self.document, (key,), "a list is needed here")
            elif key in MAPPINGS and not isinstance(value, dict):
                self.fault(self.document, (key,), "a mapping (key: value) is needed here")

    def local_heading(self) -> LocalHeading:
        """Return what the file says of itself."""
        tree = self.document.tree if isinstance(self.document.tree, dict) else {}
        top = {key: value for key, value in tree.items() if key in LocalHeading.__struct_fields__}
        heading = self._convert(top, LocalHeading, ())
        return heading or LocalHeading(place="", verified_on="")

    def supports(self) -> Iterator[LocalSupport]:
        """Yield every sound new support."""
        for location, written in self.mappings(FILE, "supports"):
            if "like" in written:
                yield from self._like_another(location, written)
            else:
                tree = self.with_conditions(FILE, written, location)
                if support := self._convert(tree, Support, location):
                    yield LocalSupport(support, support)

    def _like_another(self, location: Location, written: dict[str, Tree]) -> Iterator[LocalSupport]:
        of_the_other = [key for key in NOT_CHANGED if key not in OWN]
        tree = self._without(location, written, of_the_other)
        missing = [key for key in ITS_OWN if key not in written]
        for key in missing:
            self.fault(self.document, location, f'the key "{key}" is missing')
        like = self._convert(self.with_conditions(FILE, tree, location), LikeSupport, location)
        if like is None or missing:
            return
        other = self.own.get(like.like)
        if other is None:
            self._unknown((*location, "like"), like.like)
            return
        support = msgspec.structs.replace(
            patched(other, like),
            id=like.id,
            abbreviation=like.abbreviation,
            read_on=None,
            opened_on=None,
            sign_of_life=None,
            status_note=None
            if isinstance(like.status_note, msgspec.UnsetType)
            else like.status_note,
            serves=other.serves if isinstance(like.serves, msgspec.UnsetType) else like.serves,
            rules=like.rules,
            eligibility=(*other.eligibility, *like.eligibility),
            cautions=(*other.cautions, *like.cautions),
        )
        fields = tuple(key for key in written if key not in {"id", "like"})
        yield LocalSupport(support, like, like.like, fields)

    def changes(self) -> Iterator[tuple[SupportId, Change]]:
        """Yield every sound change, with the support it is about."""
        listed = entry(self.documents[FILE].tree, "changes")
        for id_, written in listed.items() if isinstance(listed, dict) else ():
            location: Location = ("changes", id_)
            if id_ not in self.own:
                self._unknown(location, id_, key=True)
            elif not isinstance(written, dict):
                self.fault(self.document, location, "a mapping (key: value) is needed here")
            else:
                tree = self._without(location, written, NOT_CHANGED)
                change = self._convert(self.with_conditions(FILE, tree, location), Change, location)
                if change:
                    yield SupportId(id_), change

    def _without(
        self, location: Location, written: dict[str, Tree], refused: Iterable[str]
    ) -> dict[str, Tree]:
        """Return `written` without the keys that are `refused`, which are problems."""
        for key in refused:
            if key in written:
                where = self.document.where((*location, key), key=True)
                message = f'"{key}" is not changed by a local file'
                self.problems.append(Problem(where, message, NOT_CHANGED[key]))
        return {key: value for key, value in written.items() if key not in refused}

    def _convert(self, tree: object, type_: type[Item], location: Location) -> Item | None:
        """Return `tree` as a `type_`, or nothing once what is wrong with it is kept."""
        item = converted(tree, type_, self.document, location)
        if isinstance(item, Problem):
            self.problems.append(item)
            return None
        return item

    def _unknown(self, location: Location, id_: str, *, key: bool = False) -> None:
        where = self.document.where(location, key=key)
        hint = did_you_mean(id_, self.own) or "`pathfinder supports list` shows them all"
        self.problems.append(Problem(where, f"{quoted(id_)} is no support", hint))
