"""Answers that bear on one support alone: seen together, they say what trying each of them says."""

import random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.lone_answers import Tries, every_option, tries_of
from pathfinder.engine.parts.open_questions import open_questions
from pathfinder.model.answers import Answers
from pathfinder.model.condition import All, OptionId, QuestionId, SupportId, Term
from pathfinder.model.knowledge.need import NeedId, Serve
from pathfinder.model.knowledge.support import Rule, Support
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.properties.strategies import examples, sheets

LIKED, LEFT = QuestionId("tried_and_liked"), QuestionId("tried_and_left")


def is_of_a_try(rule: Rule) -> bool:
    return isinstance(rule.when, Term) and rule.when.question in {LIKED, LEFT}


def otherwise(kb: KnowledgeBase, seed: int) -> KnowledgeBase:
    """Return `kb` with other weights, needs, standings and ways to stand behind: few rules beside those of what was tried."""
    chance = random.Random(seed)
    kept, tried = chance.choice([0.0, 0.1, 0.5, 1.0]), chance.choice([0.02, 0.95])

    def other(support: Support) -> Support:
        rules = [
            msgspec.structs.replace(rule, weight=chance.choice([rule.weight, 1, -2, 7, 0]))
            for rule in support.rules
            if chance.random() < (tried if is_of_a_try(rule) else kept)
        ]
        more = Serve(need=chance.choice(kb.needs).id, weight=chance.randint(-3, 3))
        return msgspec.structs.replace(
            support,
            rules=tuple(rules),
            serves=(*support.serves, *([more] if chance.random() < 0.5 else [])),
            status="dormant" if chance.random() < 0.2 else support.status,
            out_of_reach=support.out_of_reach if chance.random() < 0.7 else (),
        )

    behind = {
        need.id: frozenset(s.id for s in kb.supports if chance.random() < 0.5)
        for need in kb.needs
        if chance.random() < 0.3
    }
    return msgspec.structs.replace(kb, supports=tuple(map(other, kb.supports)), behind=behind)


def open_with(kb: KnowledgeBase, many: list[Answers], tries: Tries) -> list[tuple[QuestionId, ...]]:
    return open_questions(evaluation_of(kb, many, tries))


@given(data=st.data())
def test_open_questions_are_those_that_trying_each_option_finds(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    many = data.draw(st.lists(sheets(kb), min_size=1, max_size=4))
    assert open_with(kb, many, tries_of(kb)) == open_with(kb, many, every_option(kb))


@examples(40)
@given(data=st.data(), seed=st.integers(0, 1 << 32))
def test_so_they_are_with_other_rules(kb: KnowledgeBase, data: st.DataObject, seed: int) -> None:
    other = otherwise(kb, seed)
    many = data.draw(st.lists(sheets(kb), min_size=1, max_size=4))
    assert open_with(other, many, tries_of(other)) == open_with(other, many, every_option(other))


def test_what_two_supports_read_or_another_condition_is_tried_by_itself(kb: KnowledgeBase) -> None:
    tries = tries_of(kb)
    alike = {(some.question, option) for some in tries.alike for option in some.options}
    assert (LIKED, OptionId("aa")) in tries.alone  # another support has a rule of its own on it
    assert (LIKED, OptionId("smart")) in alike
    assert alike.isdisjoint(tries.alone)
    some = next(iter(kb.conditions.values()))
    liked = Term(LIKED, (OptionId("smart"),))
    read = msgspec.structs.replace(kb, conditions={**kb.conditions, "read": All((some, liked))})
    assert LIKED not in {some.question for some in tries_of(read).alike}


def liked_for(kb: KnowledgeBase, support: SupportId, need: NeedId) -> KnowledgeBase:
    """Return `kb` where `need` is served by nothing but `support`, once it was tried and liked."""

    def other(each: Support) -> Support:
        tried = [r for r in each.rules if is_of_a_try(r) and r.weight > 0 and each.id == support]
        more = [Serve(need=need, weight=0)] if each.id == support else []
        kept = (serve for serve in each.serves if serve.need != need)
        return msgspec.structs.replace(each, rules=tuple(tried), serves=(*kept, *more))

    return msgspec.structs.replace(kb, supports=tuple(map(other, kb.supports)))


HOMELESS: Answers = {
    QuestionId("housing"): (OptionId("homeless"),),
    QuestionId("substances"): (OptionId("cocaine"),),
}
RESIDENCE, HOUSING = SupportId("recovery_residence"), SupportId("housing_services")


def serving(kb: KnowledgeBase, by_support: dict[SupportId, list[Serve]]) -> KnowledgeBase:
    """Return `kb` where those supports serve just what is said of them."""
    return msgspec.structs.replace(
        kb,
        supports=tuple(
            msgspec.structs.replace(s, serves=tuple(by_support[s.id])) if s.id in by_support else s
            for s in kb.supports
        ),
    )


def always(need: NeedId) -> Serve:
    """Return that a support serves `need` very well, whatever else is said by who is homeless."""
    return Serve(need=need, weight=50, when=Term(QuestionId("housing"), (OptionId("homeless"),)))


def test_who_comes_before_what_stands_behind_does_so_though_it_suits_less(
    kb: KnowledgeBase,
) -> None:
    need = NeedId("stimulant_care")
    other = serving(
        liked_for(kb, RESIDENCE, need), {RESIDENCE: [Serve(need=need)], HOUSING: [always(need)]}
    )
    other = msgspec.structs.replace(other, behind={need: frozenset({HOUSING})})
    (found,) = open_with(other, [HOMELESS], tries_of(other))
    assert LIKED in found
    assert [found] == open_with(other, [HOMELESS], every_option(other))


def test_what_stands_behind_is_no_more_for_an_answer_while_another_serves_its_need(
    kb: KnowledgeBase,
) -> None:
    care, need = NeedId("stimulant_care"), NeedId("home")
    other = serving(
        liked_for(kb, RESIDENCE, need),
        {RESIDENCE: [Serve(need=need)], HOUSING: [always(care), always(need)]},
    )
    waiting = msgspec.structs.replace(other, behind={need: frozenset({RESIDENCE})})
    for without, is_open in ((other, True), (waiting, False)):
        (found,) = open_with(without, [HOMELESS], tries_of(without))
        assert (LIKED in found) is is_open
        assert [found] == open_with(without, [HOMELESS], every_option(without))


def test_who_leads_for_another_need_leaves_its_own_to_the_next(kb: KnowledgeBase) -> None:
    other = liked_for(kb, RESIDENCE, NeedId("stimulant_care"))
    assert [len(some.options) for some in tries_of(other).alike] == [1]
    (found,) = open_with(other, [HOMELESS], tries_of(other))
    assert LIKED in found
    assert [found] == open_with(other, [HOMELESS], every_option(other))


def test_a_need_that_an_answer_lets_a_support_serve_is_as_urgent_as_what_is_in_reach(
    kb: KnowledgeBase,
) -> None:
    other = liked_for(kb, SupportId("legal_aid"), NeedId("company"))
    ordered: Answers = {QuestionId("justice"): (OptionId("ordered_to_attend"),)}
    assert [len(some.options) for some in tries_of(other).alike] == [1]
    found = open_with(other, [ordered], tries_of(other))
    assert found == open_with(other, [ordered], every_option(other))
