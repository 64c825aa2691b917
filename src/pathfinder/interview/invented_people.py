"""Invented people, drawn from the shares that the options state: what might still be answered.

They serve to choose questions and to measure that choice; nothing a person is told rests on them.
"""

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question

BITS = 10
"""Binary digits of a share; a thousandth is near enough for a guess."""

SHARED_OUT = 40.0
"""Of a hundred people, how many say one of the options of several whose shares are not stated."""


class People(NamedTuple):
    """`size` sheets, each with an answer to every question; what is open is decided elsewhere."""

    size: int
    chosen: Mapping[QuestionId, Mapping[OptionId, int]]


def sampled(questions: Sequence[Question], size: int, seed: int = 0) -> People:
    """Return `size` invented people; the same `seed` gives the same people.

    The options of a question that takes several are drawn each on its own. Who says none of them
    says `none`, where that is an option, and else skips the question.
    """
    coins = _Coins(size, seed)
    return People(
        size,
        {q.id: _one(q, coins) if q.type == "one" else _many(q, coins) for q in questions},
    )


class _Coins:
    """Draws sheets at random, all at once."""

    def __init__(self, size: int, seed: int) -> None:
        self.every = (1 << size) - 1
        self._size = size
        self._source = random.Random(seed)  # noqa: S311 - not for secrets

    def drawn(self, share: float) -> int:
        """Return sheets, each one in with the probability `share`.

        A sheet is in where a random number, taken digit by digit from the last, is below it.
        """
        sheets, digits = 0, round(share * (1 << BITS))
        if digits >= 1 << BITS:
            return self.every
        for place in range(BITS):
            some = self._source.getrandbits(self._size)
            sheets = sheets | some if digits >> place & 1 else sheets & some
        return sheets


def _one(question: Question, coins: _Coins) -> dict[OptionId, int]:
    left, rest = coins.every, 1.0
    chosen: dict[OptionId, int] = {}
    for option, share in shares(question).items():
        chosen[option] = left & coins.drawn(share / rest if rest > share else 1.0)
        left &= ~chosen[option]
        rest -= share
    return chosen


def _many(question: Question, coins: _Coins) -> dict[OptionId, int]:
    chosen = {option: coins.drawn(share) for option, share in shares(question).items()}
    if NONE in chosen:
        chosen[NONE] = coins.every
        for option, sheets in chosen.items():
            if option != NONE:
                chosen[NONE] &= ~sheets
    return chosen


def shares(question: Question) -> dict[OptionId, float]:
    """Return the share of people, from 0 to 1, who say each option of `question`.

    Options that state none divide what is left, where one is chosen; where several may be, they
    divide `SHARED_OUT`. Who says none of several says `none`, whatever its share.
    """
    stated = {o.id: o.share / 100 for o in question.options if o.share is not None}
    others = [o.id for o in question.options if o.id not in stated]
    if question.type == "one":
        each = max(0.0, 1 - sum(stated.values())) / (len(others) or 1)
    else:
        each = SHARED_OUT / 100 / (len(others) or 1)
    return {option.id: stated.get(option.id, each) for option in question.options}
