"""Which notices show: they depend on the answers alone, never on the ranking."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

import msgspec

from pathfinder.engine.case import (
    Cases,
    Spread,
    cases_of,
    contacts_shown,
    gathered,
    heard,
    where_met,
)
from pathfinder.engine.withholding import reasons_to_withhold
from pathfinder.model.condition import Condition
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import Family, Notice, NoticeId, Severity
from pathfinder.model.result import NoticeShown
from pathfinder.model.wording import Voice, Wording, in_voice

GRAVEST_FIRST = tuple(Severity)


class Form(NamedTuple):
    """One way in which a notice shows, and the sheets on which it does.

    `rests_on`: the condition whose questions tell in which voice it speaks.
    """

    severity: Severity
    heading: Wording | None
    text: Wording
    adds: Wording | None
    rests_on: Condition | None
    where: int


class Placed(NamedTuple):
    """A notice as printed. `yields`: it stands whole in its family only where it is alone."""

    shown: NoticeShown
    yields: bool


def notices(cases: Cases) -> list[tuple[NoticeShown, ...]]:
    """Return, for each sheet, the notices called for, gravest first, each in full or in short.

    Of those of one family the first stands whole, and the others are folded.
    """
    placed = (_placed(cases, notice, form) for notice, form in in_order(cases))
    folds: dict[int, NoticeShown] = {}
    return [tuple(_folded(listed, folds)) for listed in gathered(placed, cases.every).values()]


def in_order(cases: Cases) -> list[tuple[Notice, Form]]:
    """Return every form of every notice that shows, as they stand on a page: gravest first."""
    where = where_shown(cases)
    found: list[tuple[tuple[int, bool, int], tuple[Notice, Form]]] = []
    for position, notice in enumerate(cases.kb.notices):
        for form in forms(cases, notice, *where[notice.id]):
            for leads, there in _parted(cases, notice, form.where):
                order = GRAVEST_FIRST.index(form.severity), not leads, position
                found.append((order, (notice, form._replace(where=there))))
    return [part for _, part in sorted(found, key=itemgetter(0))]


def where_shown(cases: Cases) -> Mapping[NoticeId, tuple[int, int]]:
    """Return, for each notice, the sheets on which it shows in full, and those where in short."""
    called = {notice.id: where_called_for(cases, notice) for notice in cases.kb.notices}
    replaced: dict[NoticeId, int] = {}
    for notice in cases.kb.notices:
        full, short = called[notice.id]
        for id_, condition in notice.replacements():
            there = (full | short) & where_met(cases, condition)
            replaced[id_] = replaced.get(id_, 0) | there
    return {
        id_: (full & ~replaced.get(id_, 0), short & ~replaced.get(id_, 0))
        for id_, (full, short) in called.items()
    }


def crisis_notices(kb: KnowledgeBase) -> tuple[NoticeShown, ...]:
    """Return every notice of an emergency in full, for someone who answers nothing."""
    cases = cases_of(kb, [{}])
    return tuple(
        placed.shown
        for notice in kb.notices
        if notice.severity is Severity.EMERGENCY
        for placed, _ in _placed(cases, notice, _whole(notice, cases.every))
    )


def where_called_for(cases: Cases, notice: Notice) -> tuple[int, int]:
    """Return the sheets that call for `notice` in full, and those that call for it in short.

    It shows there, or another shows that replaces it.
    """
    full = where_met(cases, notice.when)
    return full, where_met(cases, notice.short.when) & ~full if notice.short else 0


def forms(cases: Cases, notice: Notice, full: int, short: int) -> Iterator[Form]:
    """Yield how `notice` shows on the sheets `full` and `short`; no sheet is in two forms."""
    whole = _whole(notice, full)
    for variant in notice.variants:
        if there := where_met(cases, variant.when) & whole.where:
            yield Form(
                severity=variant.severity or notice.severity,
                heading=variant.heading or notice.heading,
                text=variant.text or notice.text,
                adds=variant.adds or notice.adds,
                rests_on=variant.when if variant.text else notice.when,
                where=there,
            )
        whole = whole._replace(where=whole.where & ~there)
    if whole.where:
        yield whole
    if notice.short and short:
        yield whole._replace(text=notice.short.text, where=short)


def where_as_grave(cases: Cases, notice: Notice, full: int, short: int, severity: Severity) -> int:
    """Return the sheets, of those on which `notice` shows, on which it is `severity` or graver."""
    grave = GRAVEST_FIRST[: GRAVEST_FIRST.index(severity) + 1]
    where = 0
    for form in forms(cases, notice, full, short):
        if form.severity in grave:
            where = where | form.where
    return where


def _whole(notice: Notice, where: int) -> Form:
    return Form(notice.severity, notice.heading, notice.text, notice.adds, notice.when, where)


def _parted(cases: Cases, notice: Notice, where: int) -> Iterator[tuple[bool, int]]:
    """Yield the sheets of `where` on which `notice` leads others of its severity, and the rest."""
    leading = where & where_met(cases, notice.leads_when) if notice.leads_when else 0
    yield from (
        (leads, there) for leads, there in ((True, leading), (False, where ^ leading)) if there
    )


def _placed(cases: Cases, notice: Notice, form: Form) -> Spread[Placed]:
    support = next((s for s in cases.kb.supports if s.id == notice.reasons_of), None)
    reasons = (
        [((), form.where)]
        if support is None
        else [(r, 1 << i) for i, r in reasons_to_withhold(cases, support, form.where).items()]
    )
    whole = cases.every if notice.yields_unless is None else where_met(cases, notice.yields_unless)
    return [
        (
            Placed(
                _shown(cases, notice, form, voice)(reasons=why),
                yields=yields,
            ),
            both,
        )
        for voice, sheets in heard(cases, form.rests_on)
        for why, there in reasons
        for yields, some in ((False, whole), (True, cases.every ^ whole))
        if (both := sheets & there & some)
    ]


def _shown(cases: Cases, notice: Notice, form: Form, voice: Voice) -> "partial[NoticeShown]":
    """Return what `notice` says in `voice`; it lacks why a support is withheld."""

    def said(wording: Wording | None) -> str | None:
        return None if wording is None else in_voice(wording, voice)

    text = in_voice(form.text, voice)
    signs = said(notice.call_911)
    if signs is not None:
        text = f"{cases.kb.interface.call_911.format(signs=signs)} {text}"
    return partial(
        NoticeShown,
        id=notice.id,
        severity=form.severity,
        text=text,
        contacts=contacts_shown(cases, notice.contacts),
        family=notice.family,
        folded=False,
        heading=said(form.heading),
        in_short=said(form.adds),
        call_911=signs,
    )


def _folded(placed: Sequence[Placed], folds: dict[int, NoticeShown]) -> Iterator[NoticeShown]:
    """Yield the notices of one sheet, those folded that stand beside another of their family.

    `folds` keeps what was folded before, since many sheets show the same notice.
    """
    whole: dict[Family, NoticeShown] = {}
    for yielding in (False, True):
        for shown, yields in placed:
            if shown.family is not None and yields is yielding:
                whole.setdefault(shown.family, shown)
    for shown, _ in placed:
        if shown.family is None or whole[shown.family] is shown:
            yield shown
            continue
        if id(shown) not in folds:
            folds[id(shown)] = msgspec.structs.replace(shown, folded=True)
        yield folds[id(shown)]
