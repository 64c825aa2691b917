"""Checks of conditions: every question can be asked, every condition can be met."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pathfinder.documents.tree import Location
from pathfinder.errors import Problem
from pathfinder.knowledge.checks.satisfiable import can_be_met
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.located import Item, Items
from pathfinder.model.condition import Condition, questions_in
from pathfinder.model.knowledge.need import Serve
from pathfinder.model.knowledge.support import Caution, Requirement, Rule


def check_reach(authored: Authored, items: Items) -> Iterator[Problem]:
    """Yield the questions that can't be asked, and the conditions that no answers meet."""
    yield from _unreached(authored, items["questions"])
    yield from _unmet(authored, items)


def _unreached(authored: Authored, items: Iterable[Item]) -> Iterator[Problem]:
    """Yield the questions that can't be asked."""
    questions = {question.id: question for question in authored.questions}
    item_by_id = {item.id: item for item in items}
    earlier: set[str] = set()
    for question in authored.questions:
        if question.ask_when:
            late = questions_in(question.ask_when, authored.conditions) - earlier
            if late or not can_be_met(question.ask_when, questions, authored.conditions):
                why = f'it waits for "{min(late)}", asked later' if late else "no answers meet it"
                message = f'the question "{question.id}" is never reached'
                yield item_by_id[question.id].problem(message, "ask_when", hint=why)
        earlier.add(question.id)


def _unmet(authored: Authored, items: Items) -> Iterator[Problem]:
    """Yield the conditions of supports and notices that no answers meet."""
    questions = {question.id: question for question in authored.questions}
    item_by_id = {(key, item.id): item for key, listed in items.items() for item in listed}
    for key, id_, condition, below in _conditions(authored):
        if condition and not can_be_met(condition, questions, authored.conditions):
            yield item_by_id[key, id_].problem("no answers meet this condition", *below)


def _conditions(authored: Authored) -> Iterator[tuple[str, str, Condition | None, Location]]:
    """Yield every condition with the list and the item it stands in, and where in the item."""
    for support in authored.supports:
        for condition, location in (
            *rules_of(support),
            *conditions_of(support),
            *serving(support.serves),
        ):
            yield "supports", support.id, condition, location
    for need in authored.needs:
        for i, level in enumerate(need.levels):
            yield "needs", need.id, level.when, ("levels", i, "when")
    for notice in authored.notices:
        for key, condition in notice.conditions():
            yield "notices", notice.id, condition, ("short", "when") if key == "short" else (key,)
    yield from (("plans", plan.id, plan.when, ("when",)) for plan in authored.plans)
    yield from (("rules", rule.id, rule.when, ("when",)) for rule in authored.rules)
    yield from (("eligibility", r.id, r.needs, ("needs",)) for r in authored.eligibility)
    yield from (("cautions", c.id, c.when, ("when",)) for c in authored.cautions)
    yield from (("out_of_reach", r.id, r.when, ("when",)) for r in authored.out_of_reach)


class Conditional(Protocol):
    """What has requirements and cautions."""

    @property
    def eligibility(self) -> Sequence[Requirement]:
        """What must not fail."""
        ...

    @property
    def cautions(self) -> Sequence[Caution]:
        """What to be careful about."""
        ...


class Ruled(Protocol):
    """What has rules."""

    @property
    def rules(self) -> Sequence[Rule]:
        """What speaks for or against it."""
        ...


def rules_of(owner: Ruled) -> Iterator[tuple[Condition | None, Location]]:
    """Yield the condition of every rule of `owner`, and where it stands there."""
    yield from ((rule.when, ("rules", i, "when")) for i, rule in enumerate(owner.rules))


def serving(serves: Sequence[Serve]) -> Iterator[tuple[Condition | None, Location]]:
    """Yield the condition of each of `serves`, and where it stands in its support."""
    yield from ((serve.when, ("serves", i, "when")) for i, serve in enumerate(serves))


def conditions_of(owner: Conditional) -> Iterator[tuple[Condition | None, Location]]:
    """Yield the condition of every requirement and caution of `owner`, and where it stands there."""
    yield from ((r.needs, ("eligibility", i, "needs")) for i, r in enumerate(owner.eligibility))
    yield from ((c.when, ("cautions", i, "when")) for i, c in enumerate(owner.cautions))
