"""What saves a life, short enough to stay on a screen: in an emergency, in a crisis, at the end."""

from collections.abc import Iterable, Iterator, Sequence

from pathfinder.model.interface import Interface
from pathfinder.model.required_ids import EMERGENCY
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result
from pathfinder.render.contact_links import shortest_way
from pathfinder.render.terminal.dangers import (
    EMERGENCY_NUMBER,
    dangers,
    in_short,
    signs_of,
    without_signs,
)
from pathfinder.render.terminal.page import PageLine, Part, short_name

ABOVE = {EMERGENCY_NUMBER, "988"}
"""The numbers that a sentence of their own says."""

NAMED = 3
"""So many of the first suggestions are named on a card."""


def emergency_page(words: Interface, notices: Iterable[NoticeShown]) -> Iterator[PageLine]:
    """Yield what to do in an emergency that leaves no time for a list, and the numbers.

    The first of `notices` that says more than to call stands whole, for the gravest stands first.
    """
    alarms = [notice for notice in notices if notice.severity == "emergency"]
    stop = [without_signs(words, notice) for notice in alarms if notice.id == EMERGENCY]
    for notice in [notice for notice in alarms if notice.id != EMERGENCY][:1]:
        yield PageLine(Part.ALARM, f"{notice.call_911}.", f"{words.call_911_now} ")
        yield PageLine(Part.TEXT, " ".join((without_signs(words, notice), *stop)))
    yield PageLine(Part.NAME, words.crisis_988)
    yield from _numbers(alarms)


def crisis_page(words: Interface, notices: Sequence[NoticeShown]) -> Iterator[PageLine]:
    """Yield the emergency `notices` as one screen: the signs, what each adds, and the numbers."""
    yield PageLine(Part.ALARM, words.danger)
    yield PageLine(Part.LABEL, f"{signs_of(notices)}.", f"{words.call_911_for} ")
    for notice in notices:
        if notice.id != EMERGENCY:
            yield PageLine(Part.POINT, in_short(words, notice))
    yield from _numbers(notices)


def card_lines(words: Interface, result: Result) -> Iterator[PageLine]:
    """Yield what is to stay in sight of `result`: the dangers, their numbers, and what to try when."""
    yield PageLine(Part.TITLE, words.keep_in_sight)
    yield PageLine(Part.ALARM, words.danger)
    found = [d for d in dangers(result.notices) if any(n.id != EMERGENCY for n in d.whole)]
    headings = [f"{danger.heading}." for danger in found if danger.heading]
    contacts = {c.id: c for danger in found for c in danger.contacts}
    numbers = [
        f"{short_name(c)} {c.phone}" for c in contacts.values() if c.phone not in {None, *ABOVE}
    ]
    if headings:
        yield PageLine(Part.LABEL, "", " ".join(headings))
    if numbers:
        yield PageLine(Part.CONTACT, "; ".join(numbers))
    steps = result.plan.steps if result.plan else ()
    for step in steps:
        yield PageLine(Part.LABEL, step.name, f"{step.day}: ")
    planned = {step.id for step in steps}
    for suggestion in result.suggestions[:NAMED]:
        if suggestion.id not in planned:
            yield PageLine(Part.LABEL, suggestion.name, f"{words.also_fits}: ")


def _numbers(notices: Iterable[NoticeShown]) -> Iterator[PageLine]:
    """Yield the number of each contact of `notices` once, but for those that stand `ABOVE`."""
    found = {c.id: c for notice in notices for c in notice.contacts if c.phone not in ABOVE}
    if found:
        numbers = "; ".join(f"{c.label} {shortest_way(c)}" for c in found.values())
        yield PageLine(Part.CONTACT, f"{numbers}.")
