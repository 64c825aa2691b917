"""Laws of what stands behind others in a need, as local supports do where a life is at stake."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pathfinder import suggest
from pathfinder.engine.evaluation import Evaluation, evaluation_of
from pathfinder.engine.ranking.places import first_three
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.apply_files import apply_files
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.invariant import Gravity
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.encoding import columns_from
from pathfinder.verify.sampling import answers_on, random_sheets
from pathfinder.verify.violations import violations
from tests.conftest import DATA
from tests.oracle import Oracle
from tests.properties.crowds import chances, person

SHEETS = 1 << 13
GRAVE = ["moud", "harm_reduction", "prenatal_care", "withdrawal_care", "primary_care"]
HEADING = {
    "place": "Our County",
    "verified_on": "2026-11-01",
    "sources": [
        {"id": "our_calls", "title": "Calls", "publisher": "Coaches", "checked": "page"}
    ],
    "contacts": [
        {"id": "our_phone", "label": "Our line", "phone": "1-555-555-0100", "source": "our_calls",
         "confidence": "certain"}
    ],
}  # fmt: skip

ANOTHER_TRY: dict[str, Answers] = {
    like: {QuestionId(question): (OptionId(option),) for question, option in said.items()}
    for like, said in {
        "moud": {"substances": "opioids", "goal": "reduce_harm"},
        "prenatal_care": {"pregnant": "yes_pregnant"},
        "withdrawal_care": {"substances": "alcohol", "signs": "sick_without",
                            "help_style": "professional", "access": "in_person"},
    }.items()
}  # fmt: skip
"""By what is shipped, for whom there is room for another try of its need."""


def local_support(id_: str, like: str, weight: int = 1, need: str | None = None) -> dict[str, Any]:
    """Return a support that everything speaks for, for the needs of what it is `like`, or for one."""
    return {
        "id": id_, "like": like, "name": f"Our {id_}", "formats": ["in_person", "phone", "online"],
        "first_step": "Drop in.", "contacts": ["our_phone"], "sources": ["our_calls"],
        "rules": [{"id": f"{id_}/0", "weight": weight, "because": "It is near."}],
        **({"serves": [{"need": need, "weight": weight}]} if need else {}),
    }  # fmt: skip


def laid_over(
    compiled: Compiled, foundation: Foundation, folder: Path, *files: Mapping[str, Any]
) -> KnowledgeBase:
    """Return what is shipped with `files` laid over it."""
    paths = [folder / f"{i}.yaml" for i in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_text(json.dumps(file), "utf-8")
    over = apply_files(compiled, foundation, paths)
    assert not over.problems
    return over.kb


def broken(kb: KnowledgeBase, seed: int) -> list[tuple[str, Answers]]:
    """Return the laws on lives that random sheets break, each with a sheet."""
    invariants = read_invariants(DATA / "invariants.yaml", kb)
    columns = random_sheets(kb, invariants, SHEETS, random.Random(seed))
    return [
        (invariant.id, answers_on(columns, violation.where.bit_length() - 1))
        for invariant in invariants.all
        if invariant.severity is Gravity.S1 and invariant.change is None
        for violation in violations(kb, invariant, columns)
        if violation.where
    ]


def local_supports(kb: KnowledgeBase, chance: random.Random) -> list[dict[str, Any]]:
    """Up to five supports like shipped ones, some of which say which need they serve, and how well."""
    ids = [str(support.id) for support in kb.supports]
    needs = [None, None, *(need.id for need in kb.needs)]
    return [
        local_support(
            f"our_{i}",
            chance.choice(chance.choice([GRAVE, ids])),
            chance.choice([1, 4, 80]),
            chance.choice(needs),
        )
        for i in range(chance.randint(1, 5))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("behind")


def test_no_local_supports_break_a_law_on_lives(
    compiled: Compiled, foundation: Foundation, folder: Path
) -> None:
    for chance in chances(25):
        supports = local_supports(compiled.kb, chance)
        over = laid_over(compiled, foundation, folder, {**HEADING, "supports": supports})
        found = broken(over, chance.getrandbits(32))
        assert not found, f"{found[0]} {supports}"


@pytest.mark.parametrize("like", GRAVE)
def test_not_one_like_what_saves_lives_does(
    compiled: Compiled, foundation: Foundation, folder: Path, like: str
) -> None:
    file = {**HEADING, "supports": [local_support("ours", like), local_support("other", like, 80)]}
    assert broken(laid_over(compiled, foundation, folder, file), seed=1) == []


@pytest.mark.parametrize("like", ANOTHER_TRY)
def test_it_is_another_try_among_the_first_three_once_the_need_has_a_place(
    compiled: Compiled, foundation: Foundation, folder: Path, like: str
) -> None:
    file = {**HEADING, "supports": [local_support("ours", like, 4)]}
    over = laid_over(compiled, foundation, folder, file)
    first = suggest(over, ANOTHER_TRY[like]).suggestions[:3]
    assert [s.id for s in first if s.need.id == first[-1].need.id] == [like, "ours"]
    assert first_on_columns(over, ANOTHER_TRY[like]) == [s.id for s in first]


def test_another_try_of_what_is_shipped_comes_first(
    kb: KnowledgeBase, compiled: Compiled, foundation: Foundation, folder: Path
) -> None:
    file = {**HEADING, "supports": [local_support("ours", "harm_reduction", 80)]}
    over = laid_over(compiled, foundation, folder, file)
    answers = ANOTHER_TRY["moud"]
    first = [s.id for s in suggest(over, answers).suggestions[:3]]
    assert first == ["moud", "harm_reduction", "naloxone"]
    assert first == first_on_columns(over, answers) == first_on_columns(kb, answers)


def first_on_columns(kb: KnowledgeBase, answers: Answers) -> list[SupportId]:
    """Return who stands in the first three places, by the columns."""
    places = first_three(evaluation_of(kb, [answers]).scored, 1)
    return [id_ for place in places for id_, where in place.items() if where]


def suits_on(kb: KnowledgeBase, seed: int) -> dict[tuple[SupportId, NeedId], tuple[int, int]]:
    """Return where each support serves each need on random sheets, and where it is in reach there."""
    invariants = read_invariants(DATA / "invariants.yaml", kb)
    chosen = random_sheets(kb, invariants, SHEETS, random.Random(seed)).chosen
    scored = Evaluation(kb, columns_from(chosen, (1 << SHEETS) - 1, kb.conditions)).scored
    return {
        (support.id, need): (s.where, s.planes[-1])
        for need, listed in scored.suits.items()
        for s in listed
        for _, support in s.supports
    }


def test_what_is_like_another_serves_no_need_of_which_a_life_hangs_where_that_one_does_not(
    kb: KnowledgeBase, compiled: Compiled, foundation: Foundation, folder: Path
) -> None:
    saying = {
        (support.id, need)
        for support in kb.supports
        for need in foundation.guarded
        if (conditions := [serve.when for serve in support.serves if serve.need == need])
        and None not in conditions
    }
    likes = sorted({id_ for id_, _ in saying})
    assert len(saying) > len(GRAVE)
    supports = [local_support(f"our_{i}", like, 80) for i, like in enumerate(likes)]
    over = laid_over(compiled, foundation, folder, {**HEADING, "supports": supports})
    where = suits_on(over, seed=2)
    for id_, need in saying:
        ours, _ = where[SupportId(f"our_{likes.index(id_)}"), need]
        theirs, _ = where[id_, need]
        assert ours
        assert ours & ~theirs == 0


def test_a_later_file_that_changes_a_local_support_does_not_bring_it_forward(
    compiled: Compiled, foundation: Foundation, folder: Path
) -> None:
    earlier = {**HEADING, "supports": [local_support("ours", "moud", 80)]}
    later = {"place": "Our Town", "verified_on": "2026-11-01",
             "changes": {"ours": {"what": "A clinic."}}}  # fmt: skip
    once = laid_over(compiled, foundation, folder, earlier)
    twice = laid_over(compiled, foundation, folder, earlier, later)
    before, after = (next(s for s in kb.supports if s.id == "ours") for kb in (once, twice))
    assert after.what != before.what
    assert after.serves == before.serves
    assert twice.behind == once.behind == {"opioid_medicine": frozenset({"ours"})}


# ------------------------------------------------------------------- as the plainest reading has it

ORACLE = Oracle(DATA)


def behinds(kb: KnowledgeBase, chance: random.Random) -> dict[NeedId, frozenset[SupportId]]:
    """Some supports of some needs, or all that are active."""
    share = chance.choice([0.3, 0.7, 1.0])
    return {
        need.id: frozenset(
            support.id
            for support in kb.supports
            if any(serve.need == need.id for serve in support.serves)
            and (support.status == "active" if share == 1 else chance.random() < share)
        )
        for need in kb.needs
        if chance.random() < 0.5
    }


def test_nobody_waits_for_what_is_not_active(kb: KnowledgeBase) -> None:
    need, answers = NeedId("company"), ANOTHER_TRY["moud"]
    serving = [s for s in kb.supports if any(serve.need == need for serve in s.serves)]
    behind = {need: frozenset(s.id for s in serving if s.status == "active")}
    other = msgspec.structs.replace(kb, behind=behind)
    alone = {**answers, QuestionId("help_style"): (OptionId("groups"),)}
    listed = {s.id for s in suggest(kb, alone).suggestions if s.need.id == need}
    assert listed - behind[need]
    assert first_on_columns(other, alone) == first_on_columns(kb, alone)
    assert {*first_on_columns(kb, alone)} & behind[need]


def test_what_stands_behind_has_its_place_by_the_plainest_reading(kb: KnowledgeBase) -> None:
    for chance in chances(16):
        behind = behinds(kb, chance)
        people = [person(kb.questions, {}, chance) for _ in range(5)]
        other = msgspec.structs.replace(kb, behind=behind)
        ORACLE.behind = {need: {*map(str, ids)} for need, ids in behind.items()}
        sheets: list[Answers] = [*people, *ANOTHER_TRY.values()]
        results = suggest_each(other, sheets, {"suggestions": ()})
        for answers, result in zip(sheets, results, strict=True):
            expected = ORACLE.order({q: [*map(str, options)] for q, options in answers.items()})
            found = [(s.id, s.need.id) for s in result.suggestions]
            assert found == [(s.id, s.need) for s in expected], f"The sheet: {answers} {behind}"
            first = first_on_columns(other, answers) if expected else []
            assert first == [s.id for s in expected][: len(first)], f"The sheet: {answers} {behind}"
