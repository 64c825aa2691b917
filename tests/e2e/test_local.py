"""What `--local` promises: a county's own supports, wherever it is typed, and where facts came from."""

import json
import os
import re
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.apply_files import with_local
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.model.knowledge.invariant import Gravity
from pathfinder.model.knowledge.support_traits import Form
from pathfinder.verify.context import context_for
from pathfinder.verify.cross_check import check_agreement
from pathfinder.verify.proving import Verdict, prove
from tests.conftest import DATA, ROOT, Ran, Run

DOCUMENT = ROOT / "docs" / "local.md"
SHEET = '{"for_whom": "self", "substances": ["alcohol"], "needs": ["work"]}'
DRINKS = ("--substances", "alcohol", "--for-whom", "self", "--needs", "work")
SMALL = """
place: Larch County
verified_on: 2026-10-01
changes:
  aa: {what: A group that meets at the mill., contacts: [aa_site]}
es:
  changes:
    aa: {what: Un grupo que se reúne en el molino.}
"""

COMMANDS = [
    pytest.param(["suggest", *DRINKS], id="suggest"),
    pytest.param(["suggest", "--format", "json", *DRINKS], id="suggest_json"),
    pytest.param(["suggest", "--lang", "es", "--explain", *DRINKS], id="suggest_spanish"),
    pytest.param(["why", "fencepost_center", *DRINKS], id="why"),
    pytest.param(["why", "Quail Road Rides", "--format", "json", *DRINKS], id="why_json"),
    pytest.param(["supports", "list"], id="supports_list"),
    pytest.param(["supports", "show", "aa"], id="supports_show"),
    pytest.param(["needs"], id="needs"),
    pytest.param(["needs", "company"], id="need"),
    pytest.param(["questions"], id="questions"),
    pytest.param(["kb", "check"], id="kb_check"),
]


def printed(ran: Ran) -> str:
    """Return what `ran` printed, once it is sure that all went well."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def result(run: Run, *arguments: str) -> Any:
    """Return the JSON result of `suggest` with `arguments`."""
    return json.loads(printed(run("suggest", "--format", "json", *arguments)))


def by_id(found: Any) -> dict[str, Any]:
    """Return the suggestions of a result by their ids."""
    return {suggestion["id"]: suggestion for suggestion in found["suggestions"]}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A local file with one change, in two languages."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_local_file_is_read_wherever_it_is_named(
    run: Run, county: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    after = printed(run(*command, "--local", str(county), stdin=SHEET))

    assert printed(run("--local", str(county), *command, stdin=SHEET)) == after
    monkeypatch.setenv("PATHFINDER_LOCAL", str(county))
    assert printed(run(*command, stdin=SHEET)) == after
    monkeypatch.delenv("PATHFINDER_LOCAL")
    if command == ["kb", "check"]:  # without it, all that is shipped would be checked
        assert after.startswith("Juniper County: ")
    elif command != ["questions"]:
        assert run(*command, stdin=SHEET).out != after


def test_the_variable_holds_files_as_path_holds_folders(
    run: Run, county: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = printed(run("supports", "list", "--local", str(county), "--local", str(small)))

    monkeypatch.setenv("PATHFINDER_LOCAL", f"{county}{os.pathsep}{small}{os.pathsep}")

    assert printed(run("supports", "list")) == named
    assert "Juniper County, Larch County" in named


def test_what_is_named_goes_before_the_variable(
    run: Run, county: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHFINDER_LOCAL", str(county))

    assert result(run, "--local", str(small))["knowledge"]["places"] == ["Larch County"]


def test_json_says_where_each_fact_came_from(run: Run, county: Path) -> None:
    found = result(run, "--local", str(county), *DRINKS)

    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "result"))))
    schema.validate(found)
    shown = by_id(found)
    place = {"place": "Juniper County", "verified_on": "2026-11-01"}
    assert found["knowledge"]["places"] == ["Juniper County"]
    assert shown["aa"]["local"] == [{**place, "fields": ["first_step", "contacts", "sources"]}]
    assert shown["fencepost_center"]["local"][0].items() > place.items()
    assert "what" in shown["fencepost_center"]["local"][0]["fields"]
    assert "local" not in shown["lifering"]
    family = by_id(result(run, "--local", str(county), "--for-whom", "loved_one"))
    assert family["kitchen_lamp_families"]["local"] == [place]


def test_text_says_where_each_fact_came_from(run: Run, county: Path) -> None:
    local = ("--local", str(county))
    suggested = " ".join(printed(run("suggest", *local, *DRINKS, "--top", "all")).split())
    shown = " ".join(printed(run("supports", "show", "smart", *local)).split())
    off = " ".join(printed(run("supports", "show", "sos", *local)).split())

    assert "From Juniper County, checked on 2026-11-01: first step, how to reach it." in suggested
    assert "From Juniper County, checked on 2026-11-01: first step, how to reach it." in shown
    assert "As of 2026-11-27, Juniper County." in suggested
    assert "Important: It is not offered in Juniper County." in off


def test_without_a_local_file_nothing_tells_of_one(run: Run) -> None:
    out = printed(run("suggest", "--format", "json", *DRINKS))

    assert '"local"' not in out
    assert '"places"' not in out


def test_a_later_file_wins_and_both_are_named(run: Run, county: Path, small: Path) -> None:
    both = by_id(result(run, "--local", str(county), "--local", str(small), *DRINKS))["aa"]

    assert both["what"] == "A group that meets at the mill."
    assert [contact["id"] for contact in both["contacts"]] == ["aa_site"]
    assert both["first_step"].startswith("Come to the Grange Hall")
    assert [origin["place"] for origin in both["local"]] == ["Juniper County", "Larch County"]


def test_local_texts_are_in_spanish_where_the_file_has_them(
    run: Run, county: Path, small: Path
) -> None:
    local = ("--local", str(county), "--local", str(small), "--lang", "es")
    shown = by_id(result(run, *local, *DRINKS))

    assert shown["aa"]["what"] == "Un grupo que se reúne en el molino."
    assert shown["aa"]["first_step"].startswith("Come to the Grange Hall")
    assert "De Larch County, revisado el 2026-10-01" in printed(
        run("supports", "show", "aa", *local)
    )


def test_what_is_switched_off_is_withheld_and_says_why(run: Run, county: Path) -> None:
    found = result(run, "--local", str(county), *DRINKS, "--approach", "secular")

    sos = next(support for support in found["withheld"] if support["id"] == "sos")
    assert sos["reasons"][-1] == {"text": "It is not offered in Juniper County.", "answers": []}
    assert sos["safety"] is False
    assert "sos" not in by_id(found)


@pytest.mark.parametrize("word", ["fencepost_center", "Fencepost Recovery Center"])
def test_what_was_tried_may_be_a_local_support(run: Run, county: Path, word: str) -> None:
    shown = by_id(result(run, "--local", str(county), *DRINKS, "--tried-and-liked", word))

    texts = [reason["text"] for reason in shown["fencepost_center"]["reasons"]]
    assert "You tried it and it helped." in texts
    assert run("suggest", "--tried-and-liked", word).code == 2


def test_what_is_like_another_asks_what_that_one_asks(run: Run, county: Path) -> None:
    homes = by_id(
        result(run, "--local", str(county), "--housing", "homeless", "--gender", "woman",
               "--substances", "alcohol", "--goal", "abstinence")
    )  # fmt: skip
    cautions = {caution["text"] for caution in homes["wrenfield_house"]["cautions"]}

    assert cautions == {caution["text"] for caution in homes["recovery_residence"]["cautions"]}
    assert any(text.startswith("Ask for the rules, the cost and proof") for text in cautions)


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_batch_keeps_where_facts_came_from(
    run: Run, county: Path, tmp_path: Path, *, before: bool
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(SHEET)

    def line(name: str, *arguments: str) -> Any:
        local, batch = ["--local", str(county)], ["batch", str(source), str(tmp_path / name)]
        printed(run(*(local + batch if before else batch + local), *arguments))
        return json.loads((tmp_path / name).read_text())

    whole = line("whole.jsonl")
    some = line("some.jsonl", "--fields", "suggestions.id,suggestions.local")

    kept = [
        {key: suggestion[key] for key in ("id", "local") if key in suggestion}
        for suggestion in whole["suggestions"]
    ]
    assert some == {"suggestions": kept}
    assert any("local" in suggestion for suggestion in kept)


@pytest.mark.parametrize("command", COMMANDS[:-1])
def test_a_wrong_file_prints_every_problem_and_nothing_else(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "place: Juniper County\nverified_on: 2026-11-01\noff: [moud, mm]\nnotices: []\n"
    )

    ran = run("--local", str(path), *command, stdin=SHEET)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count(str(path)) == 3
    missing = run(*command, "--local", str(tmp_path / "none.yaml"), stdin=SHEET)
    assert (missing.code, missing.out) == (1, "")
    assert "none.yaml: can't be read: No such file or directory" in missing.err


def test_kb_check_names_the_problems_of_a_local_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("place: Juniper County\nverified_on: 2026-11-01\noff: [moud]\n")

    ran = run("kb", "check", "--local", str(path))

    assert ran.code == 1
    assert ran.out.startswith(f'{path}:3:7: "moud" can\'t be switched off; ')
    assert ran.out.endswith("0 contacts: 1 problem.\n")


def test_kb_check_lays_a_local_file_over_a_knowledge_base_of_files(
    run: Run, county: Path, tmp_path: Path
) -> None:
    supports = tmp_path / "supports.yaml"
    supports.write_text((DATA / "supports.yaml").read_text("utf-8"), "utf-8")

    without = printed(run("kb", "check", "--local", str(county)))

    assert printed(run("kb", "check", str(supports), "--local", str(county))) == without


def test_kb_check_warns_of_what_was_checked_long_ago(run: Run, county: Path) -> None:
    ran = run("kb", "check", "--max-age", "0", "--local", str(county))

    assert ran.code == 0
    assert re.search(rf"warning: {re.escape(str(county))}:\d+:\d+: last checked \d+ days", ran.err)


def test_kb_check_looks_at_the_grade_of_local_sentences(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hard.yaml"
    path.write_text(
        "place: Juniper County\nverified_on: 2026-11-01\nchanges:\n  aa:\n    add:\n      cautions:\n"
        "        - text: Institutional accommodation necessitates administrative documentation.\n"
    )

    ran = run("kb", "check", "--local", str(path))

    assert ran.code == 1
    assert "asks for grade" in ran.out


def test_crisis_contacts_are_shown_whatever_a_local_file_says(run: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.yaml")

    assert printed(run("--local", missing, "help-now")) == printed(run("help-now"))


@pytest.mark.long
@pytest.mark.timeout(600)  # it proves them all
def test_every_invariant_holds_with_the_county_laid_over(
    compiled: Compiled, foundation: Foundation, county: Path
) -> None:
    kb = with_local(compiled, foundation, [county])
    context = context_for(kb, read_invariants(DATA / "invariants.yaml", kb), conflicts=1_000_000)

    check_agreement(context, 1 << 15)
    broken = [f.invariant.id for f in prove(context) if f.verdict is not Verdict.PROVED]

    assert broken == []
    assert any(i.severity is Gravity.S1 for i in context.invariants.all)


def test_kb_new_writes_a_file_that_is_sound(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"

    assert printed(run("kb", "new", str(path))) == ""
    assert path.read_text("utf-8") == printed(run("kb", "new"))
    assert printed(run("kb", "check", "--local", str(path))).endswith(": no problems.\n")


def test_kb_new_never_writes_over_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text("mine")

    assert run("kb", "new", str(path)) == Ran(
        1, "", f"pathfinder: {path}: there is one already; choose a new name\n"
    )
    assert path.read_text() == "mine"
    away = run("kb", "new", str(tmp_path / "no" / "county.yaml"))
    assert (away.code, away.out) == (1, "")


def test_the_commands_of_the_document_work_as_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines()]

    assert commands[0] == "pathfinder kb new county.yaml"
    for line in commands:
        command, _, target = line.partition(" > ")
        ran = run(*command.split()[1:])
        assert ran.code == 0, (line, ran.err)
        if target:
            Path(target).write_text(ran.out, "utf-8")


def test_the_examples_of_the_document_are_sound(run: Run, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "county.yaml"
    path.write_text("\n".join(blocks), "utf-8")

    assert blocks
    assert printed(run("kb", "check", "--local", str(path))).endswith(": no problems.\n")


FORMS = """
place: Larch County
verified_on: 2026-10-01
sources: [{id: larch_calls, title: Calls, publisher: Coaches of Larch County, checked: page}]
changes:
  the_phoenix: {forms: [emotional, affiliational]}
supports:
  - id: larch_hut
    like: recovery_community_center
    name: Larch Hut
    formats: [in_person]
    first_step: {self: Come to the hut., other: Go to the hut with them.}
    contacts: [line_211]
    sources: [larch_calls]
    rules: [{id: larch_hut/near, weight: 1, because: It is near the bus.}]
  - {id: larch_room, like: recovery_community_center, name: Larch Room, formats: [in_person], forms: [instrumental],
     first_step: {self: Come to the room., other: Go to the room with them.}, contacts: [line_211],
     sources: [larch_calls], rules: [{id: larch_room/near, weight: 1, because: It is near the bus.}]}
"""


def test_what_peers_give_is_taken_over_unless_a_place_says_otherwise(
    run: Run, compiled: Compiled, foundation: Foundation, tmp_path: Path
) -> None:
    path = tmp_path / "larch.yaml"
    path.write_text(FORMS, "utf-8")
    forms = {str(s.id): s.forms for s in with_local(compiled, foundation, [path]).supports}

    assert forms["larch_hut"] == forms["recovery_community_center"] == tuple(get_args(Form))
    assert forms["larch_room"] == ("instrumental",)
    assert forms["the_phoenix"] == ("emotional", "affiliational")
    page = " ".join(printed(run("supports", "show", "the_phoenix", "--local", str(path))).split())
    assert "From Larch County, checked on 2026-10-01: what people give each other there." in page


def test_what_is_local_comes_through_the_schema_of_a_support(
    run: Run, county: Path, compiled: Compiled, foundation: Foundation
) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "support"))))

    for support in with_local(compiled, foundation, [county]).supports:
        schema.validate(json.loads(msgspec.json.encode(support)))
