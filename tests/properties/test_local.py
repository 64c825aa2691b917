"""Laws of local files: whatever one says, what safety rests on stays as it is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.engine.ranking.bounds import highest_score
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.apply_files import OverlayResult, apply_files
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.notice import Severity
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from tests.properties.strategies import examples, sheets

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

OPIOIDS = {
    "crisis": ["none"], "for_whom": ["self", "client"], "substances": ["opioids"],
    "stage": ["using"], "medication": ["none"], "recent": ["overdose", "none"],
}  # fmt: skip
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
        self.foundation = foundation
        self.path = folder / "local.yaml"

    def overlaid(self, file: Mapping[str, Any]) -> OverlayResult:
        self.path.write_text(json.dumps(file), "utf-8")
        return apply_files(self.compiled, self.foundation, [self.path])


@pytest.fixture(scope="module")
def place(
    compiled: Compiled, foundation: Foundation, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    return Place(compiled, foundation, tmp_path_factory.mktemp("local"))


def drawn(data: st.DataObject, kb: KnowledgeBase, place: Place) -> tuple[Answers, Result, Result]:
    """Return a sheet, and its results without and with a local file that is sound."""
    over = place.overlaid(data.draw(local_files(kb)))
    assume(not over.problems)
    nothing: Answers = {}
    answers = {**data.draw(sheets(kb)), **data.draw(st.sampled_from([nothing, DRINKS_LESS]))}
    return answers, suggest(kb, answers), suggest(over.kb, answers)


@pytest.mark.long
@examples(80)
@given(data=st.data())
def test_every_notice_is_as_it_was(kb: KnowledgeBase, place: Place, data: st.DataObject) -> None:
    _, without, with_ = drawn(data, kb, place)

    assert with_.notices == without.notices


@given(data=st.data())
def test_what_is_withheld_for_safety_stays_withheld(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    _, without, with_ = drawn(data, kb, place)

    still = {support.id for support in with_.withheld if support.safety}
    assert {support.id for support in without.withheld if support.safety} <= still
    assert still.isdisjoint(s.id for s in with_.suggestions)


@given(data=st.data())
def test_what_is_withheld_for_safety_is_withheld_from_what_is_like_it(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    file = data.draw(local_files(kb))
    over = place.overlaid(file)
    assume(not over.problems and "supports" in file)
    result = suggest(over.kb, data.draw(sheets(kb)))

    withheld = {support.id for support in result.withheld if support.safety}
    for support in file["supports"]:
        assert support["like"] not in withheld or support["id"] in withheld


@pytest.mark.long
@examples(80)
@given(data=st.data())
def test_what_saves_lives_keeps_its_place_within_its_need(
    kb: KnowledgeBase, foundation: Foundation, place: Place, data: st.DataObject
) -> None:
    over = place.overlaid(data.draw(local_files(kb)))
    assume(not over.problems)
    answers = dict(data.draw(sheets(kb)))
    for question, options in OPIOIDS.items():
        answers[QuestionId(question)] = (OptionId(data.draw(st.sampled_from(options))),)
    without, with_ = suggest(kb, answers), suggest(over.kb, answers)

    first = [s for s in without.suggestions[:3] if s.id in foundation.saving]
    assert "moud" in {s.id for s in first}
    assert "moud" in {s.id for s in with_.suggestions[:3]}
    for need in dict.fromkeys(suggestion.need for suggestion in first):
        before, after = (
            next(s.id for s in result.suggestions if s.need == need) for result in (without, with_)
        )
        assert before == after


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


@given(data=st.data())
def test_a_risk_added_takes_nothing_away_that_safety_put_there(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    over = place.overlaid(data.draw(local_files(kb)))
    assume(not over.problems)
    answers = dict(data.draw(sheets(kb)))
    risks = [(q, o.id) for q in kb.questions for o in q.options if o.risk and q.id in answers]
    assume(risks)
    question, risk = data.draw(st.sampled_from(risks))
    several = question.type == "many"
    said = tuple(o for o in answers[question.id] if o not in {"none", risk}) if several else ()
    assume(several or not any(o.risk and o.id in answers[question.id] for o in question.options))
    before, after = (
        suggest(over.kb, sheet) for sheet in (answers, answers | {question.id: (*said, risk)})
    )

    withheld = {support.id for support in after.withheld}
    assert {support.id for support in before.withheld if support.safety} <= withheld


@given(data=st.data())
def test_only_what_a_file_says_is_marked_as_local(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    file = data.draw(local_files(kb))
    over = place.overlaid(file)
    assume(not over.problems)
    result = suggest(over.kb, data.draw(sheets(kb)))

    local = {support["id"] for support in file.get("supports", ())} | file.get("changes", {}).keys()
    for suggestion in result.suggestions:
        assert bool(suggestion.local) is (suggestion.id in local)
    assert result.knowledge.places == ("Our County",)
    assert result.knowledge.sha256 != kb.sha256
    severities = [notice.severity for notice in result.notices]
    assert severities == sorted(severities, key=list(get_args(Severity)).index)


@given(data=st.data())
def test_a_file_that_says_nothing_changes_nothing(
    kb: KnowledgeBase, place: Place, data: st.DataObject
) -> None:
    over = place.overlaid({"place": "Our County", "verified_on": "2026-11-01"})
    answers = data.draw(sheets(kb))

    assert over.problems == ()
    without, with_ = suggest(kb, answers), suggest(over.kb, answers)
    assert with_.suggestions == without.suggestions
    assert with_.withheld == without.withheld
    assert with_.open_questions == without.open_questions


def test_the_mark_of_a_result_is_another_for_another_file(kb: KnowledgeBase, place: Place) -> None:
    earlier, later, again = (
        place.overlaid({"place": "Our County", "verified_on": date}).kb.sha256
        for date in ("2026-11-01", "2026-11-02", "2026-11-01")
    )
    twice = apply_files(place.compiled, place.foundation, [place.path] * 2).kb.sha256
    assert len({kb.sha256, earlier, later, twice}) == len(("without", "earlier", "later", "twice"))
    assert again == earlier
