"""Which answers bear on the score of one support alone: what it would do is seen without trying each.

Such are the answers that name a support which was tried. They grow with the knowledge base; all
others do not.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Not,
    OptionId,
    QuestionId,
    Skipped,
    SupportId,
    Term,
)
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.support import Rule
from pathfinder.model.knowledge_base import KnowledgeBase

Said = tuple[QuestionId, OptionId]

Bearing = dict[Said, list[tuple[SupportId, bool]]]
"""The supports whose score an answer changes alone, one for each rule, and whether it is raised."""


class Alike(NamedTuple):
    """Options of a question, each of which alone raises, or lowers, one support, and never two one."""

    question: QuestionId
    raises: bool
    options: tuple[OptionId, ...]


class Tries(NamedTuple):
    """What there is to try: every option by itself that is not among those `alike`."""

    alone: tuple[Said, ...]
    alike: tuple[Alike, ...]


FEW = 1024
"""Up to so many sheets with an option said, to say each by itself costs less than to see which are alike."""


def fewest_tries(kb: KnowledgeBase, sheets: int) -> Tries:
    """Return what to try of the questions of `kb` on so many `sheets`."""
    every = every_option(kb)
    return every if len(every.alone) * sheets <= FEW else tries_of(kb)


def every_option(kb: KnowledgeBase) -> Tries:
    """Return every option of the questions of `kb` by itself; options that halt are not tried."""
    return Tries(tuple((q.id, o.id) for q in kb.questions for o in q.options if not o.halts), ())


def tries_of(kb: KnowledgeBase) -> Tries:
    """Return what there is to try of the questions of `kb`; options that halt are not tried.

    Where a question is read by nothing but rules that an answer to it alone meets, an option that
    no rule reads changes no order, and is not tried either.
    """
    read = _read(_conditions_but_of_rules(kb))
    by_rule: dict[int, Condition] = {}
    terms: list[tuple[SupportId, Rule, Term]] = []
    for support in kb.supports:
        for rule in support.rules:
            when = rule.when
            if isinstance(when, Term) and when.skipped is Skipped.UNKNOWN:
                if when.question not in read:
                    terms.append((support.id, rule, when))
            elif when is not None:
                by_rule[id(rule)] = when
    read |= _read(by_rule.values())
    bearing: Bearing = {}
    for id_, rule, term in terms:
        for option in term.options if rule.weight else ():
            bearing.setdefault((term.question, option), []).append((id_, rule.weight > 0))
    return _tries(kb.questions, read, bearing)


def _tries(questions: Iterable[Question], read: AbstractSet[QuestionId], bearing: Bearing) -> Tries:
    alone: list[Said] = []
    alike: list[Alike] = []
    for question in questions:
        found: dict[bool, dict[SupportId, OptionId]] = {True: {}, False: {}}
        for option in question.options:
            said = question.id, option.id
            if option.halts:
                continue
            if question.id in read:
                alone.append(said)
                continue
            changing = bearing.get(said, [])
            if len(changing) == 1 and changing[0][0] not in found[changing[0][1]]:
                support, raises = changing[0]
                found[raises][support] = option.id
            elif changing:
                alone.append(said)
        alike += [Alike(question.id, r, tuple(of.values())) for r, of in found.items() if of]
    return Tries(tuple(alone), tuple(alike))


def _conditions_but_of_rules(kb: KnowledgeBase) -> Iterable[Condition]:
    """Return every other condition on which the order of the supports rests, each object once."""
    supports = kb.supports
    requirements = {id(r): r.needs for s in supports for r in s.eligibility}
    reach = {id(out): out.when for s in supports for out in s.out_of_reach}
    serves = {id(serve): serve.when for s in supports for serve in s.serves}
    levels = [level.when for need in kb.needs for level in need.levels]
    optional = [when for when in (*serves.values(), *levels) if when is not None]
    return (*kb.conditions.values(), *requirements.values(), *reach.values(), *optional)


def _read(conditions: Iterable[Condition]) -> set[QuestionId]:
    """Return what `conditions` read themselves; those named are among them, or read elsewhere."""
    read: set[QuestionId] = set()
    waiting = [*conditions]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, Term):
            read.add(condition.question)
        elif isinstance(condition, All | AnyOf):
            waiting += condition.conditions
        elif isinstance(condition, Not):
            waiting.append(condition.condition)
    return read
