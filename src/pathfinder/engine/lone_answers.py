"""Which answers bear on the score of one support alone: what it would do is seen without trying each.

Such are the answers that name a support which was tried. They grow with the knowledge base; all
others do not.
"""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeVar

import msgspec

from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Not,
    OptionId,
    QuestionId,
    SupportId,
    Term,
)
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase

T = TypeVar("T")

Said = tuple[QuestionId, OptionId]

Bearing = dict[Said, list[tuple[SupportId, bool]]]
"""The supports whose score an answer changes alone, one for each rule, and whether it is raised."""


class Alike(msgspec.Struct, frozen=True):
    """Options of a question, each of which alone raises, or lowers, one support, and never two one."""

    question: QuestionId
    raises: bool
    options: tuple[OptionId, ...]


class Tries(msgspec.Struct, frozen=True):
    """What there is to try: every option by itself that is not among those `alike`."""

    alone: tuple[Said, ...]
    alike: tuple[Alike, ...]


FEW = 1024
"""Up to so many sheets with an option said, to say each by itself costs less than to see which are alike."""


def fewest_tries(kb: KnowledgeBase, sheets: int) -> Tries:
    """Return what to try of the questions of `kb` on so many `sheets`."""
    every = every_option(kb)
    return every if len(every.alone) * sheets <= FEW else tries_of(kb)


@lru_cache(maxsize=2)  # as for what is prepared
def every_option(kb: KnowledgeBase) -> Tries:
    """Return every option of the questions of `kb` by itself; options that halt are not tried."""
    return Tries(tuple((q.id, o.id) for q in kb.questions for o in q.options if not o.halts), ())


@lru_cache(maxsize=2)
def tries_of(kb: KnowledgeBase) -> Tries:
    """Return what there is to try of the questions of `kb`; options that halt are not tried.

    Where a question is read by nothing but rules that an answer to it alone meets, an option that
    no rule reads changes no order, and is not tried either.
    """
    read = _read(_conditions_but_of_rules(kb))
    others: dict[int, Condition] = {}  # many supports share a rule
    terms: list[tuple[SupportId, bool, Term]] = []
    for support in kb.supports:
        for rule in support.rules:
            when = rule.when
            if type(when) is Term and when.skipped == "unknown":
                if rule.weight and when.question not in read:
                    terms.append((support.id, rule.weight > 0, when))
            elif when is not None:
                others[id(when)] = when
    read |= _read(others.values())
    bearing: Bearing = {}
    for support_id, raises, term in terms:
        for option in term.options:
            bearing.setdefault((term.question, option), []).append((support_id, raises))
    return _tries(kb.questions, read, bearing)


def _tries(questions: Iterable[Question], read: AbstractSet[QuestionId], bearing: Bearing) -> Tries:
    alone: list[Said] = []
    alike: list[Alike] = []
    for question in questions:
        if question.id in read:
            alone += [(question.id, option.id) for option in question.options if not option.halts]
            continue
        found: dict[bool, dict[SupportId, OptionId]] = {True: {}, False: {}}
        for option in question.options:
            said = question.id, option.id
            changing = bearing.get(said)
            if not changing or option.halts:
                continue
            support, raises = changing[0]
            if len(changing) == 1 and support not in found[raises]:
                found[raises][support] = option.id
            else:
                alone.append(said)
        alike += [Alike(question.id, r, tuple(of.values())) for r, of in found.items() if of]
    return Tries(tuple(alone), tuple(alike))


def _conditions_but_of_rules(kb: KnowledgeBase) -> Iterable[Condition]:
    """Return every other condition on which the order of the supports rests, each object once."""
    supports = kb.supports
    requirements = _each(support.eligibility for support in supports)
    reach = _each(support.out_of_reach for support in supports)
    serves = _each(support.serves for support in supports)
    levels = (level.when for need in kb.needs for level in need.levels)
    optional = [when for when in (*(s.when for s in serves), *levels) if when is not None]
    needed = [requirement.needs for requirement in requirements]
    return (*kb.conditions.values(), *needed, *(out.when for out in reach), *optional)


def _each(parts: Iterable[tuple[T, ...]]) -> Collection[T]:
    """Return what is in `parts`, each object once: many supports share them, or all of them."""
    whole = {id(some): some for some in parts}
    return {id(one): one for some in whole.values() for one in some}.values()


def _read(conditions: Iterable[Condition]) -> set[QuestionId]:
    """Return what `conditions` read themselves; those named are among them, or read elsewhere."""
    read: set[QuestionId] = set()
    waiting = [*conditions]
    while waiting:
        condition = waiting.pop()
        if type(condition) is Term:
            read.add(condition.question)
        elif type(condition) is All or type(condition) is AnyOf:
            waiting += condition.conditions
        elif type(condition) is Not:
            waiting.append(condition.condition)
    return read
