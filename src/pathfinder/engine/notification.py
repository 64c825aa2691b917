"""Which notices show: they depend on the answers alone, never on the ranking."""

from pathfinder.engine.case import Case, contacts_shown, is_met, spoken
from pathfinder.engine.withholding import reasons_to_withhold
from pathfinder.model.condition import SupportId
from pathfinder.model.notice import Notice, Severity
from pathfinder.model.result import NoticeShown, WithheldReason
from pathfinder.model.wording import Wording


def notices(case: Case) -> tuple[NoticeShown, ...]:
    """Return the notices that the answers call for, gravest first, each in full or in short."""
    called_for = [
        (notice, text) for notice in case.kb.notices if (text := _text(case, notice)) is not None
    ]
    replaced = {id_ for notice, _ in called_for for id_ in notice.replaces}
    gravest_first = list(Severity)
    called_for.sort(key=lambda called: gravest_first.index(called[0].severity))
    return tuple(
        _shown(case, notice, text) for notice, text in called_for if notice.id not in replaced
    )


def _text(case: Case, notice: Notice) -> Wording | None:
    if is_met(case, notice.when):
        return notice.text
    return notice.short.text if notice.short and is_met(case, notice.short.when) else None


def _reasons(case: Case, support_id: SupportId | None) -> tuple[WithheldReason, ...]:
    if support_id is None:
        return ()
    support = next(support for support in case.kb.supports if support.id == support_id)
    return reasons_to_withhold(case, support)


def crisis_notices(case: Case) -> tuple[NoticeShown, ...]:
    """Return every notice of an emergency in full, for someone who answers nothing."""
    return tuple(
        _shown(case, notice, notice.text)
        for notice in case.kb.notices
        if notice.severity is Severity.EMERGENCY
    )


def _shown(case: Case, notice: Notice, text: Wording) -> NoticeShown:
    return NoticeShown(
        id=notice.id,
        severity=notice.severity,
        text=spoken(case, text, notice.when),
        reasons=_reasons(case, notice.reasons_of),
        contacts=contacts_shown(case, notice.contacts),
    )
