"""What one or two other answers would do to the first three suggestions.

Every change is tried at once, on columns; what comes out is run once more through `suggest`, and
only a change that holds there too is told. No change touches what safety rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, islice
from typing import NamedTuple

from pathfinder.engine.changes import Try, changed, changes
from pathfinder.engine.columns import Columns, evaluate
from pathfinder.engine.evaluation import Evaluation, evaluation_of
from pathfinder.engine.parts.notice_forms import forms, where_shown
from pathfinder.engine.ranking.places import FIRST, first_three
from pathfinder.engine.suggest import Parts, suggest_each
from pathfinder.model.answers import Answers
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result

MOST_SHOWN = 3
"""How many ways to bring a support in, or to put it out, are told."""

CONFIRMING: Parts = {"notices": (), "suggestions": ("id",), "withheld": ()}
"""What is asked again of a change."""


class Tried(NamedTuple):
    """What `tries` come to: `tries[i]` stands on sheet *i* + 1, and the answers as given on the first.

    `sound`: the sheets that may be told of. `leading`: those with a support in the first three.
    """

    tries: Sequence[Try]
    sound: int
    leading: Mapping[SupportId, int]


class WhatIf:
    """What would come of other answers than `answers`, whose result is `result`.

    One serves for every support: what is tried is tried once, when it is first needed.
    """

    def __init__(self, kb: KnowledgeBase, answers: Answers, result: Result) -> None:
        self._kb = kb
        self._answers = answers
        self._result = result
        self._reruns: dict[Try, Result] = {}

    def alternatives(self, support: SupportId) -> tuple[Try, ...]:
        """Return the smallest changes that bring `support` into the first three, or put it out.

        One change where one is enough, else two, in the order of questions and options; no more
        than `MOST_SHOWN`, each of which `suggest` confirms.
        """
        one = tuple(islice(self._confirmed(support, self._singles), MOST_SHOWN))
        return one or tuple(islice(self._confirmed(support, self._pairs), MOST_SHOWN))

    @cached_property
    def _singles(self) -> Tried:
        return self._tried([(change,) for change in changes(self._kb, self._answers)])

    @cached_property
    def _pairs(self) -> Tried:
        pairs = combinations((change for (change,) in self._singles.tries), 2)
        return self._tried([(a, b) for a, b in pairs if a.question != b.question])

    def _tried(self, tries: Sequence[Try]) -> Tried:
        sheets = [self._answers, *(changed(self._answers, made) for made in tries)]
        evaluation = evaluation_of(self._kb, sheets)
        columns = evaluation.columns
        sound = _as_grave_as_the_first(evaluation) & _asked(self._kb, columns, tries)
        for support in _kept_for_safety(self._result):
            sound &= ~columns.eligible[support]
        leading: dict[SupportId, int] = {}
        for place in first_three(evaluation.scored, evaluation.every):
            for support, where in place.items():
                leading[support] = leading.get(support, 0) | where
        return Tried(tries, sound, leading)

    def _confirmed(self, support: SupportId, tried: Tried) -> Iterator[Try]:
        leading = tried.leading.get(support, 0)
        flipped = tried.sound & (~leading if leading & 1 else leading)
        for i, made in enumerate(tried.tries, start=1):
            if flipped >> i & 1 and self._is_confirmed(support, made):
                yield made

    def _is_confirmed(self, support: SupportId, made: Try) -> bool:
        if made not in self._reruns:
            (after,) = suggest_each(self._kb, [changed(self._answers, made)], CONFIRMING)
            self._reruns[made] = after
        before, after = self._result, self._reruns[made]
        return (
            (support in _first(before)) is not (support in _first(after))
            and _grave(before) == _grave(after)
            and _kept_for_safety(before) <= {withheld.id for withheld in after.withheld}
        )


def _asked(kb: KnowledgeBase, columns: Columns, tries: Sequence[Try]) -> int:
    """Return the sheets on which every question that was changed would be asked."""
    asked = columns.every
    for question in kb.questions:
        if question.changeable and question.ask_when is not None:
            where = sum(
                1 << i
                for i, made in enumerate(tries, start=1)
                if any(change.question == question.id for change in made)
            )
            asked &= ~(where & evaluate(question.ask_when, columns).not_met)
    return asked


def _as_grave_as_the_first(evaluation: Evaluation) -> int:
    """Return the sheets on which the same emergency and urgent notices show as on the first."""
    same = evaluation.every
    where = where_shown(evaluation)
    for notice in evaluation.kb.notices:
        for form in forms(evaluation, notice, *where[notice.id]):
            if form.severity in GRAVE:
                same &= form.where if form.where & 1 else ~form.where
    return same


def _first(result: Result) -> frozenset[SupportId]:
    return frozenset(suggestion.id for suggestion in result.suggestions[:FIRST])


def _grave(result: Result) -> tuple[NoticeShown, ...]:
    return tuple(notice for notice in result.notices if notice.severity in GRAVE)


def _kept_for_safety(result: Result) -> frozenset[SupportId]:
    return frozenset(withheld.id for withheld in result.withheld if withheld.safety)
