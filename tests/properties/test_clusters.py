"""Supports of one cluster are evaluated at once: what comes out is what each by itself gives."""

import random
from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.lone_answers import tries_of
from pathfinder.engine.parts.open_questions import open_questions
from pathfinder.engine.ranking.clusters import clusters_of
from pathfinder.engine.ranking.places import FIRST, Places
from pathfinder.engine.ranking.planes import Place
from pathfinder.engine.suggest import suggest, suggest_each
from pathfinder.knowledge.overlay.naming import with_names
from pathfinder.knowledge.parse.conditions import THIS_SUPPORT, for_support
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition, OptionId, SupportId, Term
from pathfinder.model.knowledge.support import Requirement, Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import LEFT, LIKED
from tests.properties.strategies import examples, sheets
from tests.properties.test_lone_answers import otherwise

MOST_COPIED, MOST_COPIES, FIVE = 6, 9, 5


def copied(support: Support, number: int, asked: Sequence[Requirement]) -> Support:
    """Return another support like `support`: what names that one names this one there.

    Of some of them more is `asked`.
    """
    id_ = SupportId(f"{support.id}_{number}")

    def own(when: Condition | None) -> Condition | None:
        if isinstance(when, Term) and when.options == (OptionId(support.id),):
            return for_support(
                msgspec.structs.replace(when, options=(OptionId(THIS_SUPPORT),)), id_
            )
        return when

    def mine(rule: Rule) -> Rule:
        said = f"{rule.because} ({number})" if rule.when is None else rule.because
        weight = rule.weight + (
            number % 4 == 3
        )  # some of them suit better, and are of another cluster
        return msgspec.structs.replace(rule, weight=weight, when=own(rule.when), because=said)

    return msgspec.structs.replace(
        support,
        id=id_,
        name=f"{support.name} {number}",
        rules=tuple(map(mine, support.rules)),
        eligibility=(*support.eligibility, *asked) if number % 4 == 1 else support.eligibility,
    )


def of_clusters(kb: KnowledgeBase, seed: int) -> KnowledgeBase:
    """Return `kb` with other rules, and with up to ten of the cluster of a few of its supports, here and there."""
    chance = random.Random(seed)
    other = otherwise(kb, seed)
    supports = [*other.supports]
    behind = {need: {*ids} for need, ids in other.behind.items()}
    new: dict[SupportId, Support] = {}
    likes = chance.sample(other.supports, chance.randint(1, MOST_COPIED))
    if (
        chance.random() < 0.5
    ):  # nothing else serves a need, so that those of a cluster stand together
        supports = [s if s in likes else msgspec.structs.replace(s, serves=()) for s in supports]
    for like in likes:
        asked = chance.choice(other.supports).eligibility[:1]
        copies = [copied(like, number, asked) for number in range(chance.randint(1, MOST_COPIES))]
        new |= {copy.id: copy for copy in copies}
        for copy in copies:
            supports.insert(chance.randint(0, len(supports)), copy)
        alike = {like.id, *(copy.id for copy in copies)}
        for serve in like.serves:  # all of the cluster stand behind others, or all but one, or none
            if chance.random() < 0.5:
                ids = behind.setdefault(serve.need, set())
                ids |= alike
                if chance.random() < 0.7:
                    ids.remove(next(s.id for s in reversed(supports) if s.id in ids & alike))
    return msgspec.structs.replace(
        other,
        supports=tuple(supports),
        behind={need: frozenset(ids) for need, ids in behind.items()},
        questions=tuple(with_names(question, kb.supports, new) for question in kb.questions),
    )


def apart(kb: KnowledgeBase) -> KnowledgeBase:
    """Return `kb` with the same said of every support, and nothing shared: none is of the cluster of another."""
    encoded = msgspec.json.encode(kb.supports)
    supports = msgspec.json.decode(encoded, type=tuple[Support, ...])
    return msgspec.structs.replace(kb, supports=supports)


def five(kb: KnowledgeBase, many: list[Answers]) -> list[Place]:
    """Return the first three places, and two more of all that is suggested, on columns."""
    evaluation = evaluation_of(kb, many)
    places = Places(evaluation.scored, evaluation.every)
    found = [places.next() for _ in range(FIRST)]
    places.add_inactive()
    return [*found, *(places.next() for _ in range(FIVE - FIRST))]


def named(kb: KnowledgeBase, without: KnowledgeBase, chance: random.Random) -> list[Answers]:
    """Return the sheets of two who name some of the supports of `kb` that are not in `without`."""
    known = {support.id for support in without.supports}
    copies = [OptionId(support.id) for support in kb.supports if support.id not in known]
    return [
        {tried: tuple(chance.sample(copies, min(3, len(copies)))) for tried in (LIKED, LEFT)}
        for _ in range(2)
    ]


@examples(80)
@given(data=st.data(), seed=st.integers(0, 1 << 32))
def test_those_of_a_cluster_come_out_as_each_by_itself_does(
    kb: KnowledgeBase, data: st.DataObject, seed: int
) -> None:
    together = of_clusters(kb, seed)
    each = apart(together)
    serving = [cluster.supports for cluster in clusters_of(each) if cluster.supports[0][1].serves]
    assert all(len(supports) == 1 for supports in serving)
    many = data.draw(st.lists(sheets(together), min_size=1, max_size=4))
    many += named(together, kb, random.Random(seed))
    results = [*suggest_each(together, many)]
    assert results == [*suggest_each(each, many)]
    for answers in (many[0], many[-1]):
        assert suggest(together, answers) == suggest(each, answers)
    places = five(together, many)
    assert places == five(each, many)
    for i, result in enumerate(results):
        standing = [id_ for place in places for id_, where in place.items() if where >> i & 1]
        assert [s.id for s in result.suggestions[: len(standing)]] in ([], standing)
    tries = tries_of(together)
    assert tries == tries_of(each)
    evaluations = (evaluation_of(some, many, tries) for some in (together, each))
    assert len({tuple(open_questions(evaluation)) for evaluation in evaluations}) == 1
