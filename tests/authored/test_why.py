"""Why every support is, or is not, suggested to every invented person, in text and JSON."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from pathfinder import suggest
from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.engine.why import explanations, why
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from pathfinder.model.results.why import FORMAT, Explanation, Why
from pathfinder.render.as_json import as_json
from pathfinder.render.terminal.plain_text import as_plain
from pathfinder.render.terminal.why_page import why_page
from pathfinder.schemas.output import why_schema
from tests.authored.test_vignettes import VIGNETTES
from tests.conftest import Run

every_vignette = pytest.mark.parametrize(
    "vignette", [pytest.param(v, id=v["id"]) for v in VIGNETTES]
)
BY_SCHEMA = {vignette["id"] for vignette in VIGNETTES[::5]}
"""Those whose explanations are tried on the schema: all come from one encoder, and it takes long."""


def folded(text: str) -> str:
    return " ".join(text.split())


@every_vignette
def test_why_answers_for_every_support_in_text_and_json(kb: KnowledgeBase, vignette: Any) -> None:
    answers = checked_answers(vignette["answers"], QuestionIndex(kb))
    result = suggest(kb, answers)
    schema = why_schema(kb)
    follows = jsonschema.Draft202012Validator({**schema, "$ref": "#/$defs/Explanation"})
    told = explanations(kb, answers, result, [support.id for support in kb.supports])
    for explanation in told.values():
        if vignette["id"] in BY_SCHEMA:
            follows.validate(json.loads(as_json(explanation)))
        assert not (explanation.safety and explanation.alternatives)
        says_all(kb, result, explanation)


def says_all(kb: KnowledgeBase, result: Result, explanation: Explanation) -> None:
    """Fail where the page leaves out a notice, or a part of `explanation`."""
    page = Why(format=FORMAT, knowledge=result.knowledge, notices=result.notices, why=explanation)
    text = folded(as_plain(why_page(kb, page), 80))
    notices, named, rest = text.partition(f" {folded(explanation.name).upper()} ")
    assert named
    assert all(folded(notice.text) in notices for notice in result.notices)
    words = kb.interface
    told = [words.standings[explanation.standing]]
    told += [reason.text for reason in (*explanation.reasons, *explanation.against)]
    told += [reason.text for reason in explanation.withheld]
    told += [answer.text for answer in explanation.blocking]
    told += [change.text for way in explanation.alternatives for change in way.changes]
    assert all(folded(each) in rest for each in told)
    if explanation.standing == "halted":
        assert not explanation.alternatives
    else:
        ways = (words.would_come_in, words.would_go_out)
        none = (words.none_comes_in, words.none_goes_out, words.for_safety)
        assert any(line in rest for line in (ways if explanation.alternatives else none))


@every_vignette
def test_the_command_says_what_the_engine_says(run: Run, kb: KnowledgeBase, vignette: Any) -> None:
    answers = checked_answers(vignette["answers"], QuestionIndex(kb))
    stdin = json.dumps(vignette["answers"])
    id_ = kb.supports[len(vignette["id"] + vignette["text"]) % len(kb.supports)].id
    expected = why(kb, answers, id_)
    ran = run("why", id_, "--answers", "-", "--format", "json", stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    if vignette["id"] in BY_SCHEMA:
        jsonschema.Draft202012Validator(why_schema(kb)).validate(json.loads(ran.out))
    assert msgspec.json.decode(ran.out, type=Why) == expected
    ran = run("why", id_, "--answers", "-", stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == as_plain(why_page(kb, expected), 80)
