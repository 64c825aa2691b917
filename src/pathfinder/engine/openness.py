"""Which unanswered questions could still change the first three suggestions."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pathfinder.engine.case import Cases
from pathfinder.engine.columns import Columns, columns_with, positions
from pathfinder.engine.places import Place
from pathfinder.engine.scoring import with_eligibility
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase


class Trials(NamedTuple):
    """The sheets, and after them all of them again for each option of each question.

    In a block of its own, an option is said on every sheet that leaves its question unanswered.
    Options that halt are not tried. `repeated` times some of the first sheets are those sheets in
    every block; `blocks` holds the shifts from the sheets to the blocks of a question.
    """

    columns: Columns
    repeated: int
    blocks: Mapping[QuestionId, Sequence[int]]


def with_trials(kb: KnowledgeBase, sheets: Columns) -> Trials:
    """Return `sheets` with their trials."""
    size = sheets.every.bit_length()
    options = [(q.id, o.id) for q in kb.questions for o in q.options if not o.halts]
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
    columns = columns_with(chosen, answered, every, sheets.definitions)
    return Trials(with_eligibility(columns, kb.supports), repeated, blocks)


def open_questions(
    cases: Cases, trials: Trials, first: Sequence[Place], where: int
) -> list[tuple[QuestionId, ...]]:
    """Return, for each sheet, the questions with an answer that changes the `first` places there.

    On sheets that are not `where`, none. `first` are the places on the sheets and their trials, all
    from one evaluation. A question that no longer applies is not open.
    """
    changed = 0
    for place in first:
        for sheets in place.values():
            changed |= sheets ^ (sheets & cases.every) * trials.repeated
    found: list[list[QuestionId]] = [[] for _ in range(cases.every.bit_length())]
    for question in cases.kb.questions:
        open_ = 0
        for shift in trials.blocks[question.id]:
            open_ |= changed >> shift
        if question.ask_when is not None:
            open_ &= ~cases.evaluated(question.ask_when).not_met
        for position in positions(open_ & where):
            found[position].append(question.id)
    return [tuple(questions) for questions in found]
