"""Which grave notices go when a sheet becomes another one, their families counted as one."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pathfinder.engine.columns import Columns
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.parts.notice_forms import where_as_grave, where_shown
from pathfinder.model.knowledge.notice import GRAVE, Family, Notice, NoticeId, Severity
from pathfinder.model.knowledge_base import KnowledgeBase


class Graveness(NamedTuple):
    """On some sheets, where each notice shows, and where it is at least so grave."""

    notices: Mapping[NoticeId, Notice]
    shown: Mapping[NoticeId, int]
    as_grave: Mapping[tuple[NoticeId, Severity], int]

    def of(self, ids: Iterable[NoticeId], severity: Severity) -> int:
        """Return where one of the notices `ids` is `severity` or graver."""
        where = 0
        for id_ in ids:
            where = where | self.as_grave[id_, severity]
        return where

    def family(self, family: Family) -> list[NoticeId]:
        """Return the notices of `family`."""
        return [id_ for id_, notice in self.notices.items() if notice.family == family]

    def beside(self, id_: NoticeId) -> list[NoticeId]:
        """Return the notices that may stand for that one: its family, or itself."""
        family = self.notices[id_].family
        return [id_] if family is None else self.family(family)


def graveness(kb: KnowledgeBase, columns: Columns) -> Graveness:
    """Return what shows on the sheets of `columns`, on which it is known who is eligible."""
    evaluation = Evaluation(kb, columns)
    shown = where_shown(evaluation)
    return Graveness(
        notices={notice.id: notice for notice in kb.notices},
        shown={id_: full | short for id_, (full, short) in shown.items()},
        as_grave={
            (notice.id, severity): where_as_grave(evaluation, notice, *shown[notice.id], severity)
            for notice in kb.notices
            for severity in GRAVE
        },
    )


def where_lost(before: Graveness, after: Graveness, spared: Iterable[NoticeId]) -> int:
    """Return where a grave notice of `before`, none of those `spared`, has none as grave `after`."""
    lost = 0
    for id_ in before.notices.keys() - set(spared):
        for severity in GRAVE:
            still = after.of(after.beside(id_), severity)
            lost = lost | (before.as_grave[id_, severity] & ~still)
    return lost
