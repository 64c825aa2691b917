"""What `pathfinder why` and `suggest --explain` promise to whoever types or pipes them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import Run
from tests.e2e.test_cli import SHEETS, Sheet, every_sheet, flags, folded, ids, printed, result

WRONG_USAGE = 2


def why(run: Run, *arguments: str) -> Any:
    """Return the JSON of `why` with `arguments`."""
    return json.loads(printed(run("why", *arguments, "--format", "json")))


@pytest.mark.parametrize("word", ["mm", "MM", "Moderation Management", " moderation management "])
def test_a_support_is_named_by_its_id_its_abbreviation_or_its_name(run: Run, word: str) -> None:
    assert why(run, word)["why"]["id"] == "mm"
    assert printed(run("supports", "show", word)) == printed(run("supports", "show", "mm"))


def test_an_unknown_support_brings_the_near_one_and_no_answer(run: Run) -> None:
    ran = run("why", "smrt", "--substances", "alcohol")
    assert ran.code == WRONG_USAGE
    assert ran.out == ""
    assert ran.err == 'pathfinder: why: "smrt" is not known; did you mean "smart"?\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["why"], "SUPPORT", id="no_support"),
        pytest.param(["why", "aa", "--format", "xml"], '"xml" is no format', id="format"),
        pytest.param(["why", "aa", "--private"], "no flag --private", id="private"),
        pytest.param(["why", "aa", "--goal", "sto"], '"sto" is no option of "goal"', id="option"),
        pytest.param(["suggest", "--explain", "--private"], "--private hides it", id="explain"),
    ],
)
def test_wrong_usage_is_named(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == WRONG_USAGE
    assert ran.out == ""
    assert said in ran.err


@every_sheet
def test_flags_and_a_file_give_the_same_bytes(run: Run, sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(sheet))
    for format_ in ("text", "json"):
        said = printed(run("why", "aa", *flags(sheet), "--format", format_))
        assert said == printed(run("why", "aa", "--answers", str(path), "--format", format_))


@every_sheet
def test_notices_are_those_of_suggest(run: Run, sheet: Sheet) -> None:
    notices = result(run, *flags(sheet))["notices"]
    text = folded(printed(run("why", "moud", *flags(sheet))))
    assert why(run, "moud", *flags(sheet))["notices"] == notices
    assert all(folded(notice["text"]) in text for notice in notices)


def test_an_emergency_leaves_nothing_to_explain(run: Run) -> None:
    told = why(run, "aa", *flags(SHEETS["overdose_now"]))
    assert told["notices"][0]["severity"] == "emergency"
    assert told["why"]["standing"] == "halted"
    assert told["why"]["alternatives"] == told["why"]["reasons"] == []


@every_sheet
def test_explain_adds_why_to_each_suggestion_and_nothing_else(run: Run, sheet: Sheet) -> None:
    schema = json.loads(printed(run("schema", "result")))
    plain = result(run, *flags(sheet), "--top", "4")

    more = result(run, *flags(sheet), "--top", "4", "--explain")

    jsonschema.Draft202012Validator(schema).validate(more)
    for suggestion in more["suggestions"]:
        told = suggestion.pop("why")
        assert told == why(run, suggestion["id"], *flags(sheet))["why"]
    assert more == plain


def test_the_schema_of_results_knows_what_explains(run: Run) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "result"))))
    more = result(run, "--top", "1", "--explain")
    more["suggestions"][0]["why"]["standing"] = "nowhere"
    assert not schema.is_valid(more)


@every_sheet
def test_text_explained_holds_all_that_text_holds(run: Run, sheet: Sheet) -> None:
    plain = printed(run("suggest", "--details", *flags(sheet))).splitlines()
    more = printed(run("suggest", "--details", *flags(sheet), "--explain")).splitlines()
    found = iter(more)
    assert all(line in found for line in plain)
    told = ids(result(run, *flags(sheet), "--top", "5")["suggestions"])
    assert len(more) - len(plain) >= len(told)


def test_why_speaks_spanish(run: Run) -> None:
    sheet = SHEETS["drinks_on_weekends"]
    english, spanish = (
        why(run, "smart", *flags(sheet), "--lang", language)["why"] for language in ("en", "es")
    )
    texts = [
        [c["text"] for way in w["alternatives"] for c in way["changes"]] for w in (english, spanish)
    ]
    assert all(said != other for said, other in zip(*texts, strict=True))
    out = folded(printed(run("why", "smart", *flags(sheet), "--lang", "es")))
    assert "Está entre las tres primeras opciones." in out
    assert "It " not in out
