"""Whether some answers meet a condition, tried over all that can matter to it."""

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, product

import msgspec

from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.model.condition import (
    Condition,
    Definitions,
    OptionId,
    QuestionId,
    supports_in,
    terms,
)
from pathfinder.model.knowledge.question import Question, QuestionType

MOST_SHEETS = 4096
"""Sheets tried at once; a condition that needs more is tried on the first of them only."""

OTHER = OptionId("(another option)")


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
    choices = [
        [(id_, choice) for choice in _choices(questions.get(id_), sorted(options))]
        for id_, options in named.items()
    ]
    sheets = [
        {id_: choice for id_, choice in sheet if choice}
        for sheet in islice(product(*choices), MOST_SHEETS + 1)
    ]
    columns = columns_of(sheets, definitions)
    supports = list(supports_in(condition))
    return len(sheets) > MOST_SHEETS or any(
        evaluate(
            condition,
            msgspec.structs.replace(columns, eligible=dict.fromkeys(supports, everywhere)),
        ).met
        for everywhere in (columns.every, 0)
    )


def _choices(question: Question | None, options: list[OptionId]) -> Iterator[tuple[OptionId, ...]]:
    yield ()
    yield (OTHER,)
    most = len(options) if question and question.type is QuestionType.MANY else 1
    for size in range(1, min(most, 2) + 1):
        yield from combinations(options, size)
