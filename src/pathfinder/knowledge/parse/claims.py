"""Conditions that speak of the result beside the answers: what an invariant claims."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pathfinder.documents.tree import Document, Location, Tree
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.conditions import THIS_SUPPORT, ConditionReader, Vocabulary
from pathfinder.knowledge.parse.shared_rules import TRAITS, trait_values
from pathfinder.model.condition import AnyOf, Condition, Named, SupportId
from pathfinder.model.knowledge.invariant import Fact
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.support import Support

OF_NOTICES = {Fact.SHOWN, Fact.IN_FULL, Fact.GRAVE, Fact.EMERGENCY, Fact.FIRST}
WORDS = {fact.value for fact in Fact}

CLAIMS = (
    "shown, in_full, grave, emergency, first: [NOTICES]; suggested, top3, top5, withheld, cautioned: [SUPPORTS] or "
    "{TRAIT: [VALUES]}; above: [SUPPORT, SUPPORT]"
)


class Results(NamedTuple):
    """What a result may hold, and the support that `this_support` stands for, if any."""

    supports: Sequence[Support]
    notices: Collection[NoticeId]
    this_support: SupportId | None


class ClaimReader(ConditionReader):
    """Reads conditions in which a word for a fact of the result may stand for a term.

    Several ids, or traits, mean any of them. `pairs` keeps the supports that `above` compares.
    """

    def __init__(self, document: Document, vocabulary: Vocabulary, results: Results) -> None:
        super().__init__(document, vocabulary, may_name_supports=False)
        self.results = results
        self.pairs: set[tuple[SupportId, SupportId]] = set()

    def read(self, tree: Tree, location: Location) -> Condition:
        """Return the condition at `location`; a faulty part comes out as one that is never met."""
        if isinstance(tree, dict) and (words := WORDS & tree.keys()):
            word = min(words)
            if tree.keys() - {word, "on"} or ("on" in tree and word != Fact.CAUTIONED.value):
                return self._fault(location, f'"{word}" stands alone', CLAIMS)
            return self._fact(Fact(word), tree, (*location, word))
        return super().read(tree, location)

    def _fact(self, fact: Fact, tree: Mapping[str, Tree], location: Location) -> Condition:
        said = tree[fact.value]
        if fact in OF_NOTICES:
            named = self._ids(said, self.results.notices, "notice", location)
        elif isinstance(said, dict):
            named = self._having(said, location)
        else:
            supports = [support.id for support in self.results.supports]
            named = self._ids(said, supports, "support", location)
        if fact is Fact.ABOVE:
            return self._above(named, location)
        on = tree.get("on")
        if on is None:
            return AnyOf(tuple(Named(fact.of(id_)) for id_ in named))
        if not isinstance(on, str) or on not in self.vocabulary.options:
            return self._fault((*location[:-1], "on"), '"on" names a question')
        return AnyOf(tuple(Named(fact.of(id_, on)) for id_ in named))

    def _above(self, named: Sequence[str], location: Location) -> Condition:
        if len(named) != len(("higher", "lower")):
            return self._fault(location, '"above" compares two supports', "above: [HIGHER, LOWER]")
        higher, lower = map(SupportId, named)
        self.pairs.add((higher, lower))
        return Named(Fact.ABOVE.of(higher, lower))

    def _ids(self, tree: Tree, known: Collection[str], what: str, location: Location) -> list[str]:
        written = [tree] if isinstance(tree, str) else tree if isinstance(tree, list) else []
        named: list[str] = []
        for i, word in enumerate(written):
            id_ = self.results.this_support if word == THIS_SUPPORT else word
            if isinstance(id_, str) and id_ in known:
                named.append(id_)
            else:
                at = (*location, i) if isinstance(tree, list) else location
                message = f"{quoted(str(word))} is no {what}"
                hint = did_you_mean(str(word), known)
                self.problems.append(Problem(self.document.where(at), message, hint))
        if not written:
            self._fault(location, f"{what}s are named here", CLAIMS)
        return named

    def _having(self, traits: Mapping[str, Tree], location: Location) -> list[str]:
        for field, values in traits.items():
            if field not in TRAITS or not isinstance(values, list):
                self._fault((*location, field), "a trait and its values are needed", CLAIMS)
                return []
        having = [
            str(support.id)
            for support in self.results.supports
            if all(
                not trait_values(support, field).isdisjoint(map(str, values))
                for field, values in traits.items()
            )
        ]
        if not having:
            self._fault(location, "no support has these traits")
        return having
