"""Dangers at the top of a page: grave notices, those of one family as one block."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.required_ids import EMERGENCY
from pathfinder.model.results.parts import ContactShown, NoticeShown
from pathfinder.render.contact_links import shortest_way
from pathfinder.render.terminal.page import GAP, PageLine, Part, reached

EMERGENCY_NUMBER = "911"

ROOMY = 2

MOST_POINTS = 4
"""With more dangers or points than these, a block is one paragraph and its numbers, to keep the list near."""

MOST_REASONS = 2
"""So many reasons why a support is left out stand in a notice about it; one where room is short."""


class Danger(NamedTuple):
    """A grave notice, or all notices of a family that has one, as one block.

    `whole`: those that are said in full; of the `others` only what they add.
    """

    whole: tuple[NoticeShown, ...]
    others: tuple[NoticeShown, ...]

    @property
    def heading(self) -> str:
        """Return the heading of the first notice that has one."""
        headings = (notice.heading for notice in (*self.whole, *self.others) if notice.heading)
        return next(headings, "")

    @property
    def contacts(self) -> tuple[ContactShown, ...]:
        """Return each contact once, but for the emergency number, which stands above all."""
        found = {c.id: c for notice in (*self.whole, *self.others) for c in notice.contacts}
        return tuple(c for c in found.values() if c.phone != EMERGENCY_NUMBER)


def dangers(notices: Iterable[NoticeShown]) -> tuple[Danger, ...]:
    """Return what is grave among `notices`, each family as one, in their order."""
    by_family: dict[object, list[NoticeShown]] = {}
    for notice in notices:
        by_family.setdefault(notice.family or notice.id, []).append(notice)
    return tuple(
        Danger(
            tuple(notice for notice in listed if not notice.folded),
            tuple(notice for notice in listed if notice.folded),
        )
        for listed in by_family.values()
        if any(notice.severity in GRAVE for notice in listed)
    )


def lesser(notices: Iterable[NoticeShown]) -> tuple[NoticeShown, ...]:
    """Return the `notices` that are part of no danger."""
    listed = [*notices]
    told = {n.id for danger in dangers(listed) for n in (*danger.whole, *danger.others)}
    return tuple(notice for notice in listed if notice.id not in told)


def notices_page(words: Interface, notices: Iterable[NoticeShown]) -> Iterator[PageLine]:
    """Yield the signs to call 911 for in all `notices`, then a block for each danger."""
    listed = [*notices]
    calls = [without_signs(words, notice) for notice in listed if notice.id == EMERGENCY]
    if signs := signs_of(listed):
        yield PageLine(Part.ALARM, " ".join((f"{signs}.", *calls)), f"{words.call_911_for} ")
        yield GAP
    told: set[str] = set()
    found = dangers(notice for notice in listed if notice.id != EMERGENCY)
    is_tight = len(found) > ROOMY or sum(len(danger.others) for danger in found) > MOST_POINTS
    for danger in found:
        yield from _danger_lines(words, danger, told, is_tight=is_tight)
        yield GAP


def signs_of(notices: Iterable[NoticeShown]) -> str:
    """Return all signs to call 911 for, but those that another says too."""
    signs = dict.fromkeys(notice.call_911 for notice in notices if notice.call_911)
    return "; ".join(s for s in signs if not any(s in other for other in signs if other != s))


def _danger_lines(
    words: Interface, danger: Danger, told: set[str], *, is_tight: bool
) -> Iterator[PageLine]:
    """Yield one block. The ids of its contacts are added to those `told`, which are left out."""
    whole = [without_signs(words, notice) for notice in danger.whole]
    others = [in_short(words, notice) for notice in danger.others]
    most = 1 if is_tight else MOST_REASONS
    reasons = [r for notice in danger.whole for r in reasons_of(notice)[:most]]
    text = " ".join((*whole, *others))
    if is_tight:
        heading = f"{danger.heading}. " if danger.heading else ""
        yield PageLine(Part.TEXT, " ".join((*whole, *reasons, *others)), heading)
    else:
        if danger.heading:
            yield PageLine(Part.NAME, danger.heading)
        yield PageLine(Part.TEXT, " ".join(whole))
        yield from (PageLine(Part.POINT, point, indent=1) for point in (*reasons, *others))
    untold = [c for c in danger.contacts if c.id not in told and says_more(c, text)]
    if is_tight:
        untold = [c for c in untold if c.phone or c.text]
    told.update(contact.id for contact in danger.contacts)
    if untold:
        yield PageLine(Part.CONTACT, "; ".join(reached(c) for c in untold), indent=1)


def lesser_lines(words: Interface, notices: Iterable[NoticeShown]) -> Iterator[PageLine]:
    """Yield `notices` that are part of no danger, one sentence each."""
    listed = [*notices]
    if listed:
        yield PageLine(Part.TITLE, words.good_to_know)
        for notice in listed:
            yield PageLine(Part.POINT, in_short(words, notice))
        yield GAP


def reasons_of(notice: NoticeShown) -> tuple[str, ...]:
    """Return each reason that `notice` gives, once."""
    return tuple(dict.fromkeys(reason.text for reason in notice.reasons))


def without_signs(words: Interface, notice: NoticeShown) -> str:
    """Return the text of `notice` without its sentence on the signs to call 911 for."""
    if notice.call_911 is None:
        return notice.text
    return notice.text.removeprefix(words.call_911.format(signs=notice.call_911)).lstrip()


def in_short(words: Interface, notice: NoticeShown) -> str:
    """Return what `notice` says in one sentence."""
    return notice.in_short or without_signs(words, notice)


def says_more(contact: ContactShown, text: str) -> bool:
    """Return whether a way to reach `contact` is not in `text` already."""
    ways = [*filter(None, (contact.phone, contact.text))] or [shortest_way(contact)]
    return any(way not in text for way in ways)
