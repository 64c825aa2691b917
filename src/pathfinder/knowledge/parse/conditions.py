"""Authored conditions to values, with every id checked."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pathfinder.documents.tree import Document, Location, Tree
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.model.condition import (
    NEVER,
    All,
    AnyOf,
    Condition,
    Eligible,
    Named,
    Not,
    OptionId,
    QuestionId,
    SupportId,
    Term,
    terms,
)

GRAMMAR = (
    "a condition is the name of one of conditions.yaml, or one of: "
    "all: [...], any: [...], not: ..., eligible: SUPPORT, QUESTION: [OPTIONS]"
)
NO_ELIGIBLE = '"eligible" stands only in a notice or a caution'
THIS_SUPPORT = "this_support"
"""In a shared rule, the id of the support that the rule is applied to."""


class Vocabulary(NamedTuple):
    """The ids a condition may name."""

    options: Mapping[str, frozenset[str]]
    supports: frozenset[str]
    named: Collection[str]


class ConditionReader:
    """Reads the conditions of one document and keeps the problems found on the way."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, *, may_name_supports: bool
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.may_name_supports = may_name_supports
        self.problems: list[Problem] = []

    def read(self, tree: Tree, location: Location) -> Condition:
        """Return the condition at `location`; a faulty part comes out as one that is never met."""
        match tree:
            case str():
                return self._named(tree, location)
            case dict() if len(tree) == 1 and tree.keys() <= {"all", "any", "not", "eligible"}:
                return self._operation(*next(iter(tree.items())), location)
            case dict():
                return self._term(tree, location)
            case _:
                return self._fault(location, "this is no condition", GRAMMAR)

    def _operation(self, operator: str, operand: Tree, location: Location) -> Condition:
        below = (*location, operator)
        match operator, operand:
            case "all", list():
                return All(self._parts(operand, below))
            case "any", list():
                return AnyOf(self._parts(operand, below))
            case "not", _:
                return Not(self.read(operand, below))
            case "eligible", str() if not self.may_name_supports:
                return self._fault(location, NO_ELIGIBLE)
            case "eligible", str():
                self._known(operand, self.vocabulary.supports, "support", below)
                return Eligible(SupportId(operand))
            case _:
                return self._fault(below, f'"{operator}" takes something else', GRAMMAR)

    def _parts(self, parts: list[Tree], location: Location) -> tuple[Condition, ...]:
        if not parts:
            self._fault(location, "an empty list of conditions", GRAMMAR)
        return tuple(self.read(part, (*location, i)) for i, part in enumerate(parts))

    def _named(self, name: str, location: Location) -> Condition:
        if name in self.vocabulary.named:
            return Named(name)
        hint = did_you_mean(name, self.vocabulary.named) or GRAMMAR
        return self._fault(location, f"no condition is called {quoted(name)}", hint)

    def _term(self, tree: dict[str, Tree], location: Location) -> Condition:
        skipped = tree.get("skipped", "unknown")
        if skipped not in ("met", "unknown"):
            return self._fault((*location, "skipped"), '"skipped" is met or unknown')
        questions = [key for key in tree if key != "skipped"]
        if len(questions) != 1:
            return self._fault(location, "a term names one question", GRAMMAR)
        question = questions[0]
        options = _listed(tree[question])
        if options is None:
            return self._fault((*location, question), "options are words", GRAMMAR)
        if not self._known(question, self.vocabulary.options, "question", (*location, question)):
            return NEVER  # stands in for a part that can't be read
        if not options and skipped != "met":
            return self._fault((*location, question), "a term without options is never met")
        for i, option in enumerate(options):
            at = (
                (*location, question, i)
                if isinstance(tree[question], list)
                else (*location, question)
            )
            if option != THIS_SUPPORT:
                known = self.vocabulary.options[question]
                self._known(option, known, f'option of "{question}"', at)
        named = tuple(map(OptionId, options))
        return Term(QuestionId(question), named, "met" if skipped == "met" else "unknown")

    def _known(self, word: str, known: Iterable[str], what: str, location: Location) -> bool:
        if word in known:
            return True
        hint = did_you_mean(word, known)
        key = what == "question"
        self.problems.append(
            Problem(self.document.where(location, key=key), f"{quoted(word)} is no {what}", hint)
        )
        return False

    def _fault(self, location: Location, message: str, hint: str = "") -> Condition:
        self.problems.append(Problem(self.document.where(location), message, hint))
        return NEVER


def _listed(tree: Tree) -> list[str] | None:
    if isinstance(tree, str):
        return [tree]
    if isinstance(tree, list):
        words = [item for item in tree if isinstance(item, str)]
        return words if len(words) == len(tree) else None
    return None


def names_this_support(condition: Condition) -> bool:
    """Return whether `condition` says `this_support`."""
    return any(THIS_SUPPORT in term.options for term in terms(condition, {}))


def for_support(condition: Condition, support: SupportId) -> Condition:
    """Return `condition` with the word `this_support` replaced by the id of `support`."""
    match condition:
        case Term(question, options, skipped) if THIS_SUPPORT in options:
            named = tuple(OptionId(support) if o == THIS_SUPPORT else o for o in options)
            return Term(question, named, skipped)
        case All(parts):
            return All(tuple(for_support(part, support) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(for_support(part, support) for part in parts))
        case Not(part):
            return Not(for_support(part, support))
        case _:
            return condition
