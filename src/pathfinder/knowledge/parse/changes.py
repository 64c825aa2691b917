"""What an invariant says of a sheet and of the one it becomes: as it is written, to values."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.documents.tree import Document, Location
from pathfinder.errors import AnswersError, Problem, did_you_mean, quoted
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.invariant import AddingRisk, Move, Preserved, Relabelling, Spared
from pathfinder.model.knowledge.notice import Family, NoticeId, Severity
from pathfinder.model.knowledge_base import KnowledgeBase


class AuthoredMove(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer that is given to another question; `as` names the options that are called otherwise."""

    from_: str = msgspec.field(name="from")
    to: str
    as_: Mapping[str, str] = msgspec.field(default_factory=dict[str, str], name="as")


class AuthoredRelabelling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same facts told in another way, and what stays: grave `families`, and `notices`."""

    families: tuple[Family, ...] = ()
    notices: tuple[str, ...] = ()
    down_to: Severity | None = None
    take: dict[str, object] = {}
    put: dict[str, object] = {}
    move: tuple[AuthoredMove, ...] = ()


class AuthoredSpared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A `notice` that may go when that answer is added."""

    adding: dict[str, object]
    notice: str


class ChangeReader:
    """Reads what an invariant says of two sheets, and keeps the problems found on the way."""

    def __init__(self, document: Document, kb: KnowledgeBase) -> None:
        self.document = document
        self.index = QuestionIndex(kb)
        self.notices = frozenset(notice.id for notice in kb.notices)
        self.problems: list[Problem] = []

    def adding(
        self, keeps: Preserved, but: tuple[AuthoredSpared, ...], location: Location
    ) -> AddingRisk:
        """Return what adding a risk keeps, `but` for what stands below `location`."""
        spared: list[Spared] = []
        for i, item in enumerate(but):
            self._notices([item.notice], (*location, "but", i, "notice"))
            for question, options in self._answers(
                item.adding, (*location, "but", i, "adding")
            ).items():
                spared += (Spared(question, option, NoticeId(item.notice)) for option in options)
        return AddingRisk(keeps, frozenset(spared))

    def relabelling(self, written: AuthoredRelabelling, location: Location) -> Relabelling:
        """Return the relabelling that is `written` at `location`."""
        at = (*location, "relabelling_keeps")
        if not (written.families or written.notices):
            self._fault(at, "nothing is kept", "families: [...], or notices: [...]")
        if not (written.take or written.put or written.move):
            self._fault(at, "nothing is told in another way", "take, put or move")
        self._notices(written.notices, (*at, "notices"))
        return Relabelling(
            take=self._answers(written.take, (*at, "take")),
            put=self._answers(written.put, (*at, "put")),
            moves=tuple(self._moves(written.move, (*at, "move"))),
            families=written.families,
            notices=tuple(map(NoticeId, written.notices)),
            down_to=written.down_to,
        )

    def _moves(self, written: tuple[AuthoredMove, ...], location: Location) -> Iterator[Move]:
        for i, move in enumerate(written):
            ids = QuestionId(move.from_), QuestionId(move.to)
            for key, id_ in zip(("from", "to"), ids, strict=True):
                if id_ not in self.index.by_id:
                    hint = did_you_mean(id_, self.index.by_id)
                    self._fault((*location, i, key), f"{quoted(id_)} is no question", hint)
            if self.index.by_id.keys() >= set(ids):
                there, here = (
                    {option.id for option in self.index.by_id[id_].options} for id_ in ids
                )
                renamed = {OptionId(a): OptionId(b) for a, b in move.as_.items()}
                for a, b in renamed.items():
                    self._option(a, there, ids[0], (*location, i, "as", a))
                    self._option(b, here, ids[1], (*location, i, "as", a))
                yield Move(*ids, {option: option for option in there & here} | renamed)

    def _option(
        self,
        option: OptionId,
        known: Collection[OptionId],
        question: QuestionId,
        location: Location,
    ) -> None:
        if option not in known:
            hint = did_you_mean(option, known)
            self._fault(location, f'{quoted(option)} is no answer to "{question}"', hint)

    def _answers(self, written: Mapping[str, object], location: Location) -> Answers:
        try:
            return checked_answers(written, self.index)
        except AnswersError as error:
            for problem in error.problems:
                self._fault((*location, problem.where), problem.message, problem.hint)
            return {}

    def _notices(self, written: Collection[str], location: Location) -> None:
        for id_ in written:
            if id_ not in self.notices:
                self._fault(
                    location, f"{quoted(id_)} is no notice", did_you_mean(id_, self.notices)
                )

    def _fault(self, location: Location, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.document.where(location), message, hint))
