"""Laws of local files: whatever one says, what safety rests on stays as it is."""

import functools
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.engine.ranking.bounds import highest_score
from pathfinder.engine.suggest import Parts, suggest_each
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.apply_files import OverlayResult, apply_files
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.notice import Severity
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from tests.properties.crowds import NOTHING, Premise, any_of, for_many, one, person
from tests.properties.strategies import examples

SOURCES = [{"id": "our_calls", "title": "Calls", "publisher": "Coaches", "checked": "page"}]
CONTACTS = [
    {"id": "our_phone", "label": "Our line", "phone": "1-555-555-0100", "source": "our_calls",
     "confidence": "certain"}
]  # fmt: skip
CONDITIONS: list[Any] = [
    {"substances": ["alcohol"]},
    {"all": ["own", {"substances": ["opioids"]}]},
    {"not": {"goal": ["abstinence"]}},
    {"stage": ["using"], "skipped": "met"},
    "may_be_pregnant",
]
ABOVE_ALL = 80
GRAVE = ["mm", "hams", "moud", "harm_reduction", "prenatal_care", "withdrawal_care"]

DRINKS_LESS: Answers = {
    QuestionId(question): (OptionId(option),)
    for question, option in {
        "crisis": "none", "for_whom": "self", "substances": "alcohol", "stage": "using",
        "drinking": "binge", "signs": "none", "recent": "none", "goal": "moderation",
        "age_group": "age_26_64", "gender": "man", "pregnant": "no_not_pregnant",
        "medication": "none", "health": "none", "justice": "none",
    }.items()
}  # fmt: skip
"""Who may be shown a group for drinking less, on which a notice rests."""

OPIOIDS: Premise = {
    "crisis": one("none"),
    "for_whom": any_of(("self",), ("client",)),
    "substances": one("opioids"),
    "stage": one("using"),
    "medication": one("none"),
    "recent": any_of(("overdose",), ("none",)),
}
"""Who must be shown what saves lives."""

conditions = st.sampled_from(CONDITIONS)
requirements = st.fixed_dictionaries(
    {"needs": conditions, "because": st.just("It asks for that.")},
    optional={"unknown": st.just("withhold"), "safety": st.just("true")},
)


def rules(id_: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One or two rules, of weights that may be too great."""
    rule = st.fixed_dictionaries(
        {"weight": st.sampled_from([1, 4, 30, ABOVE_ALL]), "because": st.just("It is near.")},
        optional={"when": conditions},
    )
    return st.lists(rule, min_size=1, max_size=2).map(
        lambda listed: [{"id": f"{id_}/{i}", **rule} for i, rule in enumerate(listed)]
    )


def supports_of(kb: KnowledgeBase) -> st.SearchStrategy[str]:
    """Any support, and as often one that safety rests on."""
    return st.sampled_from([support.id for support in kb.supports]) | st.sampled_from(GRAVE)


def new_support(kb: KnowledgeBase, id_: str) -> st.SearchStrategy[dict[str, Any]]:
    """A support like any that is shipped."""
    return st.fixed_dictionaries(
        {
            "id": st.just(id_),
            "like": supports_of(kb),
            "name": st.just(f"Our {id_}"),
            "formats": st.sampled_from([["in_person"], ["online"], ["phone", "in_person"]]),
            "first_step": st.just("Drop in."),
            "contacts": st.just(["our_phone"]),
            "sources": st.just(["our_calls"]),
            "rules": rules(id_),
        },
        optional={"eligibility": st.lists(requirements, max_size=1)},
    )


change = st.fixed_dictionaries(
    {},
    optional={
        "in_short": st.just("A group."),
        "what": st.just("A group."),
        "formats": st.sampled_from([["in_person"], ["online"]]),
        "status": st.sampled_from(["active", "dormant", "unverified"]),
        "contacts": st.just(["our_phone"]),
        "add": st.fixed_dictionaries({}, optional={"eligibility": st.lists(requirements, max_size=1)}),
    },
)  # fmt: skip


def local_files(kb: KnowledgeBase) -> st.SearchStrategy[Mapping[str, Any]]:
    """Local files, some of which are refused; most say one thing, for one fault hides another."""
    ids = supports_of(kb)
    heading: dict[str, st.SearchStrategy[Any]] = {
        "place": st.just("Our County"),
        "verified_on": st.just("2026-11-01"),
        "sources": st.just(SOURCES),
        "contacts": st.just(CONTACTS),
    }
    parts: dict[str, st.SearchStrategy[Any]] = {
        "supports": st.tuples(*(new_support(kb, id_) for id_ in ("one", "two", "three"))).map(list),
        "changes": st.dictionaries(ids, change, min_size=1, max_size=2),
        "off": st.lists(ids, min_size=1, max_size=2, unique=True),
    }
    one = [st.fixed_dictionaries({**heading, key: part}) for key, part in parts.items()]
    return st.one_of(*one, st.fixed_dictionaries({**heading, **parts}))


class Place:
    """A knowledge base without and with local files, in a folder of their own."""

    def __init__(self, compiled: Compiled, foundation: Foundation, folder: Path) -> None:
        self.compiled = compiled
        self.files = local_files(compiled.kb)
        self.foundation = foundation
        self.path = folder / "local.yaml"

    @functools.cached_property
    def over_nothing(self) -> OverlayResult:
        over = self.overlaid({"place": "Our County", "verified_on": "2026-11-01"})
        assert over.problems == ()
        return over

    def overlaid(self, file: Mapping[str, Any]) -> OverlayResult:
        self.path.write_text(json.dumps(file), "utf-8")
        return apply_files(self.compiled, self.foundation, [self.path])


@pytest.fixture(scope="module")
def place(
    compiled: Compiled, foundation: Foundation, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    return Place(compiled, foundation, tmp_path_factory.mktemp("local"))


PEOPLE = 5
"""How many people each file is tried on."""


def people(
    data: st.DataObject, kb: KnowledgeBase, premise: Premise = NOTHING
) -> list[dict[QuestionId, tuple[OptionId, ...]]]:
    """Return random people, half of whom may be shown a group for drinking less."""
    chance = random.Random(data.draw(st.integers(0, 1 << 32)))
    found = [person(kb.questions, premise, chance) for _ in range(PEOPLE)]
    return [{**answers, **(DRINKS_LESS if i % 2 else {})} for i, answers in enumerate(found)]


def drawn(
    data: st.DataObject, kb: KnowledgeBase, place: Place, *parts: str
) -> list[tuple[Answers, Result, Result]]:
    """Return sheets, and those parts of their results without and with a local file that is sound."""
    over = place.overlaid(data.draw(place.files))
    assume(not over.problems)
    many = people(data, kb)
    read: Parts = dict.fromkeys(parts, ())
    without, with_ = (suggest_each(base, many, read) for base in (kb, over.kb))
    return [*zip(many, without, with_, strict=True)]


@examples(80)
@given(data=st.data())
def test_every_notice_is_as_it_was(kb: KnowledgeBase, place: Place, data: st.DataObject) -> None:
    for answers, without, with_ in drawn(data, kb, place, "notices"):
        assert with_.notices == without.notices, f"The sheet: {answers}"


@given(data=st.data())
def test_what_is_withheld_for_safety_stays_withheld(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    for answers, without, with_ in drawn(data, kb, place, "withheld", "suggestions"):
        still = {support.id for support in with_.withheld if support.safety}
        assert {support.id for support in without.withheld if support.safety} <= still, (
            f"The sheet: {answers}"
        )
        assert still.isdisjoint(s.id for s in with_.suggestions), f"The sheet: {answers}"


@given(data=st.data())
def test_what_is_withheld_for_safety_is_withheld_from_what_is_like_it(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    file = data.draw(place.files)
    assume("supports" in file)
    over = place.overlaid(file)
    assume(not over.problems)
    many = people(data, kb)
    for answers, result in zip(many, suggest_each(over.kb, many, {"withheld": ()}), strict=True):
        withheld = {support.id for support in result.withheld if support.safety}
        for support in file["supports"]:
            assert support["like"] not in withheld or support["id"] in withheld, (
                f"The sheet: {answers}"
            )


@examples(80)
@given(data=st.data())
def test_what_saves_lives_keeps_its_place_within_its_need(
    kb: KnowledgeBase, foundation: Foundation, place: Place, data: st.DataObject
) -> None:
    over = place.overlaid(data.draw(place.files))
    assume(not over.problems)
    chance = random.Random(data.draw(st.integers(0, 1 << 32)))
    many: list[Answers] = [person(kb.questions, OPIOIDS, chance) for _ in range(PEOPLE)]
    results = (suggest_each(base, many, {"suggestions": ()}) for base in (kb, over.kb))
    for answers, without, with_ in zip(many, *results, strict=True):
        first = [s for s in without.suggestions[:3] if s.id in foundation.saving]
        assert "moud" in {s.id for s in first}, f"The sheet: {answers}"
        assert "moud" in {s.id for s in with_.suggestions[:3]}, f"The sheet: {answers}"
        for need in dict.fromkeys(suggestion.need for suggestion in first):
            before, after = (
                next(s.id for s in result.suggestions if s.need == need)
                for result in (without, with_)
            )
            assert before == after, f"The sheet: {answers}"


@pytest.mark.parametrize("weight", [1, ABOVE_ALL])
def test_what_is_new_comes_up_to_the_bound_of_what_saves_lives_and_no_higher(
    foundation: Foundation, place: Place, weight: int
) -> None:
    rule = {"id": "one/0", "weight": weight, "because": "It is near."}
    new = {"id": "one", "like": "moud", "name": "Our clinic", "formats": ["in_person"],
           "first_step": "Drop in.", "contacts": ["our_phone"], "sources": ["our_calls"],
           "rules": [rule]}  # fmt: skip
    heading = {"place": "Our County", "verified_on": "2026-11-01"}
    over = place.overlaid({**heading, "sources": SOURCES, "contacts": CONTACTS, "supports": [new]})
    assert not over.problems
    support = next(support for support in over.kb.supports if support.id == "one")
    guarded = {s.need for s in support.serves} & foundation.guarded.keys()
    assert guarded
    for need in guarded:
        lowered = [s.weight for s in support.serves if s.need == need and s.weight < 0]
        assert highest_score(support, need) + sum(lowered) == foundation.guarded[need]


def with_a_risk(kb: KnowledgeBase, answers: Answers) -> Iterator[Answers]:
    """Yield `answers` with each risk added that can stand beside what is said to its question."""
    for question in kb.questions:
        said = answers.get(question.id, ())
        several = question.type == "many"
        risks = [option.id for option in question.options if option.risk]
        if said and (several or not set(risks) & {*said}):
            for risk in risks:
                beside = [o for o in said if o not in {"none", risk}] if several else []
                yield {**answers, question.id: (*beside, risk)}


@given(data=st.data())
def test_a_risk_added_takes_nothing_away_that_safety_put_there(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    over = place.overlaid(data.draw(place.files))
    assume(not over.problems)
    for answers in people(data, kb)[:2]:
        risky = [*with_a_risk(kb, answers)]
        before, *after = suggest_each(over.kb, [answers, *risky], {"withheld": ()})
        kept = {support.id for support in before.withheld if support.safety}
        for other, then in zip(risky, after, strict=True):
            assert kept <= {support.id for support in then.withheld}, f"The sheet: {other}"


@given(data=st.data())
def test_only_what_a_file_says_is_marked_as_local(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    file = data.draw(place.files)
    over = place.overlaid(file)
    assume(not over.problems)
    local = {support["id"] for support in file.get("supports", ())} | file.get("changes", {}).keys()
    for result in suggest_each(over.kb, people(data, kb), {"notices": (), "suggestions": ()}):
        for suggestion in result.suggestions:
            assert bool(suggestion.local) is (suggestion.id in local)
        assert result.knowledge.places == ("Our County",)
        assert result.knowledge.sha256 != kb.sha256
        severities = [notice.severity for notice in result.notices]
        assert severities == sorted(severities, key=list(get_args(Severity)).index)


@for_many(60)
def test_a_file_that_says_nothing_changes_nothing(
    place: Place, answers: Answers, result: Result
) -> None:
    with_ = suggest(place.over_nothing.kb, answers)
    assert with_.suggestions == result.suggestions
    assert with_.withheld == result.withheld
    assert with_.open_questions == result.open_questions


def test_the_mark_of_a_result_is_another_for_another_file(kb: KnowledgeBase, place: Place) -> None:
    earlier, later, again = (
        place.overlaid({"place": "Our County", "verified_on": date}).kb.sha256
        for date in ("2026-11-01", "2026-11-02", "2026-11-01")
    )
    twice = apply_files(place.compiled, place.foundation, [place.path] * 2).kb.sha256
    assert len({kb.sha256, earlier, later, twice}) == len(("without", "earlier", "later", "twice"))
    assert again == earlier
