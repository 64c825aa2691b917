"""Laws on one person, tried on a crowd of random people whose results are made all at once."""

import functools
import inspect
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from pathfinder import suggest
from pathfinder.engine.suggest import PARTS, Parts, suggest_each
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from tests.properties.strategies import EXAMPLES, MOST_CHOSEN, NONE

MANY = 200
"""How many people a law is tried on where it says no number."""

ANSWERED = (0.1, 0.3, 0.5, 0.5, 0.5, 0.8, 1.0)
"""Which share of the questions somebody answers: one of these."""

Choice = Callable[[random.Random], tuple[str, ...] | None]
"""What may be said to a question; nothing is to skip it, and None is whatever else it would be."""

Premise = Mapping[str, Choice]
"""What is said by everybody in a crowd, by the ids of the questions; all else is random."""

NOTHING: Mapping[str, Any] = {}
OWN = {"answers", "result", "chance"}
"""What a law may ask for of the person it is tried on."""

Law = Callable[..., None]
FAILURES = (Exception, pytest.fail.Exception)


def person(
    questions: Sequence[Question], premise: Premise, chance: random.Random
) -> dict[QuestionId, tuple[OptionId, ...]]:
    """Return answers to some of the `questions` of someone with whom `premise` holds."""
    share = chance.choice(ANSWERED)
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in questions:
        forced = premise[question.id](chance) if question.id in premise else None
        said: Sequence[str] = () if forced is None else forced
        if forced is None and chance.random() < share:
            said = _said(question, chance)
        if said:
            answers[question.id] = tuple(map(OptionId, said))
    return answers


def _said(question: Question, chance: random.Random) -> Sequence[OptionId]:
    """Return one option, or some, with `none` only by itself."""
    ids = [option.id for option in question.options]
    others = [id_ for id_ in ids if id_ != NONE]
    if question.type == "one" or chance.random() < 0.5:
        return (chance.choice(ids),)
    return chance.sample(others, chance.randint(1, min(MOST_CHOSEN, len(others))))


def seed() -> str:
    """Return another seed for each test and run; of a mutant, each run is the same."""
    run = 0 if settings().derandomize else random.getrandbits(64)
    return f"{os.environ['PYTEST_CURRENT_TEST']} {run}"


def tries(number: int) -> int:
    """Return how often a law is tried that says this `number`; in a run with few of each, fewer."""
    return max(1, number * settings().max_examples // EXAMPLES)


def chances(number: int) -> Iterator[random.Random]:
    """Yield a source of chance for each try of a law that is not on one person."""
    beginning = seed()
    yield from (random.Random(f"{beginning} {i}") for i in range(tries(number)))


class Crowd(NamedTuple):
    """A law, what it `asks` for of a person, and what is given to it whoever that is.

    On all people the premise `holds`.
    """

    law: Law
    asks: frozenset[str]
    given: Mapping[str, Any]
    kb: KnowledgeBase
    holds: Premise
    seed: str

    def try_on(self, size: int, parts: Parts) -> None:
        """Try the law on `size` people; of their results it reads `parts`."""
        people = [
            person(self.kb.questions, self.holds, random.Random(f"{self.seed} {i}"))
            for i in range(size)
        ]
        is_read = "result" in self.asks
        results = suggest_each(self.kb, people, parts) if is_read else [None] * size
        for i, (answers, result) in enumerate(zip(people, results, strict=True)):
            try:
                self._try(i, answers, result)
            except FAILURES as failure:
                fewest = self._fewest(i, answers)
                self._try_alone(i, fewest)  # or else it is so only among others
                failure.add_note(f"Only among others, the sheet: {answers}")
                raise

    def _try(self, i: int, answers: Answers, result: Result | None) -> None:
        own = {
            "answers": answers,
            "result": result,
            "chance": random.Random(f"{self.seed} {i} too"),
        }
        self.law(**self.given, **{name: own[name] for name in self.asks})

    def _try_alone(self, i: int, answers: Answers) -> None:
        try:
            self._try(i, answers, suggest(self.kb, answers))
        except FAILURES as failure:
            failure.add_note(f"The sheet: {answers}")
            raise

    def _fewest(self, i: int, answers: Answers) -> Answers:
        """Return `answers` without those that the law is broken without too."""
        for question in [*answers]:
            fewer = {id_: said for id_, said in answers.items() if id_ != question}
            if question not in self.holds:
                try:
                    self._try_alone(i, fewer)
                except FAILURES:
                    answers = fewer
        return answers


def for_many(
    number: int = MANY,
    *,
    premise: Premise = NOTHING,
    each: Mapping[str, Premise] = NOTHING,
    parts: Parts = PARTS,
    of: Callable[..., KnowledgeBase] | None = None,
) -> Callable[[Law], Callable[..., None]]:
    """Make a test of a law on one person: it is tried on that `number` of people.

    The law is given what it asks for of `answers`, their `result`, and its own `chance`. `premise` holds
    of everybody; on top of it, each of `each`, by its name, is a test of its own. The knowledge base is
    `kb`, or the one `of` what else the test is given. What breaks the law is told with the fewest
    answers that do.
    """

    def decorated(law: Law) -> Callable[..., None]:
        asked = inspect.signature(law).parameters
        fixtures = [each for name, each in asked.items() if name not in OWN]
        fixtures += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY)
            for name, is_there in (("kb", not of and "kb" not in asked), ("also", bool(each)))
            if is_there
        ]

        @functools.wraps(law)
        def test(**given: Any) -> None:
            holds = {**premise, **given.pop("also", NOTHING)}
            kb = of(**given) if of else given["kb"]
            kept = {name: one for name, one in given.items() if name in asked}
            own = frozenset(OWN & asked.keys())
            Crowd(law, own, kept, kb, holds, seed()).try_on(tries(number), parts)

        test.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
        named = [pytest.param(also, id=name) for name, also in each.items()]
        return pytest.mark.parametrize("also", named)(test) if named else test

    return decorated


def one(*options: str) -> Choice:
    """Those `options`, by everybody; without any, nothing."""
    return lambda _: options


def perhaps(choice: Choice) -> Choice:
    """What is said by about half."""
    return lambda chance: choice(chance) if chance.random() < 0.5 else None


def some(*options: str) -> Choice:
    """One or more of `options`."""
    return lambda chance: tuple(chance.sample(options, chance.randint(1, len(options))))


def any_of(*choices: tuple[str, ...]) -> Choice:
    """One of these answers."""
    return lambda chance: chance.choice(choices)


def with_more(option: str, *others: str) -> Choice:
    """`option`, and any of `others` beside it."""
    return lambda chance: (option, *chance.sample(others, chance.randint(0, len(others))))
