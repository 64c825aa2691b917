"""People who may be like the one who answers: what stood in a checklist unticked is not so of them.

They only help to choose the next question. What is not ticked stays unknown in all that is told.
"""

from collections.abc import Iterable, Mapping

from pathfinder.interview.checklist import put_to_tick
from pathfinder.interview.invented_people import People, shares
from pathfinder.interview.state import State
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase


def alike(kb: KnowledgeBase, state: State, people: People) -> People:
    """Return `people` with, of each question in a checklist, what was ticked there, and no other."""
    chosen = dict(people.chosen)
    every = (1 << people.size) - 1
    ticks = put_to_tick(kb, state)
    for question in kb.questions:
        if question.id in ticks:
            chosen[question.id] = _alike(question, chosen[question.id], ticks[question.id], every)
    return People(people.size, chosen)


def _alike(
    question: Question, chosen: Mapping[OptionId, int], ticks: Mapping[OptionId, bool], every: int
) -> Mapping[OptionId, int]:
    if question.type == "one":
        share = {o: s for o, s in shares(question).items() if o not in ticks}
        if not share:
            return chosen
        likely = max(share, key=lambda option: share[option])
        moved = _union(chosen[option] for option in ticks if option in chosen)
        return {
            option: 0 if option in ticks else sheets | (moved if option == likely else 0)
            for option, sheets in chosen.items()
        }
    found = {o: every * ticks[o] if o in ticks else sheets for o, sheets in chosen.items()}
    if NONE in found:
        found[NONE] = every & ~_union(sheets for o, sheets in found.items() if o != NONE)
    return found


def _union(parts: Iterable[int]) -> int:
    whole = 0
    for part in parts:
        whole |= part
    return whole
