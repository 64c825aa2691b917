"""`data/invariants.yaml` to values: what must hold for every possible set of answers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from pathfinder.documents.tree import Location, Tree, entry
from pathfinder.errors import KnowledgeBaseError, Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.authored_invariant import AuthoredInvariant
from pathfinder.knowledge.parse.changes import ChangeReader
from pathfinder.knowledge.parse.claims import ClaimReader, Results
from pathfinder.knowledge.parse.conditions import Vocabulary, for_support
from pathfinder.knowledge.parse.lists import ParsedList, read_listed
from pathfinder.knowledge.parse.shared_rules import Traits, applies
from pathfinder.model.condition import All, Condition, SupportId
from pathfinder.model.knowledge.invariant import (
    AddingRisk,
    Claim,
    Invariant,
    Invariants,
    Preserved,
    Relabelling,
)
from pathfinder.model.knowledge_base import KnowledgeBase

RULE = re.compile(r"(SI|X)-\d\d")
"""How the safety rules are numbered."""

EVERYWHERE: Condition = All(())


class _Sharing(NamedTuple):
    """The traits of the supports an invariant is spelled out for."""

    applies_to: Traits
    except_: Traits


def read_invariants(path: Path, kb: KnowledgeBase) -> Invariants:
    """Return the invariants of the file at `path`, which speak of `kb`.

    Raises `KnowledgeBaseError` with every problem found.
    """
    invariants, problems = _read(path, kb)
    if problems:
        raise KnowledgeBaseError(problems)
    return invariants


def check_invariants(path: Path, kb: KnowledgeBase) -> tuple[Problem, ...]:
    """Return what is wrong with how the invariants of the file at `path` are written.

    Raises `KnowledgeBaseError` where the file can't be read at all.
    """
    return _read(path, kb)[1]


def _read(path: Path, kb: KnowledgeBase) -> tuple[Invariants, tuple[Problem, ...]]:
    listed = read_listed(path, "invariants", AuthoredInvariant)
    reader = _Reader(listed, kb)
    definitions = reader.definitions()
    invariants = tuple(reader.invariant(location, item) for location, item in listed.items.items())
    found = dict.fromkeys((*listed.problems, *reader.problems))
    return Invariants(definitions, invariants, frozenset(reader.pairs)), tuple(found)


class _Reader:
    """Goes through the invariants of one file and keeps what is wrong."""

    def __init__(self, listed: ParsedList[AuthoredInvariant], kb: KnowledgeBase) -> None:
        self.document = listed.document
        self.kb = kb
        self.sources = {source.id for source in kb.sources}
        self.seen: set[str] = set()
        self.named = {*kb.conditions}
        self.vocabulary = Vocabulary(
            {str(q.id): frozenset(o.id for o in q.options) for q in kb.questions},
            frozenset(s.id for s in kb.supports),
            self.named,
        )
        self.notices = frozenset(n.id for n in kb.notices)
        self.problems: list[Problem] = []
        self.pairs: set[tuple[SupportId, SupportId]] = set()

    def definitions(self) -> dict[str, Condition]:
        """Return the conditions that stand at the top of the file, by name."""
        written = entry(self.document.tree, "conditions")
        found: dict[str, Condition] = {}
        for name, condition in written.items() if isinstance(written, dict) else ():
            found[name] = self.condition(condition, ("conditions", name), None)
            self.named.add(name)
        return found

    def invariant(self, location: Location, item: AuthoredInvariant) -> Invariant:
        """Return `item`, which stands at `location`, spelled out for each support it speaks of."""
        self.problems += self._wrong(location, item)
        about: Iterable[SupportId | None] = (None,)
        if item.applies_to is not None:
            shared = _Sharing(item.applies_to, item.except_)
            there = (s for s in self.kb.supports if s.id not in self.kb.off)
            about = [support.id for support in there if applies(shared, support)]
            if not about:
                self._fault((*location, "applies_to"), "no support has these traits")
        claims = tuple(self.claim(location, item, support) for support in about)
        return Invariant(
            id=item.id,
            rules=item.rules,
            severity=item.severity,
            says=item.says,
            sources=item.sources,
            always=claims if item.then is not None else (),
            possible=claims if item.possible is not None else (),
            when=claims[0].when if claims else EVERYWHERE,
            change=self.change(location, item),
        )

    def change(
        self, location: Location, item: AuthoredInvariant
    ) -> AddingRisk | Relabelling | None:
        """Return what `item` says of a sheet that becomes another one, if it does."""
        reader = ChangeReader(self.document, self.kb)
        change: AddingRisk | Relabelling | None = None
        if item.adding_risk_keeps is not None:
            change = reader.adding(item.adding_risk_keeps, item.but, location)
        elif item.relabelling_keeps is not None:
            change = reader.relabelling(item.relabelling_keeps, location)
        if item.but and item.adding_risk_keeps is not Preserved.GRAVE_NOTICES:
            hint = "adding_risk_keeps: grave_notices"
            self._fault((*location, "but"), "nothing is kept that this could spare", hint)
        self.problems += reader.problems
        return change

    def claim(
        self, location: Location, item: AuthoredInvariant, support: SupportId | None
    ) -> Claim:
        """Return what `item` claims of `support`."""
        when = EVERYWHERE
        if item.when is not None:
            when = self.condition(item.when, (*location, "when"), support)
        key, said = ("possible", item.possible) if item.then is None else ("then", item.then)
        then = EVERYWHERE if said is None else self.condition(said, (*location, key), support)
        return Claim(support, when, then)

    def condition(self, tree: object, location: Location, support: SupportId | None) -> Condition:
        """Return the condition `tree` at `location`, `this_support` being `support`."""
        reader = ClaimReader(
            self.document,
            self.vocabulary,
            Results(self.kb.supports, self.notices, support),
        )
        read = reader.read(cast("Tree", tree), location)
        self.problems += reader.problems
        self.pairs |= reader.pairs
        return for_support(read, support) if support else read

    def _fault(self, location: Location, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.document.where(location), message, hint))

    def _wrong(self, location: Location, item: AuthoredInvariant) -> Iterator[Problem]:
        """Yield what is wrong with the parts of `item` that are no conditions."""
        where = self.document.where
        changes = [item.adding_risk_keeps, item.relabelling_keeps]
        changing = any(change is not None for change in changes)
        forms = [item.then, item.possible, *changes]
        if sum(form is not None for form in forms) != 1 or (
            item.applies_to is not None and changing
        ):
            hint = (
                "then: ..., or possible: ..., or adding_risk_keeps: ..., or relabelling_keeps: ..."
            )
            yield Problem(where(location), "an invariant says one thing", hint)
        if item.id in self.seen:
            yield Problem(where((*location, "id")), f"the id {quoted(item.id)} stands here twice")
        self.seen.add(item.id)
        for i, rule in enumerate(item.rules):
            if not RULE.fullmatch(rule):
                message = f"{quoted(rule)} is no number of a safety rule"
                yield Problem(where((*location, "rules", i)), message, "such as SI-11 or X-05")
        for i, source in enumerate(item.sources):
            if source not in self.sources:
                message = f"{quoted(source)} is no source"
                hint = did_you_mean(source, self.sources)
                yield Problem(where((*location, "sources", i)), message, hint)
        if not item.sources:
            hint = "every fact names where it comes from"
            yield Problem(where((*location, "sources")), "no source", hint)
