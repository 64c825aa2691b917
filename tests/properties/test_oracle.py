"""What the engine says, word for word, is what the plainest reading of the files says, in both languages."""

import functools
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathfinder import load_knowledge, suggest
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import PlanShown
from tests.conftest import DATA
from tests.oracle_ranked import open_questions
from tests.oracle_words import Words
from tests.properties.strategies import examples, sheets

KB = load_knowledge()
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@functools.cache
def told(language: str) -> tuple[KnowledgeBase, Words]:
    """Return what is shipped in `language`, and what the files say in it."""
    return load_knowledge(language), Words(DATA, language)


AT_STAKE = {
    "crisis": ["none"],
    "substances": ["opioids", "unknown_pills", "alcohol"],
    "stage": ["using"],
    "drinking": ["daily_heavy"],
    "recent": ["overdose"],
    "pregnant": ["yes_pregnant"],
    "medication": ["moud"],
    "goal": ["moderation"],
}
"""Answers on which a life may hang, so that what saves it stands first."""


def answered(**said: str) -> Answers:
    """Return the sheet on which that was `said`."""
    return {QuestionId(question): (OptionId(option),) for question, option in said.items()}


def at_stake() -> st.SearchStrategy[Answers]:
    """Sheets of which a life may hang, of oneself or another, some after a support that helped."""
    whom = {"for_whom": st.sampled_from(["self", "client", "loved_one"])}
    said = {question: st.sampled_from(options) for question, options in AT_STAKE.items()}
    said["tried_and_liked"] = st.sampled_from([support.id for support in KB.supports])
    stake = st.fixed_dictionaries(whom, optional=said).map(lambda said: answered(**said))
    return st.tuples(sheets(KB), stake).map(lambda parts: {**parts[0], **parts[1]})


LOVED_ONE_WHO_DRINKS = answered(
    for_whom="loved_one", substances="alcohol", stage="using", drinking="daily_heavy"
)
PREGNANT_ON_MEDICINE = answered(
    for_whom="self",
    recent="overdose",
    pregnant="yes_pregnant",
    medication="moud",
    tried_and_liked="aa",
)


def plain(answers: Answers) -> dict[str, list[str]]:
    return {question: list(options) for question, options in answers.items()}


def notice_as_words(notice: NoticeShown) -> dict[str, Any]:
    """Return all of `notice`; of its contacts the ids, of why a support is withheld the words."""
    return {
        "id": notice.id,
        "severity": notice.severity,
        "text": notice.text,
        "reasons": [reason.text for reason in notice.reasons],
        "contacts": [contact.id for contact in notice.contacts],
        "family": notice.family,
        "folded": notice.folded,
        "heading": notice.heading,
        "in_short": notice.in_short,
        "call_911": notice.call_911,
    }


def plan_as_words(plan: PlanShown | None) -> dict[str, Any] | None:
    """Return `plan` with what the oracle says of each step."""
    if plan is None:
        return None
    return {
        "id": plan.id,
        "opening": plan.opening,
        "steps": [
            {
                **{key: getattr(step, key) for key in ("day", "id", "note", "now", "do", "say")},
                "go_with": msgspec.to_builtins(step.go_with),
            }
            for step in plan.steps
        ],
        "closing": plan.closing,
    }


@in_both_languages
@examples(300)
@given(answers=sheets(KB) | at_stake())
def test_every_notice_is_said_as_it_is_written(language: str, answers: Answers) -> None:
    kb, words = told(language)
    (result,) = suggest_each(kb, [answers], parts={"notices": ()})
    shown = [notice_as_words(notice) for notice in result.notices]
    assert shown == words.notices(plain(answers))


@in_both_languages
@examples(50)
@given(answers=sheets(KB) | at_stake())
def test_what_withholds_says_why_as_it_is_written(language: str, answers: Answers) -> None:
    kb, words = told(language)
    withheld = {w.id: [reason.text for reason in w.reasons] for w in suggest(kb, answers).withheld}
    expected = words.withheld(plain(answers))
    assert list(withheld.items()) == list(expected.items())


@in_both_languages
@examples(50)
@given(answers=sheets(KB) | at_stake())
@example(answers=LOVED_ONE_WHO_DRINKS)
def test_every_suggestion_is_said_as_it_is_written(language: str, answers: Answers) -> None:
    kb, words = told(language)
    sheet = plain(answers)
    suggestions = suggest(kb, answers).suggestions
    order = words.oracle.order(sheet)
    assert [suggestion.id for suggestion in suggestions] == [stands.id for stands in order]
    for suggestion, stands in zip(suggestions, order, strict=True):
        support = words.oracle.support(suggestion.id)
        assert msgspec.to_builtins(suggestion.need) == words.need(stands, sheet)
        assert suggestion.score == stands.score
        assert [reason.text for reason in suggestion.reasons] == words.reasons(stands, sheet)
        cautions = [caution.text for caution in suggestion.cautions]
        assert cautions == words.cautions(support["id"], sheet)
        assert suggestion.first_step == words.of_support(support["first_step"], support, sheet)
        assert suggestion.say == words.of_support(support["say"], support, sheet)
        assert msgspec.to_builtins(suggestion.go_with) == words.go_with(support, sheet)


@in_both_languages
@examples(100)
@given(answers=sheets(KB) | at_stake())
@example(answers=PREGNANT_ON_MEDICINE)
def test_the_first_week_is_made_as_it_is_written(language: str, answers: Answers) -> None:
    kb, words = told(language)
    assert plan_as_words(suggest(kb, answers).plan) == words.plan(plain(answers))


@pytest.mark.long
@examples(15)
@given(answers=sheets(KB))
@example(answers=answered(for_whom="loved_one"))
def test_a_question_is_open_where_an_answer_changes_the_first_three(answers: Answers) -> None:
    kb, words = told("en")
    expected = open_questions(words.oracle, plain(answers))
    assert list(suggest(kb, answers).open_questions) == expected
