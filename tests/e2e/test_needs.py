"""Walking the knowledge base: by need and dimension, by pathway, and by what peers give."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.support_traits import Form, Pathway
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import Run


def out(run: Run, *arguments: str) -> str:
    """Return what `arguments` print, with one space for each run of white space."""
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split())


def walked(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """Return the needs that `needs` with `arguments` prints as JSON, which meets its schema."""
    document = json.loads(run("needs", "--format", "json", *arguments).out)
    jsonschema.validate(document, json.loads(run("schema", "need").out))
    needs: list[dict[str, Any]] = document["needs"]
    return needs


def served(kb: KnowledgeBase, need: str) -> list[Support]:
    """Return the supports of `kb` that serve `need`, as the file says."""
    return [s for s in kb.supports if need in {serve.need for serve in s.serves}]


def listed(run: Run, *arguments: str) -> list[str]:
    """Return the ids that `supports list` prints."""
    ran = run("supports", "list", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return [
        line.split(":")[0] for line in ran.out.split("\n") if line[:1].islower() and ": " in line
    ]


def test_every_need_stands_under_its_dimension_with_what_serves_it(
    run: Run, kb: KnowledgeBase
) -> None:
    text = out(run, "needs")
    words = kb.interface
    at = [
        text.index(f" {words.dimensions[dimension].upper()} ") for dimension in get_args(Dimension)
    ]

    assert at == sorted(at)
    for need in kb.needs:
        place = list(get_args(Dimension)).index(need.dimension)
        part = text[at[place] : at[place + 1] if place < 3 else len(text)]
        after = part[part.index(f" {need.id}: {need.name} ") :]
        names = [support.name for support in served(kb, need.id)]
        assert names
        assert [after.index(name) for name in names] == sorted(after.index(n) for n in names)


def test_one_need_says_what_to_do_now_how_urgent_it_is_and_what_serves_it(
    run: Run, kb: KnowledgeBase
) -> None:
    for need in kb.needs:
        text = out(run, "needs", need.id)
        (told,) = walked(run, need.id)
        assert told["text"] in text
        assert told["levels"] == sorted({level.level for level in need.levels})
        for level in told["levels"]:
            assert f"- {level}: {kb.interface.urgencies[str(level)]}" in text
        if need.now:
            assert f"At any hour: {told['now']}" in text
            assert [contact["id"] for contact in told["contacts"]] == list(need.contacts)
            assert all(contact["phone"] in text for contact in told["contacts"])
        assert [s["id"] for s in told["supports"]] == [s.id for s in served(kb, need.id)]
        assert all(f": {s['in_short']}" in text for s in told["supports"])


@pytest.mark.parametrize("arguments", [["needs"], ["needs", "own_way"]], ids=["all", "one"])
def test_whoever_walks_is_told_where_to_call_and_that_not_all_is_safe(
    run: Run, kb: KnowledgeBase, arguments: list[str]
) -> None:
    text = out(run, *arguments)
    assert kb.interface.danger in text
    assert kb.interface.not_for_all in text


def test_a_need_is_found_by_its_name_and_spoken_in_spanish(run: Run) -> None:
    assert out(run, "needs", "A SAFE WAY TO STOP") == out(run, "needs", "safe_stop")
    text = out(run, "needs", "safe_stop", "--lang", "es")
    assert text.startswith("UNA FORMA SEGURA DE DEJAR DE BEBER O USAR")
    assert "A cualquier hora: Llame a la línea de ayuda de SAMHSA" in text
    assert "SALUD" in out(run, "--lang", "es", "needs")


def test_what_a_place_has_none_of_serves_no_need_there(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "larch.yaml"
    path.write_text("place: Larch County\nverified_on: 2026-10-01\noff: [oxford_house]\n")
    before, after = walked(run, "home"), walked(run, "home", "--local", str(path))
    gone = {s["id"] for s in before[0]["supports"]} - {s["id"] for s in after[0]["supports"]}
    assert gone == {"oxford_house"}


def test_supports_are_chosen_by_need_dimension_pathway_and_form(
    run: Run, kb: KnowledgeBase
) -> None:
    for need in kb.needs:
        assert listed(run, "--need", need.id) == [s.id for s in served(kb, need.id)]
    for dimension in get_args(Dimension):
        kept = [s.id for s in kb.supports if s.dimension == dimension]
        assert listed(run, "--dimension", dimension) == kept
    for pathway in get_args(Pathway):
        kept = [s.id for s in kb.supports if s.pathway == pathway]
        assert listed(run, "--pathway", pathway) == kept
        assert listed(run, "--pathway", pathway.replace("_", "-")) == kept
    for form in get_args(Form):
        kept = [s.id for s in kb.supports if form in s.forms]
        assert listed(run, "--form", form) == kept
    both = listed(run, "--need", "home", "--pathway", "non_clinical")
    assert both == [s.id for s in served(kb, "home") if s.pathway == "non_clinical"]


def test_the_list_says_of_each_support_what_is_written_of_it(run: Run, kb: KnowledgeBase) -> None:
    document = json.loads(run("supports", "list", "--format", "json").out)
    for shown, support in zip(document["supports"], kb.supports, strict=True):
        nowhere = {"places": shown.pop("places"), "off": shown.pop("off")}
        assert nowhere == {"places": [], "off": None}
        assert shown == {key: msgspec.to_builtins(getattr(support, key)) for key in shown}
        assert {"id", "name", "in_short"} <= shown.keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["supports", "list", "--need", "safe_stp"],
            '--need: "safe_stp" is not known; did you mean "safe_stop"?',
            id="need",
        ),
        pytest.param(
            ["supports", "list", "--dimension", "money"],
            '--dimension: "money" is not known; one of: health, home, purpose, community',
            id="dimension",
        ),
        pytest.param(
            ["supports", "list", "--pathway", "clinic"],
            '--pathway: "clinic" is not known; did you mean "clinical"?',
            id="pathway",
        ),
        pytest.param(
            ["supports", "list", "--form", "emotion"],
            '--form: "emotion" is not known; did you mean "emotional"?',
            id="form",
        ),
        pytest.param(
            ["needs", "hom"], 'needs: "hom" is not known; did you mean "home"?', id="one_need"
        ),
        pytest.param(
            ["needs", "zz"],
            'needs: "zz" is not known; `pathfinder needs` shows them all',
            id="no_need_like_it",
        ),
        pytest.param(
            ["needs", "--format", "jsn"],
            '--format: "jsn" is no format; did you mean "json"?',
            id="format",
        ),
    ],
)
def test_a_word_that_is_not_known_says_what_is(run: Run, arguments: list[str], said: str) -> None:
    assert run(*arguments) == (2, "", f"pathfinder: {said}\n")


def test_a_page_says_in_plain_words_what_peers_give(run: Run, kb: KnowledgeBase) -> None:
    give = kb.interface.peers_give
    for support in kb.supports:
        said = f"{give}: " + "; ".join(kb.interface.forms[form] for form in support.forms)
        text = out(run, "supports", "show", support.id)
        assert (said in text) if support.forms else (give not in text)
    spanish = out(run, "supports", "show", "recovery_coach", "--lang", "es")
    assert "ayuda práctica; amigos y un lugar donde sentirse parte" in spanish


def test_a_support_as_json_holds_its_forms_and_meets_its_schema(run: Run) -> None:
    shown = json.loads(run("supports", "show", "AA", "--format", "json").out)
    jsonschema.validate(shown, json.loads(run("schema", "support").out))
    assert shown["id"] == "aa"
    assert shown["forms"] == ["emotional", "informational", "affiliational"]


def test_forms_are_said_of_peers_and_groups_that_are_at_work_and_of_nothing_else(
    kb: KnowledgeBase,
) -> None:
    for support in kb.supports:
        of_peers = support.kind in {"peer", "mutual_aid"} and support.id != "sos"
        assert bool(support.forms) is of_peers, support.id
        assert list(support.forms) == [form for form in get_args(Form) if form in support.forms], (
            support.id
        )


def test_whoever_reads_all_is_told_of_groups_beside_treatment(run: Run) -> None:
    for for_whom in ("self", "loved_one"):
        said = ("suggest", "--details", "--substances", "alcohol", "--for-whom", for_whom)
        assert "In one study, they did better than people who had only one." in out(run, *said)
        assert "En un estudio, les fue mejor" in out(run, *said, "--lang", "es")
    page = out(run, "supports", "show", "outpatient_treatment")
    assert "the additive effects of integrated recovery activities" in page
