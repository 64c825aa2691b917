"""What a knowledge base holds to no purpose: on no sheet at all does it make a difference."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

import msgspec

from pathfinder.engine.columns import Columns, evaluate
from pathfinder.model.condition import Condition, OptionId, QuestionId, questions_in
from pathfinder.model.knowledge.invariant import Fact
from pathfinder.model.knowledge.notice import Notice
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.context import Context
from pathfinder.verify.encoding import columns_from


class IdleKind(Enum):
    """In which way something is idle."""

    NEVER_FIRES = "never fires"
    NEVER_SUGGESTED = "can never be suggested"
    NEVER_MATTERS = "never matters"
    ALWAYS_TRUE = "is always true"


class Idle(NamedTuple):
    """Something that makes no difference: what it is, in words, and why."""

    what: str
    why: IdleKind


Where = Callable[[Columns], int]
"""On which sheets something makes a difference."""


def idle(context: Context) -> Iterator[Idle]:
    """Yield what makes no difference on any sheet, as far as the solver settles it.

    A random sheet on which it makes one spares the solver the question.
    """
    for what, why, where in _candidates(context.kb):
        if not where(context.sample) and context.never(where(context.encoding.columns)):
            yield Idle(what, why)


def _candidates(kb: KnowledgeBase) -> Iterator[tuple[str, IdleKind, Where]]:
    there = [support for support in kb.supports if support.id not in kb.off]
    for support in there:
        yield support.id, IdleKind.NEVER_SUGGESTED, _suggested(support)
    for id_ in dict.fromkeys(rule.id for support in there for rule in support.rules):
        yield f"the rule {id_}", IdleKind.NEVER_FIRES, _fires(kb, id_)
    for what, condition in _conditions(kb):
        yield what, IdleKind.ALWAYS_TRUE, _unmet(condition)
    for question in kb.questions:
        reading = _reading(kb, question.id)
        for option in question.options:
            what = f"the option {option.id} of {question.id}"
            yield what, IdleKind.NEVER_MATTERS, _matters(kb, reading, question.id, option.id)


def _suggested(support: Support) -> Where:
    return lambda columns: columns.named[Fact.SUGGESTED.of(support.id)].met


def _fires(kb: KnowledgeBase, rule_id: str) -> Where:
    """Return where the rule is met for any of the supports that share it and may be suggested."""

    def where(columns: Columns) -> int:
        fires = 0
        for support in kb.supports:
            for rule in support.rules:
                if rule.id == rule_id:
                    met = evaluate(rule.when, columns).met if rule.when else columns.every
                    fires = fires | (columns.eligible[support.id] & met)
        return fires

    return where


def _unmet(condition: Condition) -> Where:
    return lambda columns: columns.every & ~evaluate(condition, columns).met


def _conditions(kb: KnowledgeBase) -> Iterator[tuple[str, Condition]]:
    """Yield every condition that decides something, with what it belongs to."""
    for support in kb.supports:
        yield from _conditions_of(support)
    for notice in kb.notices:
        yield from _conditions_of_notice(notice)
    for plan in kb.plans:
        if plan.when is not None:
            yield f"the plan {plan.id}", plan.when
    for question in kb.questions:
        if question.ask_when is not None:
            yield f"the question {question.id}", question.ask_when


def _conditions_of_notice(notice: Notice) -> Iterator[tuple[str, Condition]]:
    for key, condition in notice.conditions():
        of = "" if key == "when" else f"{key} of "
        yield f"{of}the notice {notice.id}", condition


def _conditions_of(support: Support) -> Iterator[tuple[str, Condition]]:
    for rule in support.rules:
        if rule.when is not None:
            yield f"the rule {rule.id} of {support.id}", rule.when
    for i, requirement in enumerate(support.eligibility, start=1):
        yield f"requirement {i} of {support.id}", requirement.needs
    for i, caution in enumerate(support.cautions, start=1):
        if caution.when is not None:
            yield f"caution {i} of {support.id}", caution.when


def _reading(kb: KnowledgeBase, question: QuestionId) -> list[Condition]:
    """Return every condition that reads `question`, each once."""
    conditions = dict.fromkeys(condition for _, condition in _conditions(kb))
    return [c for c in conditions if question in questions_in(c, kb.conditions)]


def _matters(
    kb: KnowledgeBase, reading: list[Condition], question: QuestionId, option: OptionId
) -> Where:
    def where(columns: Columns) -> int:
        """Return where `option` is said, and some condition comes out otherwise without it."""
        said = columns.chosen[question]
        without = {**columns.chosen, question: {**said, option: columns.every ^ columns.every}}
        other = columns_from(without, columns.every, kb.conditions)
        other = msgspec.structs.replace(other, eligible=columns.eligible)
        differs = 0
        for condition in reading:
            before, after = evaluate(condition, columns), evaluate(condition, other)
            differs = differs | (before.met ^ after.met) | (before.not_met ^ after.not_met)
        return differs & said[option]

    return where
