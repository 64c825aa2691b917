"""Why every support is, or is not, suggested to every invented person, in text and JSON."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from pathfinder import suggest
from pathfinder.engine.why import explanations, why
from pathfinder.knowledge.answers import checked_answers
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.result import Result, Standing
from pathfinder.model.why import FORMAT, Why
from pathfinder.render.as_json import as_json
from pathfinder.render.as_plain import as_plain
from pathfinder.render.schemas import why_schema
from pathfinder.render.why_page import why_page
from tests.authored.test_vignettes import VIGNETTES
from tests.conftest import Run

every_vignette = pytest.mark.parametrize(
    "vignette", [pytest.param(v, id=v["id"]) for v in VIGNETTES]
)


def folded(text: str) -> str:
    return " ".join(text.split())


def whys(kb: KnowledgeBase, answers: Answers, result: Result) -> list[Why]:
    """Return what `why` says of every support; all changes are tried once for all of them."""
    told = explanations(kb, answers, result, [support.id for support in kb.supports])
    return [
        Why(format=FORMAT, knowledge=result.knowledge, notices=result.notices, why=told[support.id])
        for support in kb.supports
    ]


@every_vignette
def test_json_says_why_of_every_support_by_the_schema(kb: KnowledgeBase, vignette: Any) -> None:
    answers = checked_answers(vignette["answers"], kb.questions)
    schema = why_schema(kb)
    whole = jsonschema.Draft202012Validator(schema)
    part = jsonschema.Draft202012Validator({**schema, "$ref": "#/$defs/Explanation"})
    listed = whys(kb, answers, suggest(kb, answers))
    whole.validate(json.loads(as_json(listed[0])))
    for each in listed:
        part.validate(json.loads(as_json(each.why)))


@every_vignette
def test_text_says_why_of_every_support_after_every_notice(
    kb: KnowledgeBase, vignette: Any
) -> None:
    answers = checked_answers(vignette["answers"], kb.questions)
    result = suggest(kb, answers)
    words = kb.interface
    for each in whys(kb, answers, result):
        text = folded(as_plain(why_page(kb, each), 80))
        notices, named, rest = text.partition(f" {folded(each.why.name).upper()} ")
        assert named
        assert all(folded(notice.text) in notices for notice in result.notices)
        assert words.standings[each.why.standing] in rest
        told = [reason.text for reason in (*each.why.reasons, *each.why.against)]
        told += [reason.text for reason in each.why.withheld]
        told += [answer.text for answer in each.why.blocking]
        assert all(folded(text) in rest for text in told)
        for change in (c for way in each.why.alternatives for c in way.changes):
            assert folded(change.text) in rest
        if each.why.standing is Standing.HALTED:
            assert not each.why.alternatives
        else:
            ways = (words.would_come_in, words.would_go_out)
            none = (words.none_comes_in, words.none_goes_out, words.for_safety)
            assert any(line in rest for line in (ways if each.why.alternatives else none))


@every_vignette
def test_the_command_says_what_the_engine_says(run: Run, kb: KnowledgeBase, vignette: Any) -> None:
    answers = checked_answers(vignette["answers"], kb.questions)
    stdin = json.dumps(vignette["answers"])
    for id_ in {"mm", kb.supports[len(vignette["id"] + vignette["text"]) % len(kb.supports)].id}:
        expected = why(kb, answers, next(s.id for s in kb.supports if s.id == id_))
        ran = run("why", id_, "--answers", "-", "--format", "json", stdin=stdin)
        assert (ran.code, ran.err) == (0, "")
        assert msgspec.json.decode(ran.out, type=Why) == expected
        ran = run("why", id_, "--answers", "-", stdin=stdin)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == as_plain(why_page(kb, expected), 80)


@every_vignette
def test_nothing_is_proposed_for_what_safety_withholds(kb: KnowledgeBase, vignette: Any) -> None:
    answers = checked_answers(vignette["answers"], kb.questions)
    result = suggest(kb, answers)
    kept = [withheld.id for withheld in result.withheld if withheld.safety]
    for explanation in explanations(kb, answers, result, kept).values():
        assert explanation.alternatives == ()
