"""Plausible sheets of answers, stated so that a figure measured on them can be measured again.

Every question that the interview would put is answered with the shares that `data/questions.yaml`
states, but for those who skip it: each question has a rate of its own, between 4 and 12 %. Signs
of a body that is used to something are twice as likely with daily use, and less than half as likely
without. Options of a question that takes several are drawn each on its own, so that two
substances and more are usual. Nobody's answer halts.
"""

import random
from collections.abc import Iterator

from pathfinder.engine.columns import columns_of, evaluate
from pathfinder.interview.invented_people import shares
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase

SEED = 2026
SIZE = 2_000
FEWEST_SKIPPED, MOST_SKIPPED = 0.04, 0.12

DRINKING, DRUG_USE, SIGNS = map(QuestionId, ("drinking", "drug_use", "signs"))
DAILY = {"daily_heavy", "daily"}
OF_THE_BODY = {
    "shakes_or_sweats",
    "morning_use",
    "past_seizure_or_seeing_things",
    "sick_without",
    "need_more",
}
WITH_DAILY_USE, WITHOUT = 2.0, 0.4


def people(kb: KnowledgeBase, size: int = SIZE, seed: int = SEED) -> Iterator[Answers]:
    """Yield `size` sheets; the same `seed` gives the same ones for the same questions."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    skipped = {q.id: chance.uniform(FEWEST_SKIPPED, MOST_SKIPPED) for q in kb.questions}
    for _ in range(size):
        answers: dict[QuestionId, tuple[OptionId, ...]] = {}
        for question in kb.questions:
            if _is_asked(kb, question, answers) and chance.random() >= skipped[question.id]:
                answers[question.id] = _said(question, answers, chance)
        yield answers


def _is_asked(kb: KnowledgeBase, question: Question, answers: Answers) -> bool:
    """Return whether the interview would ask: the condition is met, or not yet known to fail."""
    if question.ask_when is None:
        return True
    return not evaluate(question.ask_when, columns_of([answers], kb.conditions)).not_met


def _said(question: Question, answers: Answers, chance: random.Random) -> tuple[OptionId, ...]:
    halting = {option.id for option in question.options if option.halts}
    share_by_id = {id_: s for id_, s in shares(question).items() if id_ not in halting}
    if question.type == "one":
        return tuple(chance.choices([*share_by_id], [*share_by_id.values()]))
    share_by_id.pop(NONE, None)
    if question.id == SIGNS:
        use = {*answers.get(DRINKING, ()), *answers.get(DRUG_USE, ())}
        times = WITH_DAILY_USE if use & DAILY else WITHOUT
        share_by_id |= {OptionId(id_): share_by_id[OptionId(id_)] * times for id_ in OF_THE_BODY}
    chosen = tuple(id_ for id_, share in share_by_id.items() if chance.random() < share)
    if chosen:
        return chosen
    if any(option.id == NONE for option in question.options):
        return (NONE,)
    return tuple(chance.choices([*share_by_id], [*share_by_id.values()]))
