"""What the engine says, word for word, is what the plainest reading of the files says, in both languages."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from pathfinder import load_knowledge
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import PlanShown, Result
from tests.conftest import DATA
from tests.oracle_ranked import open_questions
from tests.oracle_words import Words
from tests.properties.crowds import Law, Premise, any_of, for_many, one, perhaps

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


EITHER: Mapping[str, Premise] = {
    "anyone": {},
    "at_stake": {
        "for_whom": any_of(("self",), ("loved_one",), ("client",)),
        "tried_and_liked": perhaps(any_of(*((str(support.id),) for support in KB.supports))),
        **{
            question: perhaps(any_of(*((option,) for option in options)))
            for question, options in AT_STAKE.items()
        },
    },
    "loved_one_who_drinks": {
        "for_whom": one("loved_one"),
        "substances": one("alcohol"),
        "stage": one("using"),
        "drinking": one("daily_heavy"),
    },
    "pregnant_on_medicine": {
        "for_whom": one("self"),
        "recent": one("overdose"),
        "pregnant": one("yes_pregnant"),
        "medication": one("moud"),
        "tried_and_liked": one("aa"),
    },
}
"""Anyone, or someone of whom a life may hang, of oneself or another, some after a support that helped."""


def plain(answers: Answers) -> dict[str, list[str]]:
    return {question: list(options) for question, options in answers.items()}


def in_words(number: int, part: str) -> Callable[[Law], Callable[..., None]]:
    """Try a law of what is said in that part of a result on that number of people, and some more."""
    return for_many(
        number // 3, each=EITHER, parts={part: ()}, of=lambda language, **_: told(language)[0]
    )


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
@in_words(300, "notices")
def test_every_notice_is_said_as_it_is_written(
    language: str, answers: Answers, result: Result
) -> None:
    shown = [notice_as_words(notice) for notice in result.notices]
    assert shown == told(language)[1].notices(plain(answers))


@in_both_languages
@in_words(100, "withheld")
def test_what_withholds_says_why_as_it_is_written(
    language: str, answers: Answers, result: Result
) -> None:
    withheld = {w.id: [reason.text for reason in w.reasons] for w in result.withheld}
    expected = told(language)[1].withheld(plain(answers))
    assert list(withheld.items()) == list(expected.items())


@in_both_languages
@in_words(50, "suggestions")
def test_every_suggestion_is_said_as_it_is_written(
    language: str, answers: Answers, result: Result
) -> None:
    _, words = told(language)
    sheet = plain(answers)
    order = words.oracle.order(sheet)
    assert [suggestion.id for suggestion in result.suggestions] == [stands.id for stands in order]
    for suggestion, stands in zip(result.suggestions, order, strict=True):
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
@in_words(100, "plan")
def test_the_first_week_is_made_as_it_is_written(
    language: str, answers: Answers, result: Result
) -> None:
    assert plan_as_words(result.plan) == told(language)[1].plan(plain(answers))


@for_many(
    8,
    parts={"open_questions": ()},
    of=lambda: KB,
    each={"anyone": {}, "loved_one": {"for_whom": one("loved_one")}},
)
def test_a_question_is_open_where_an_answer_changes_the_first_three(
    answers: Answers, result: Result
) -> None:
    expected = open_questions(told("en")[1].oracle, plain(answers))
    assert list(result.open_questions) == expected
