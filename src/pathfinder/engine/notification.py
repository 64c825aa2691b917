"""Which notices show: they depend on the answers alone, never on the ranking."""

from collections.abc import Mapping

from pathfinder.engine.case import (
    Cases,
    Spread,
    cases_of,
    contacts_shown,
    gathered,
    spoken,
    where_met,
)
from pathfinder.engine.withholding import reasons_to_withhold
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import Notice, NoticeId, Severity
from pathfinder.model.result import NoticeShown
from pathfinder.model.wording import Wording


def notices(cases: Cases) -> list[tuple[NoticeShown, ...]]:
    """Return, for each sheet, the notices called for, gravest first, each in full or in short."""
    gravest_first = list(Severity)
    where = where_shown(cases)
    shown: list[Spread[NoticeShown]] = []
    for notice in sorted(cases.kb.notices, key=lambda n: gravest_first.index(n.severity)):
        full, short = where[notice.id]
        shown.append(_shown(cases, notice, notice.text, full))
        if notice.short:
            shown.append(_shown(cases, notice, notice.short.text, short))
    return list(gathered(shown, cases.every).values())


def where_shown(cases: Cases) -> Mapping[NoticeId, tuple[int, int]]:
    """Return, for each notice, the sheets on which it shows in full, and those where in short."""
    called = {notice.id: where_called_for(cases, notice) for notice in cases.kb.notices}
    replaced: dict[NoticeId, int] = {}
    for notice in cases.kb.notices:
        full, short = called[notice.id]
        for id_ in notice.replaces:
            replaced[id_] = replaced.get(id_, 0) | full | short
    return {
        id_: (full & ~replaced.get(id_, 0), short & ~replaced.get(id_, 0))
        for id_, (full, short) in called.items()
    }


def crisis_notices(kb: KnowledgeBase) -> tuple[NoticeShown, ...]:
    """Return every notice of an emergency in full, for someone who answers nothing."""
    cases = cases_of(kb, [{}])
    return tuple(
        shown
        for notice in kb.notices
        if notice.severity is Severity.EMERGENCY
        for shown, _ in _shown(cases, notice, notice.text, cases.every)
    )


def where_called_for(cases: Cases, notice: Notice) -> tuple[int, int]:
    """Return the sheets that call for `notice` in full, and those that call for it in short.

    It shows there, or another shows that replaces it.
    """
    full = where_met(cases, notice.when)
    return full, where_met(cases, notice.short.when) & ~full if notice.short else 0


def _shown(cases: Cases, notice: Notice, text: Wording, where: int) -> Spread[NoticeShown]:
    if not where:
        return []
    support = next((s for s in cases.kb.supports if s.id == notice.reasons_of), None)
    reasons = (
        [((), where)]
        if support is None
        else [(r, 1 << i) for i, r in reasons_to_withhold(cases, support, where).items()]
    )
    contacts = contacts_shown(cases, notice.contacts)
    return [
        (
            NoticeShown(
                id=notice.id,
                severity=notice.severity,
                text=spoken_text,
                reasons=why,
                contacts=contacts,
            ),
            both,
        )
        for spoken_text, heard in spoken(cases, text, notice.when)
        for why, there in reasons
        if (both := heard & there)
    ]
