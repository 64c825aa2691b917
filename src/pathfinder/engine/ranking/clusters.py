"""Supports of one cluster: they differ in words, and in who answers name them, as many local ones do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from pathfinder.model.condition import OptionId, QuestionId, SupportId, Term
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase

Chosen = Mapping[QuestionId, Mapping[OptionId, int]]

Listed = tuple[int, Support]
"""A support with its number in the knowledge base."""


class Cluster(msgspec.Struct, frozen=True):
    """Supports for which the same is asked, counted and said, but where an answer names one of them.

    `named_in`: the questions of which their rules read just that answer. `behind`: the needs in which
    they stand behind others.
    """

    supports: Sequence[Listed]
    named_in: tuple[QuestionId, ...]
    behind: tuple[NeedId, ...]

    def named_alike(self, chosen: Chosen) -> Iterable[Sequence[Listed]]:
        """Return them parted by the sheets on which answers name them: nothing else parts them."""
        columns = [chosen[q] for q in self.named_in if q in chosen] if self.named_in else []
        if not columns:
            return (self.supports,)
        found: dict[tuple[int, ...], list[Listed]] = {}
        for listed in self.supports:
            option = OptionId(listed[1].id)
            where = tuple([column.get(option, 0) for column in columns])
            found.setdefault(where, []).append(listed)
        return found.values()


@lru_cache(maxsize=2)  # as for what is prepared
def clusters_of(kb: KnowledgeBase) -> Sequence[Cluster]:
    """Return the clusters of the supports of `kb`."""
    found: dict[object, list[Listed]] = {}
    for number, support in enumerate(kb.supports):
        parts = support.eligibility, support.serves, support.out_of_reach, support.cautions
        found.setdefault(tuple(map(id, parts)), []).append((number, support))
    clusters: list[Cluster] = []
    for supports in found.values():
        if supports[1:]:
            clusters += _parted(kb, supports)
        else:
            clusters.append(Cluster(supports, (), _behind(kb, supports[0][1].id)))
    return clusters


def _parted(kb: KnowledgeBase, supports: Sequence[Listed]) -> Iterator[Cluster]:
    """Yield the clusters of `supports`, for which the same is asked and said, by what counts for them."""
    found: dict[tuple[bool, bool, tuple[NeedId, ...], object], list[Listed]] = {}
    for listed in supports:
        its = listed[1]
        counts = tuple([_counts(its.id, rule) for rule in its.rules])
        key = its.status == "active", its.about_use, _behind(kb, its.id), counts
        found.setdefault(key, []).append(listed)
    for (_, _, behind, _), alike in found.items():
        first = alike[0][1]
        named = (_named_in(first.id, rule) for rule in first.rules)
        yield Cluster(
            alike, tuple(dict.fromkeys(question for question in named if question)), behind
        )


def _behind(kb: KnowledgeBase, support: SupportId) -> tuple[NeedId, ...]:
    return tuple([need for need, ids in kb.behind.items() if support in ids])


def _counts(support: SupportId, rule: Rule) -> object:
    """Return what of `rule` is the same for all supports of the cluster of `support`."""
    return rule.need, rule.weight, _named_in(support, rule) or id(rule.when)


def _named_in(support: SupportId, rule: Rule) -> QuestionId | None:
    """Return the question of which `rule` reads just the answer that names `support`, if it does."""
    when = rule.when
    if type(when) is Term and when.options == (OptionId(support),) and when.skipped == "unknown":
        return when.question
    return None
