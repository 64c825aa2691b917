"""A reader of authored documents, which goes on after a problem and keeps it."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from pathfinder.documents.tree import Document, Location, Tree, entries, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.authored import TOP_KEYS, Heading
from pathfinder.knowledge.parse.conditions import ConditionReader, Vocabulary
from pathfinder.knowledge.parse.convert import converted
from pathfinder.model.condition import Condition

Item = TypeVar("Item", bound=msgspec.Struct)

HOLDS_CONDITION = {"when", "needs", "ask_when", "leads_when", "yields_unless"}

HOLDS_ANSWERS = {"says", "otherwise"}
"""Keys below which each key is a question."""


class Reader:
    """Goes through the documents and keeps what is wrong."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.problems = [p for document in documents.values() for p in document.problems]
        self.definitions: dict[str, Condition] = {}
        self.vocabulary = Vocabulary({}, frozenset(), self.definitions)

    def tops(self) -> None:
        """See that every file is a mapping of lists with the keys that are read."""
        for file, keys in TOP_KEYS.items():
            document = self.documents[file]
            if not isinstance(document.tree, dict):
                self.fault(document, (), "a mapping (key: value) is needed here")
                continue
            for key, value in document.tree.items():
                if key not in keys:
                    where = document.where((key,), key=True)
                    hint = did_you_mean(key, keys)
                    self.problems.append(Problem(where, f"unknown key {quoted(key)}", hint))
                elif key not in Heading.__struct_fields__ and not isinstance(value, list):
                    self.fault(document, (key,), "a list is needed here")

    def fault(self, document: Document, location: Location, message: str) -> None:
        """Keep a problem at `location` of `document`."""
        self.problems.append(Problem(document.where(location), message))

    def questions_and_names(self) -> None:
        """Learn the ids that conditions may name, and read the named conditions."""
        supports = frozenset(_ids(self.list_at("supports", "supports")))
        options: dict[str, frozenset[str]] = {}
        for _, written in self.mappings("questions", "questions"):
            question = self.with_options(written)
            options[str(question.get("id"))] = frozenset(_ids(entries(question.get("options"))))
        self.vocabulary = Vocabulary(options, supports, self.definitions)
        tree = self.documents["conditions"].tree
        for name, condition in tree.items() if isinstance(tree, dict) else ():
            self.definitions[name] = self.condition("conditions", condition, (name,))

    def with_options(self, question: dict[str, Tree]) -> dict[str, Tree]:
        """Return `question` with every support as an option, where it says so."""
        if question.get("options_from") != "supports":
            return question
        none: Tree = {"id": "none", "label": question.get("none_label", "")}
        supports = self.list_at("supports", "supports")
        named = [_as_option(support) for support in supports if isinstance(support, dict)]
        kept = {k: v for k, v in question.items() if k not in {"options_from", "none_label"}}
        return {**kept, "options": [*named, none]}

    def heading(self) -> Heading:
        """Return what the file of supports says of the whole base."""
        document = self.documents["supports"]
        tree = document.tree if isinstance(document.tree, dict) else {}
        top = {key: value for key, value in tree.items() if key in Heading.__struct_fields__}
        heading = converted(top, Heading, document, ())
        if isinstance(heading, Problem):
            self.problems.append(heading)
            return Heading(version="", choosing="")
        return heading

    def whole(self, file: str, type_: type[Item]) -> Item | None:
        """Return what the whole of `file` says, or nothing where it is not sound."""
        document = self.documents[file]
        item = converted(document.tree, type_, document, ())
        if isinstance(item, Problem):
            self.problems.append(item)
            return None
        return item

    def items(self, file: str, key: str, type_: type[Item]) -> tuple[Item, ...]:
        """Return every sound item of the list `key` of `file`."""
        document = self.documents[file]
        found: list[Item] = []
        for location, written in self.mappings(file, key):
            tree = self.with_options(written) if file == "questions" else written
            before = len(self.problems)
            item = converted(self.with_conditions(file, tree, location), type_, document, location)
            if isinstance(item, Problem):
                self.problems.append(item)
            elif len(self.problems) == before or file in {"supports", "questions"}:
                found.append(item)
        return tuple(found)

    def mappings(self, file: str, key: str) -> list[tuple[Location, dict[str, Tree]]]:
        """Return the mappings in the list `key` of `file`, with their places."""
        found: list[tuple[Location, dict[str, Tree]]] = []
        for i, item in enumerate(self.list_at(file, key)):
            if isinstance(item, dict):
                found.append(((key, i), item))
            else:
                self.fault(self.documents[file], (key, i), "a mapping (key: value) is needed here")
        return found

    def list_at(self, file: str, key: str) -> list[Tree]:
        """Return the list `key` of `file`, empty where there is none."""
        return entries(entry(self.documents[file].tree, key))

    def with_conditions(self, file: str, tree: Tree, location: Location) -> object:
        """Return `tree` with every condition in it read."""
        if isinstance(tree, dict):
            return {
                key: self.condition(file, value, (*location, key))
                if key in HOLDS_CONDITION and HOLDS_ANSWERS.isdisjoint(location)
                else value
                if isinstance(value, str)
                else self.with_conditions(file, value, (*location, key))
                for key, value in tree.items()
            }
        if isinstance(tree, list):
            return [
                self.with_conditions(file, value, (*location, i)) for i, value in enumerate(tree)
            ]
        return tree

    def condition(self, file: str, tree: Tree, location: Location) -> Condition:
        """Return the condition `tree` of `file`, at `location`."""
        # Eligibility is known once every requirement was read: what comes after may speak of it.
        reader = ConditionReader(
            self.documents[file],
            self.vocabulary,
            may_name_supports=file == "notices" or "cautions" in location,
        )
        condition = reader.read(tree, location)
        self.problems += reader.problems
        return condition


def _as_option(support: dict[str, Tree]) -> Tree:
    """Return `support` as an option; its name, abbreviation and aliases may be said for its id."""
    named = [str(support[key]) for key in ("name", "abbreviation") if key in support]
    known: list[Tree] = [name for name in named if "," not in name]
    known += entries(support.get("aliases"))
    return {"id": support.get("id", ""), "label": support.get("name", ""), "aliases": known}


def _ids(items: list[Tree]) -> list[str]:
    return [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]
