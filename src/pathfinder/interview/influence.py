"""How much each unanswered question can still do to the first three suggestions.

What is not answered is filled in from invented people, ten thousand at once on columns. Beside
them stand, for each question that might be asked, some of the same people without an answer to it:
where their first three differ, that answer mattered.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pathfinder.engine.columns import Columns, Outcome, evaluate
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.ranking.places import first_three
from pathfinder.interview.invented_people import People
from pathfinder.model.answers import Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase

COMPARED = 200
"""How many of the people are also tried without an answer to one question."""

RARE = 0.005
"""What holds for a smaller share of the people tells too little to be counted."""


class Influence(NamedTuple):
    """`bits`: of information about which supports stand among the first three.

    `changes`: the share of people for whom the answer changes which these are.
    """

    bits: float
    changes: float


def influence(
    kb: KnowledgeBase, said: Said, people: People, candidates: Sequence[Question]
) -> Mapping[QuestionId, Influence]:
    """Return the influence of each of `candidates`, of which `said` may hold a part of the answer.

    Deterministic: it rests on the answers and the `people` alone.
    """
    compared = min(COMPARED, people.size)
    columns = _columns(kb, said, people, [question.id for question in candidates], compared)
    ranked = Evaluation(kb, columns).scored
    leading: dict[str, int] = {}
    for place in first_three(ranked, columns.every):
        for support, sheets in place.items():
            leading[support] = leading.get(support, 0) | sheets
    everyone, some = (1 << people.size) - 1, (1 << compared) - 1
    telling = [
        sheets & everyone
        for sheets in leading.values()
        if RARE < (sheets & everyone).bit_count() / people.size < 1 - RARE
    ]
    found: dict[QuestionId, Influence] = {}
    for i, question in enumerate(candidates):
        shift = people.size + i * compared
        changed = 0
        for sheets in leading.values():
            changed |= (sheets ^ sheets >> shift) & some
        cells = {o: sheets & everyone for o, sheets in columns.chosen[question.id].items()}
        bits = _information(question, cells, telling, people.size)
        found[question.id] = Influence(bits, changed.bit_count() / compared)
    return found


def _columns(
    kb: KnowledgeBase, said: Said, people: People, without: Sequence[QuestionId], compared: int
) -> Columns:
    """Return the sheets of `people` with what was `said`, then some `without` more to a question.

    A question stays unanswered on the sheets on which it would not be asked.
    """
    first = people.size
    every = (1 << first + compared * len(without)) - 1
    everyone, some = (1 << first) - 1, (1 << compared) - 1
    again = sum(1 << first + i * compared for i in range(len(without)))
    hole = {id_: some << first + i * compared for i, id_ in enumerate(without)}
    chosen: dict[QuestionId, Mapping[OptionId, int]] = {}
    answered: dict[QuestionId, int] = {}
    named: dict[str, Outcome] = {}
    columns = Columns(every, chosen, answered, kb.conditions, named, {}, {})

    def name() -> None:
        for word, condition in kb.conditions.items():
            named[word] = evaluate(condition, columns)

    for question in kb.questions:
        if question.id in said and question.id not in hole:
            if said[question.id]:
                chosen[question.id] = dict.fromkeys(said[question.id], every)
                answered[question.id] = every
            continue
        asked = every & ~hole.get(question.id, 0)
        if question.ask_when is not None:
            name()
            asked &= ~evaluate(question.ask_when, columns).not_met
        options = {
            option: (sheets & everyone | (sheets & some) * again) & asked
            for option, sheets in people.chosen[question.id].items()
        }
        for option in said.get(question.id, ()):
            options[option] = options.get(option, 0) | hole[question.id]
        chosen[question.id] = options
        answered[question.id] = _union(options.values())
    name()
    return columns


def _union(parts: Iterable[int]) -> int:
    whole = 0
    for part in parts:
        whole |= part
    return whole


def _information(
    question: Question, cells: Mapping[OptionId, int], telling: Sequence[int], count: int
) -> float:
    """Return the mutual information, in bits, of the answer and each of `telling`, summed.

    The options of a question that takes several are independent (Cover and Thomas, Elements of
    Information Theory, 2.5), so each is an answer of its own: yes or no.
    """
    everyone = (1 << count) - 1
    if question.type == "one":
        unasked = everyone & ~_union(cells.values())
        partitions = [[*cells.values(), unasked]]
    else:
        partitions = [
            [sheets, everyone ^ sheets]
            for sheets in cells.values()
            if RARE < sheets.bit_count() / count < 1 - RARE
        ]
    return (
        sum(
            _entropy(sheets.bit_count(), count)
            - sum(_entropy((sheets & cell).bit_count(), cell.bit_count()) for cell in partition)
            for partition in partitions
            for sheets in telling
        )
        / count
    )


def _entropy(part: int, whole: int) -> float:
    """Return `whole` times the entropy of `part` in `whole`, in bits."""
    if part in (0, whole):
        return 0.0
    rest = whole - part
    return whole * math.log2(whole) - part * math.log2(part) - rest * math.log2(rest)
