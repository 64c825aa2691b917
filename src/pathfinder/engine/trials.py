"""What another answer would do: some sheets, and all of them again with each answer not given."""

from collections.abc import Mapping, Sequence

import msgspec

from pathfinder.engine.columns import Columns, Outcome, columns_with
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase


class Trials(msgspec.Struct, frozen=True):
    """The sheets, and after them all of them again for each option of each question.

    In a block of its own, an option is said on every sheet that leaves its question unanswered.
    Options that halt are not tried. `repeated` times some of the first sheets are those sheets in
    every block; `blocks` holds the shifts from the sheets to the blocks of a question.
    """

    columns: Columns
    repeated: int
    blocks: Mapping[QuestionId, Sequence[int]]


def trials_of(kb: KnowledgeBase, sheets: Columns) -> Trials:
    """Return `sheets` with their trials."""
    size = sheets.every.bit_length()
    options = _options(kb)
    every = (1 << size * (len(options) + 1)) - 1
    repeated = every // sheets.every
    chosen: dict[QuestionId, dict[OptionId, int]] = {
        question: {option: where * repeated for option, where in column.items()}
        for question, column in sheets.chosen.items()
    }
    answered = {question: where * repeated for question, where in sheets.answered.items()}
    blocks: dict[QuestionId, list[int]] = {question.id: [] for question in kb.questions}
    for i, (question, option) in enumerate(options, start=1):
        blocks[question].append(i * size)
        said = (sheets.every & ~sheets.answered.get(question, 0)) << i * size
        column = chosen.setdefault(question, {})
        column[option] = column.get(option, 0) | said
        answered[question] = answered.get(question, 0) | said
    return Trials(columns_with(chosen, answered, every, kb.conditions), repeated, blocks)


def most_trials(kb: KnowledgeBase) -> int:
    """Return how often each sheet stands in its trials."""
    return len(_options(kb)) + 1


def _options(kb: KnowledgeBase) -> list[tuple[QuestionId, OptionId]]:
    return [(q.id, o.id) for q in kb.questions for o in q.options if not o.halts]


def narrowed(wide: Columns, sheets: Columns) -> Columns:
    """Return `sheets`, of which the answers alone are known, with all that is known of `wide` ones.

    They are the first sheets of those.
    """
    every = sheets.every
    return msgspec.structs.replace(
        sheets,
        definitions=wide.definitions,
        named={
            name: Outcome(outcome.met & every, outcome.not_met & every)
            for name, outcome in wide.named.items()
        },
        eligible={id_: where & every for id_, where in wide.eligible.items()},
        reads=wide.reads,
    )
