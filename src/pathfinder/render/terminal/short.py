"""One suggestion in a few lines: what is left out where there is little room, and what never."""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pathfinder.model.condition import SupportId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.support_traits import Cost
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown
from pathfinder.model.results.result import Result, StepShown, Suggestion
from pathfinder.render.contact_links import shortest_way
from pathfinder.render.provenance import origins
from pathfinder.render.terminal.dangers import EMERGENCY_NUMBER, dangers
from pathfinder.render.terminal.page import PageLine, Part, short_name, titled
from pathfinder.render.terminal.plain_text import as_plain

COLUMNS = 80
MOST_LINES = 8
"""So many lines of `COLUMNS` has a suggestion, unless what is never left out takes more."""

_END = re.compile(r"(?<=[.!?])\s+")


class Detail(NamedTuple):
    """So many reasons and ways to reach it has a suggestion, and sentences of its first step.

    `says_what`: it also says in a sentence what it is.
    """

    reasons: int
    ways: int
    sentences: int
    says_what: bool = True


ALL = 99
FORMS = (
    Detail(2, 2, ALL),
    Detail(1, 2, ALL),
    Detail(1, 1, ALL),
    Detail(1, 1, 2),
    Detail(0, 1, 2),
    Detail(0, 1, 1),
)
"""From the longest to the shortest."""

NAMED = Detail(0, 1, 1, says_what=False)
"""Only where the dangers leave no room for more: a name says what it is."""


class Told(NamedTuple):
    """A suggestion, what it costs, the step of the plan that it is, if any, and its cautions.

    What a notice or a suggestion above says is no caution here. `above`: the numbers that stand with the
    dangers, and again on the card.
    """

    suggestion: Suggestion
    cost: Cost
    step: StepShown | None
    cautions: Sequence[str]
    above: AbstractSet[str]

    @property
    def now(self) -> str | None:
        """Return what can be done at any hour, of the most urgent need alone."""
        return self.step.now if self.step and self.suggestion.rank == 1 else None


def told_in(kb: KnowledgeBase, result: Result) -> Iterator[Told]:
    """Yield each suggestion of `result` with what a page says of it beside what it said before."""
    cost_by_id: dict[SupportId, Cost] = {s.id: s.cost for s in kb.supports}
    step_by_id = {step.id: step for step in result.plan.steps} if result.plan else {}
    notices = {notice.id for notice in result.notices}
    above = {c.phone for danger in dangers(result.notices) for c in danger.contacts if c.phone}
    said: set[str] = set()
    for suggestion in result.suggestions:
        untold = [c.text for c in suggestion.cautions if notices.isdisjoint(c.said_by)]
        cautions = tuple(dict.fromkeys(text for text in untold if text not in said))
        said.update(cautions)
        step = step_by_id.get(suggestion.id)
        yield Told(suggestion, cost_by_id[suggestion.id], step, cautions, above)


def fitting(words: Interface, told: Told, forms: Sequence[Detail] = FORMS) -> tuple[PageLine, ...]:
    """Return `told` in the first of `forms` that takes `MOST_LINES`, or else in the last."""
    lines: tuple[PageLine, ...] = ()
    for form in forms:
        lines = tuple(short_lines(words, told, form))
        if height(lines) <= MOST_LINES:
            break
    return lines


def height(lines: Sequence[PageLine]) -> int:
    """Return how many lines of `COLUMNS` these `lines` take."""
    return as_plain(lines, COLUMNS).count("\n")


def short_lines(words: Interface, told: Told, form: Detail) -> Iterator[PageLine]:
    """Yield `told` in `form`: the need and the name, what it is, every caution, how to begin."""
    suggestion = told.suggestion
    yield PageLine(Part.NAME, titled(suggestion), f"{suggestion.rank}. ")
    if form.says_what:
        yield PageLine(Part.TEXT, suggestion.in_short, indent=1)
    why = [reason.text for reason in suggestion.reasons if reason.weight > 0][: form.reasons]
    if why:
        yield PageLine(Part.LABEL, " ".join(why), f"{words.why}: ", indent=1)
    if told.cautions:
        yield PageLine(Part.LABEL, " ".join(told.cautions), f"{words.careful}: ", indent=1)
    if told.now is not None:
        yield PageLine(Part.LABEL, told.now, f"{words.at_any_hour}: ", indent=1)
    sentences = form.sentences - bool(form.sentences < ALL and told.now)
    begun = beginning(suggestion.first_step, sentences)
    if begun:
        yield PageLine(Part.LABEL, begun, f"{words.first_step}: ", indent=1)
    said = f"{told.now or ''} {begun}"
    yield PageLine(
        Part.CONTACT, _cost_and_reach(words, told, form, said), f"{words.cost}: ", indent=1
    )
    yield from (PageLine(Part.TEXT, o, indent=1) for o in origins(words, suggestion.local or ()))


def beginning(text: str, sentences: int) -> str:
    """Return the first `sentences` of `text`."""
    return " ".join(_END.split(text)[:sentences])


def _cost_and_reach(words: Interface, told: Told, form: Detail, said: str) -> str:
    """Return the cost and the ways in that are not `said`; short, without those `told.above`."""
    is_long = form.sentences == ALL
    contacts = [c for c in told.suggestion.contacts if c.phone != EMERGENCY_NUMBER][: form.ways]
    told_there: Collection[str] = () if is_long else told.above
    ways = (
        _way(contact, is_long=is_long)
        for contact in contacts
        if contact.phone not in told_there and not (contact.phone and contact.phone in said)
    )
    return f"{words.costs[told.cost]}. {'; '.join(way for way in ways if way not in said)}".strip()


def _way(contact: ContactShown, *, is_long: bool) -> str:
    """Return who `contact` is and one way to it, unless the name says that too."""
    name = contact.label if is_long else short_name(contact)
    way = shortest_way(contact)
    return name if way.lower() in name.lower() else f"{name}, {way}"
