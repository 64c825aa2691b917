"""Sheets of answers to draw from."""

import functools

from hypothesis import settings
from hypothesis import strategies as st

from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase

NONE = OptionId("none")
MOST_CHOSEN = 4
EXAMPLES = 30
"""How many examples a law is tried on where it says no number."""


def examples(number: int) -> settings:
    """Try a law on this `number` of examples; in a run with few of each, on as much fewer."""
    return settings(max_examples=max(1, number * settings().max_examples // EXAMPLES))


def options(question: Question) -> st.SearchStrategy[tuple[OptionId, ...]]:
    """What can be said to `question`: one option, or some, with `none` only by itself."""
    ids = [option.id for option in question.options]
    alone = st.sampled_from(ids).map(lambda id_: (id_,))
    if question.type == "one":
        return alone
    several = st.lists(
        st.sampled_from([id_ for id_ in ids if id_ != NONE]),
        min_size=1,
        max_size=MOST_CHOSEN,
        unique=True,
    )
    return alone | several.map(tuple)


def sheets(kb: KnowledgeBase) -> st.SearchStrategy[Answers]:
    """Answers to some of the questions; each is skipped about as often as it is answered."""
    return _sheets(kb.questions)


@functools.cache
def _sheets(questions: tuple[Question, ...]) -> st.SearchStrategy[Answers]:
    return st.fixed_dictionaries({}, optional={q.id: options(q) for q in questions})
