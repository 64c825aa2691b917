"""Whether some answers meet a condition, tried over all that can matter to it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import prod

import msgspec

from pathfinder.engine.columns import Columns, columns_with, evaluate
from pathfinder.model.condition import (
    Condition,
    Definitions,
    OptionId,
    QuestionId,
    supports_in,
    terms,
)
from pathfinder.model.knowledge.question import Question

MOST_SHEETS = 4096
"""Sheets tried at once; a condition that needs more is not tried."""

OTHER = OptionId("(another option)")

Choice = tuple[OptionId, ...]


def can_be_met(
    condition: Condition, questions: Mapping[QuestionId, Question], definitions: Definitions
) -> bool:
    """Return whether some answers meet `condition`; a support may be eligible or not.

    Of each question only the options that the condition names matter, any other option, and a
    skip. Where the combinations pass `MOST_SHEETS`, the condition is taken to be met.
    """
    named: dict[QuestionId, set[OptionId]] = {}
    for term in terms(condition, definitions):
        named.setdefault(term.question, set()).update(term.options)
    choices = {
        id_: [*_choices(questions.get(id_), sorted(options))] for id_, options in named.items()
    }
    if prod(map(len, choices.values())) > MOST_SHEETS:
        return True
    columns = each_combination(choices, definitions)
    supports = list(supports_in(condition))
    return any(
        evaluate(
            condition,
            msgspec.structs.replace(columns, eligible=dict.fromkeys(supports, everywhere)),
        ).met
        for everywhere in (columns.every, 0)
    )


def each_combination(
    choices: Mapping[QuestionId, Sequence[Choice]], definitions: Definitions
) -> Columns:
    """Return the columns of a sheet for each combination of `choices`, of which `()` is a skip.

    No sheet is made: the bits of a choice come again with every round of the questions before it.
    """
    every = (1 << prod(map(len, choices.values()))) - 1
    chosen: dict[QuestionId, dict[OptionId, int]] = {}
    answered: dict[QuestionId, int] = {}
    run = 1
    for question, each in choices.items():
        rounds = every // ((1 << run * len(each)) - 1)
        column = chosen.setdefault(question, {})
        for i, choice in enumerate(each):
            where = (((1 << run) - 1) << run * i) * rounds
            answered[question] = answered.get(question, 0) | (where if choice else 0)
            for option in choice:
                column[option] = column.get(option, 0) | where
        run *= len(each)
    return columns_with(chosen, answered, every, definitions)


def _choices(question: Question | None, options: list[OptionId]) -> Iterator[Choice]:
    yield ()
    yield (OTHER,)
    most = len(options) if question and question.type == "many" else 1
    for size in range(1, min(most, 2) + 1):
        yield from combinations(options, size)
