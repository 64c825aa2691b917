"""What the notices say on each sheet, gravest first."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from pathfinder.engine.evaluation import Evaluation, evaluation_of
from pathfinder.engine.parts.contacts import contacts_shown
from pathfinder.engine.parts.notice_forms import NoticeForm, in_order, whole_form
from pathfinder.engine.parts.withheld import reasons_to_withhold
from pathfinder.engine.spread import Spread, gathered
from pathfinder.engine.voices import heard
from pathfinder.model.knowledge.notice import Family, Notice
from pathfinder.model.knowledge.wording import Voice, Wording, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown, WithheldReason


class Placed(msgspec.Struct, frozen=True):
    """A notice as printed. `yields`: it stands whole in its family only where it is alone."""

    shown: NoticeShown
    yields: bool


def notices(evaluation: Evaluation) -> list[tuple[NoticeShown, ...]]:
    """Return, for each sheet, the notices called for, gravest first, each in full or in short.

    Of those of one family the first stands whole, and the others are folded.
    """
    placed = (_placed(evaluation, notice, form) for notice, form in in_order(evaluation))
    folds: dict[int, NoticeShown] = {}
    return [tuple(_folded(listed, folds)) for listed in gathered(placed, evaluation.every).values()]


def crisis_notices(kb: KnowledgeBase) -> tuple[NoticeShown, ...]:
    """Return every notice of an emergency in full, for someone who answers nothing."""
    evaluation = evaluation_of(kb, [{}])
    return tuple(
        placed.shown
        for notice in kb.notices
        if notice.severity == "emergency"
        for placed, _ in _placed(evaluation, notice, whole_form(notice, evaluation.every))
    )


def _placed(evaluation: Evaluation, notice: Notice, form: NoticeForm) -> Spread[Placed]:
    reasons: Spread[tuple[WithheldReason, ...]] = [((), form.where)]
    if notice.reasons_of is not None:
        support = evaluation.prepared.support_by_id[notice.reasons_of]
        why = reasons_to_withhold(evaluation, support, form.where)
        reasons = [(said, 1 << position) for position, said in why.items()]
    whole = (
        evaluation.every if notice.yields_unless is None else evaluation.met(notice.yields_unless)
    )
    return [
        (
            Placed(
                _shown(evaluation, notice, form, voice)(reasons=why),
                yields=yields,
            ),
            both,
        )
        for voice, sheets in heard(evaluation, form.rests_on)
        for why, there in reasons
        for yields, some in ((False, whole), (True, evaluation.every ^ whole))
        if (both := sheets & there & some)
    ]


def _shown(
    evaluation: Evaluation, notice: Notice, form: NoticeForm, voice: Voice
) -> "partial[NoticeShown]":
    """Return what `notice` says in `voice`; it lacks why a support is withheld."""

    def said(wording: Wording | None) -> str | None:
        return None if wording is None else in_voice(wording, voice)

    text = in_voice(form.text, voice)
    signs = said(notice.call_911)
    if signs is not None:
        text = f"{evaluation.kb.call_911.format(signs=signs)} {text}"
    return partial(
        NoticeShown,
        id=notice.id,
        severity=form.severity,
        text=text,
        contacts=contacts_shown(
            evaluation.prepared.contact_by_id, evaluation.prepared.source_by_id, notice.contacts
        ),
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
        for each in placed:
            if each.shown.family is not None and each.yields is yielding:
                whole.setdefault(each.shown.family, each.shown)
    for shown in (each.shown for each in placed):
        if shown.family is None or whole[shown.family] is shown:
            yield shown
            continue
        if id(shown) not in folds:
            folds[id(shown)] = msgspec.structs.replace(shown, folded=True)
        yield folds[id(shown)]
