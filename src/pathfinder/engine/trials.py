"""What another answer would do: some sheets, and all of them again with each answer not given."""

from collections.abc import Mapping, Sequence

import msgspec

from pathfinder.engine.columns import Columns, Outcome, columns_with
from pathfinder.engine.lone_answers import Alike, Tries
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase


class Trials(msgspec.Struct, frozen=True):
    """The sheets, and after them all of them again for each option that is tried.

    In a block of its own, an option is said on every sheet that leaves its question unanswered;
    those that are alike share one. `repeated` times some of the first sheets are those sheets in
    every block; `blocks` holds the shifts from the sheets to the blocks of a question, and `alike`
    the shifts to the blocks of those that are.
    """

    columns: Columns
    repeated: int
    blocks: Mapping[QuestionId, Sequence[int]]
    alike: Sequence[tuple[Alike, int]]


def trials_of(kb: KnowledgeBase, tries: Tries, sheets: Columns) -> Trials:
    """Return `sheets` with the trials of `tries`, which are those of `kb`."""
    size = sheets.every.bit_length()
    every = (1 << size * most_trials(tries)) - 1
    repeated = every // sheets.every
    chosen: dict[QuestionId, dict[OptionId, int]] = {
        question: {option: where * repeated for option, where in column.items()}
        for question, column in sheets.chosen.items()
    }
    answered = {question: where * repeated for question, where in sheets.answered.items()}
    blocks: dict[QuestionId, list[int]] = {question.id: [] for question in kb.questions}
    alike: list[tuple[Alike, int]] = []

    def say(question: QuestionId, options: Sequence[OptionId], shift: int) -> None:
        said = (sheets.every & ~sheets.answered.get(question, 0)) << shift
        column = chosen.setdefault(question, {})
        for option in options:
            column[option] = column.get(option, 0) | said
        answered[question] = answered.get(question, 0) | said

    for i, (question, option) in enumerate(tries.alone, start=1):
        blocks[question].append(i * size)
        say(question, (option,), i * size)
    for i, some in enumerate(tries.alike, start=1 + len(tries.alone)):
        alike.append((some, i * size))
        say(some.question, some.options, i * size)
    return Trials(columns_with(chosen, answered, every, kb.conditions), repeated, blocks, alike)


def most_trials(tries: Tries) -> int:
    """Return how often each sheet stands in the trials of `tries`."""
    return 1 + len(tries.alone) + len(tries.alike)


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
