"""The second of two sheets: the first one, with the same facts told in another way."""

from pathfinder.engine.columns import Columns
from pathfinder.engine.evaluation import Evaluation
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.invariant import Relabelling
from pathfinder.model.knowledge.question import NONE
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.encoding import columns_from


def relabelled(kb: KnowledgeBase, columns: Columns, how: Relabelling) -> Columns:
    """Return the sheets of `columns` told in another way; each can be given, as before.

    Nothing is known of them but the answers and who may be suggested what. A question whose answer
    moved away is skipped, and one that takes such answers has no others.
    """
    nothing = columns.every ^ columns.every
    ones = {question.id for question in kb.questions if question.type == "one"}
    said = {question: dict(options) for question, options in columns.chosen.items()}
    for question, options in how.take.items():
        said[question] |= dict.fromkeys(options, nothing)
    for question, options in how.put.items():
        others = said[question] if question in ones else [NONE]
        said[question] |= dict.fromkeys((id_ for id_ in others if id_ in said[question]), nothing)
        said[question] |= dict.fromkeys(options, columns.every)
    for question in {move.target for move in how.moves}:
        said[question] = _moved(said, question, how, nothing)
    for move in how.moves:
        said[move.source] = dict.fromkeys(said[move.source], nothing)
    after = columns_from(said, columns.every, kb.conditions)
    return Evaluation(kb, after).columns


def _moved(
    said: dict[QuestionId, dict[OptionId, int]],
    target: QuestionId,
    how: Relabelling,
    nothing: int,
) -> dict[OptionId, int]:
    """Return where each option of `target` is said once the answers of `how` have moved to it."""
    options = dict.fromkeys(said[target], nothing)
    for move in how.moves:
        if move.target == target:
            for there, here in move.options.items():
                options[here] = options[here] | said[move.source][there]
    for id_, sheets in options.items():
        if NONE in options and id_ != NONE:
            options[NONE] = options[NONE] & ~sheets
    return options
