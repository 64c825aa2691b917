"""Checklists: questions made of facts that belong to other questions."""

from collections.abc import Mapping

import msgspec

from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.wording import Wording

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


class Checklist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Facts that are asked for at once. Its `id` is that of no question.

    `name`: what it is about, in a word or two. `about_use`: with a loved one, it is about them.
    """

    id: QuestionId
    name: str
    prompt: Wording
    help: Wording
    lines: tuple[Line, ...]
    about_use: bool = False

    def questions(self) -> frozenset[QuestionId]:
        """Return the questions that its lines are about."""
        return frozenset(question for line in self.lines for question in line.questions())
