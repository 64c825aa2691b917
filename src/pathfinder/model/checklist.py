"""One line of the checklist: a rare fact, and the answers it stands for."""

from collections.abc import Mapping

import msgspec

from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.wording import Wording

CHECKLIST = QuestionId("checklist")
"""Under this name stands which lines were ticked; no question has it."""

Recorded = Mapping[QuestionId, tuple[OptionId, ...]]
"""What is said, by question."""

NOTHING: dict[QuestionId, tuple[OptionId, ...]] = {}


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fact that may be ticked.

    `says`: what is said where it is ticked. `otherwise`: what is said where no line that speaks of
    the same question is; only in matters of taste. `opens`: a question to put next, once ticked.
    """

    id: OptionId
    label: Wording
    says: Recorded = msgspec.field(default_factory=NOTHING.copy)
    otherwise: Recorded = msgspec.field(default_factory=NOTHING.copy)
    opens: QuestionId | None = None

    def questions(self) -> frozenset[QuestionId]:
        """Return the questions that this line is about."""
        return frozenset((*self.says, *((self.opens,) if self.opens else ())))
