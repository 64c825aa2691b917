"""One evaluation: a knowledge base on some sheets of answers, with what every part of a result needs."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pathfinder.engine.columns import Columns, Outcome, columns_of, evaluate
from pathfinder.engine.eligibility import eligibility
from pathfinder.engine.lone_answers import Tries
from pathfinder.engine.prepared import prepared
from pathfinder.engine.spread import Spread
from pathfinder.engine.trials import Trials, narrowed, trials_of
from pathfinder.engine.voices import voices
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.wording import Voice
from pathfinder.model.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from pathfinder.engine.ranking.scoring import Scored


class Evaluation:
    """What `kb` says on the sheets of `columns`. Whatever is asked of it is worked out once.

    `answers`: the sheets as they were given, where they were. `trials`: what is tried beside them.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        columns: Columns,
        answers: Sequence[Answers] = (),
        trials: Trials | None = None,
    ) -> None:
        self.kb = kb
        self.prepared = prepared(kb)
        self.answers = answers
        self.trials = trials
        self._wider = None if trials is None else Evaluation(kb, trials.columns)
        self._outcomes: dict[int, Outcome] = {}
        self._voices: dict[bool, Spread[Voice]] = {}
        self.every = columns.every
        self.columns = columns
        if self._wider is not None:
            self.columns = narrowed(self._wider.columns, columns)
        elif not columns.eligible:
            eligible = eligibility(self.kb.supports, columns.every, self.evaluated)
            self.columns = msgspec.structs.replace(columns, eligible=eligible)

    @property
    def tried(self) -> "Evaluation":
        """Return the evaluation of the sheets together with their trials, where there are any."""
        return self._wider or self

    def evaluated(self, condition: Condition) -> Outcome:
        """Return what `condition` comes out as on the sheets.

        It outlives the evaluation: conditions are told apart by identity, for to compare them by
        value takes longer than to evaluate them.
        """
        return self._outcomes.get(id(condition)) or self._evaluated_now(condition)

    def _evaluated_now(self, condition: Condition) -> Outcome:
        """Return what `condition` comes out as; what is known with the trials is known without."""
        known = None if self._wider is None else self._wider._outcomes.get(id(condition))  # noqa: SLF001 - its own kind
        if known is None:
            outcome = evaluate(condition, self.columns)
        else:
            outcome = Outcome(known.met & self.every, known.not_met & self.every)
        self._outcomes[id(condition)] = outcome
        return outcome

    def met(self, condition: Condition | None) -> int:
        """Return the sheets that meet `condition`; no condition is always met."""
        if condition is None:
            return self.every
        return self.tried.evaluated(condition).met & self.every

    def voices(self, *, about_use: bool) -> Spread[Voice]:
        """Return the voice for what is, or is not, about the one who uses or drinks."""
        if about_use not in self._voices:
            self._voices[about_use] = voices(self.columns, about_use=about_use)
        return self._voices[about_use]

    @cached_property
    def scored(self) -> "Scored":
        """Every support on every sheet, and on the trials."""
        from pathfinder.engine.ranking.scoring import scored  # not for notices alone

        return scored(self.kb, self.tried.columns, self.tried.evaluated)

    @cached_property
    def halted(self) -> int:
        """The sheets with an answer that says that nothing but the notices matters now."""
        return where_halted(self.kb, self.columns)


def evaluation_of(
    kb: KnowledgeBase, answers: Sequence[Answers], tries: Tries | None = None
) -> Evaluation:
    """Return the evaluation of `kb` on sheets of `answers`, which hold ids of `kb` only.

    `tries`: beside them, what these would do is worked out.
    """
    if tries is None:
        return Evaluation(kb, columns_of(answers, kb.conditions), answers)
    columns = columns_of(answers, {})
    return Evaluation(kb, columns, answers, trials_of(kb, tries, columns))


def is_halted(kb: KnowledgeBase, answers: Answers) -> bool:
    """Return whether an answer says that nothing but the notices matters now."""
    return bool(where_halted(kb, columns_of([answers], {})))


def where_halted(kb: KnowledgeBase, columns: Columns) -> int:
    """Return the sheets with an answer that says that nothing but the notices matters now."""
    halted = 0
    for question in kb.questions:
        if question.id in columns.chosen:
            chosen = columns.chosen[question.id]
            for option in question.options:
                if option.halts:
                    halted |= chosen.get(option.id, 0)
    return halted
