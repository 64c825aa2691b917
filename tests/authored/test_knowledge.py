"""The shipped knowledge base: its check, its vocabulary and its contacts."""

import re
from typing import Any, get_args

import pytest
import yaml

from pathfinder.model.knowledge.notice import Severity
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import DATA, ROOT

SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="needs ../shared, which this clone has not"
)

PHONES = {
    "emergency_911": "911",
    "lifeline_988": "988",
    "veterans_line": "988, then press 1",
    "samhsa_helpline": "1-800-662-4357",
    "poison_control": "1-800-222-1222",
    "safespot": "1-800-972-0590",
    "never_use_alone": "1-800-484-3731",
    "dv_hotline": "1-800-799-7233",
    "stronghearts": "1-844-762-8483",
    "rainn": "1-800-656-4673",
    "childhelp": "1-800-422-4453",
    "runaway_safeline": "1-800-786-2929",
    "trafficking_hotline": "1-888-373-7888",
    "loveisrespect": "1-866-331-9474",
    "trevor": "1-866-488-7386",
    "maternal_line": "1-833-852-6262",
    "quitline": "1-800-784-8669",
    "quitline_spanish": "1-855-335-3569",
    "line_211": "211",
    "al_anon_line": "1-888-425-2666",
    "ada_line": "1-800-514-0301",
    "ncpg_help": "1-800-697-3738",
    "wage_and_hour_line": "1-866-487-9243",
}
"""Every number there may be, copied by hand from the table of contacts a second time."""

TEXT_CODES = {
    "lifeline_988": "text 988",
    "veterans_line": "text 838255",
    "samhsa_helpline": "text a ZIP code to 435748",
    "dv_hotline": "text START to 88788",
    "childhelp": "text 1-800-422-4453",
    "runaway_safeline": "text 66008",
    "trafficking_hotline": "text HELP to 233733",
    "maternal_line": "text 1-833-852-6262",
    "ncpg_help": "text 1-800-697-3738",
    "loveisrespect": "text LOVEIS to 22522",
    "trevor": "text START to 678-678",
    "crisis_text_line": "text HOME to 741741",
    "quitline": "text QUIT to 47848",
    "this_is_quitting_text": "text DITCHVAPE to 88709",
}


def test_numbers_and_text_codes_are_those_of_the_table_and_no_others(kb: KnowledgeBase) -> None:
    assert {c.id: c.phone for c in kb.contacts if c.phone} == PHONES
    assert {c.id: c.text for c in kb.contacts if c.text} == TEXT_CODES


def test_addresses_are_bare(kb: KnowledgeBase) -> None:
    for contact in kb.contacts:
        assert not re.search(r"[?#\s]|://", contact.url or ""), contact.id


def test_no_text_brings_back_what_ended() -> None:
    unread = {"words.yaml", "examples.yaml"}
    paths = [path for path in DATA.glob("*.yaml") if path.name not in unread]
    text = "".join(path.read_text("utf-8") for path in paths).lower()
    for gone in ("press 3", "333888", "877-696-1996"):
        assert text.count(gone) == 0
    # A person names what they take; nobody is told to take it.
    named = re.sub(r"aliases: \[.*\]", "", text).replace("naltrexone (vivitrol)", "")
    assert "naltrexone" not in named


def test_notices_stand_gravest_first(kb: KnowledgeBase) -> None:
    order = list(get_args(Severity))
    ranks = [order.index(notice.severity) for notice in kb.notices]
    assert ranks == sorted(ranks)


@needs_shared
def test_every_id_of_the_vocabulary_is_there(kb: KnowledgeBase) -> None:
    vocabulary: Any = yaml.safe_load((SHARED / "vocabulary.yaml").read_text("utf-8"))
    supports = {id_ for ids in vocabulary["supports"].values() for id_ in ids}
    assert supports <= {support.id for support in kb.supports}
    notices = {id_: severity for severity, ids in vocabulary["notices"].items() for id_ in ids}
    assert notices == {notice.id: notice.severity for notice in kb.notices}
    questions = {question.id: question for question in kb.questions}
    assert {*vocabulary["questions"]} == {*questions}
    for id_, asked in vocabulary["questions"].items():
        options = [option.id for option in questions[id_].options]
        if asked["options"] == "supports":
            assert {*supports, "none"} <= {*options}
        else:
            assert {*options} == {str(option).lower() for option in asked["options"]}
        assert questions[id_].type == asked["type"]
