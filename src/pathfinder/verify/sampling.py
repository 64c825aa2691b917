"""Random sheets of every sort, with what the engine says of them."""

import random

from pathfinder.engine.columns import Columns
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.invariant import Invariants
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.encoding import columns_from
from pathfinder.verify.propositions import with_facts

SPARSE = 4
"""The options of a question that takes several are said by 1 of 2 to 1 of 16 sheets."""


def random_sheets(
    kb: KnowledgeBase, invariants: Invariants, size: int, source: random.Random
) -> Columns:
    """Return `size` sheets with every fact of their results; each can be given, skips included.

    No option is rarer than the answer to its question asks for: likely people are not the point.
    """
    every = (1 << size) - 1
    rarity = source.randint(1, SPARSE)
    said = {question.id: _said(question, size, rarity, source) for question in kb.questions}
    return with_facts(kb, invariants, columns_from(said, every, kb.conditions))


def _said(question: Question, size: int, rarity: int, source: random.Random) -> dict[OptionId, int]:
    left = source.getrandbits(size)
    said: dict[OptionId, int] = {}
    others = [option.id for option in question.options if option.id != NONE]
    if question.type == "one":
        for option in source.sample(others, len(others)):
            said[option] = left & source.getrandbits(size)
            left &= ~said[option]
    else:
        said = {option: left & _some(size, rarity, source) for option in others}
        for sheets in said.values():
            left &= ~sheets
    if len(others) < len(question.options):
        said[NONE] = left & source.getrandbits(size)
    return said


def _some(size: int, rarity: int, source: random.Random) -> int:
    sheets = source.getrandbits(size)
    for _ in range(rarity - 1):
        sheets &= source.getrandbits(size)
    return sheets


def answers_on(columns: Columns, sheet: int) -> Answers:
    """Return the answers of one of the known sheets, that of bit `sheet`."""
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question, options in columns.chosen.items():
        if said := tuple(id_ for id_, sheets in options.items() if sheets >> sheet & 1):
            answers[question] = said
    return answers
