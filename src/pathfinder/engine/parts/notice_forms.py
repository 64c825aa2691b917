"""Which notices show on which sheets, and in which form: that depends on the answers alone."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import get_args

import msgspec

from pathfinder.engine.evaluation import Evaluation
from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.notice import Notice, NoticeId, Severity
from pathfinder.model.knowledge.wording import Wording

GRAVEST_FIRST: tuple[Severity, ...] = get_args(Severity)


class NoticeForm(msgspec.Struct, frozen=True):
    """One way in which a notice shows, and the sheets on which it does.

    `rests_on`: the condition whose questions tell in which voice it speaks.
    """

    severity: Severity
    heading: Wording | None
    text: Wording
    adds: Wording | None
    rests_on: Condition | None
    where: int


def in_order(evaluation: Evaluation) -> list[tuple[Notice, NoticeForm]]:
    """Return every form of every notice that shows, as they stand on a page: gravest first."""
    where = where_shown(evaluation)
    found: list[tuple[tuple[int, bool, int], tuple[Notice, NoticeForm]]] = []
    for position, notice in enumerate(evaluation.kb.notices):
        for form in forms(evaluation, notice, *where[notice.id]):
            for leads, there in _parted(evaluation, notice, form.where):
                order = GRAVEST_FIRST.index(form.severity), not leads, position
                found.append((order, (notice, msgspec.structs.replace(form, where=there))))
    return [part for _, part in sorted(found, key=itemgetter(0))]


def where_shown(evaluation: Evaluation) -> Mapping[NoticeId, tuple[int, int]]:
    """Return, for each notice, the sheets on which it shows in full, and those where in short."""
    called = {notice.id: where_called_for(evaluation, notice) for notice in evaluation.kb.notices}
    replaced: dict[NoticeId, int] = {}
    for notice in evaluation.kb.notices:
        full, short = called[notice.id]
        for id_, condition in notice.replacements():
            there = (full | short) & evaluation.met(condition)
            replaced[id_] = replaced.get(id_, 0) | there
    return {
        id_: (full & ~replaced.get(id_, 0), short & ~replaced.get(id_, 0))
        for id_, (full, short) in called.items()
    }


def where_called_for(evaluation: Evaluation, notice: Notice) -> tuple[int, int]:
    """Return the sheets that call for `notice` in full, and those that call for it in short.

    It shows there, or another shows that replaces it.
    """
    full = evaluation.met(notice.when)
    return full, evaluation.met(notice.short.when) & ~full if notice.short else 0


def forms(evaluation: Evaluation, notice: Notice, full: int, short: int) -> Iterator[NoticeForm]:
    """Yield how `notice` shows on the sheets `full` and `short`; no sheet is in two forms."""
    whole = whole_form(notice, full)
    for variant in notice.variants:
        if there := evaluation.met(variant.when) & whole.where:
            yield NoticeForm(
                severity=variant.severity or notice.severity,
                heading=variant.heading or notice.heading,
                text=variant.text or notice.text,
                adds=variant.adds or notice.adds,
                rests_on=variant.when if variant.text else notice.when,
                where=there,
            )
        whole = msgspec.structs.replace(whole, where=whole.where & ~there)
    if whole.where:
        yield whole
    if notice.short and short:
        yield msgspec.structs.replace(whole, text=notice.short.text, where=short)


def where_as_grave(
    evaluation: Evaluation, notice: Notice, full: int, short: int, severity: Severity
) -> int:
    """Return the sheets, of those on which `notice` shows, on which it is `severity` or graver."""
    grave = GRAVEST_FIRST[: GRAVEST_FIRST.index(severity) + 1]
    where = 0
    for form in forms(evaluation, notice, full, short):
        if form.severity in grave:
            where = where | form.where
    return where


def whole_form(notice: Notice, where: int) -> NoticeForm:
    """Return how `notice` shows where nothing changes it."""
    return NoticeForm(notice.severity, notice.heading, notice.text, notice.adds, notice.when, where)


def _parted(evaluation: Evaluation, notice: Notice, where: int) -> Iterator[tuple[bool, int]]:
    """Yield the sheets of `where` on which `notice` leads others of its severity, and the rest."""
    leading = where & evaluation.met(notice.leads_when) if notice.leads_when else 0
    yield from (
        (leads, there) for leads, there in ((True, leading), (False, where ^ leading)) if there
    )
