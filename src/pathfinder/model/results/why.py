"""Why one support stands where it does, and which other answers would change that.

The field names and their order are the JSON of format `pathfinder.why/1`.
"""

from typing import Final, Literal, NamedTuple

import msgspec

from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.results.parts import (
    KnowledgeUsed,
    NeedShown,
    NoticeShown,
    Reason,
    Standing,
    WithheldReason,
)
from pathfinder.model.results.result import Result, Suggestion

FORMAT: Final = "pathfinder.why/1"


class Change(NamedTuple):
    """Another answer to one question: `remove` what was said (or nothing), `add` what was not."""

    question: QuestionId
    add: OptionId | None
    remove: OptionId | None


class ChangeShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A change as printed."""

    question: QuestionId
    add: OptionId | None = None
    remove: OptionId | None = None
    text: str


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered to a question, as printed."""

    question: QuestionId
    text: str


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """One or two changes that, made together, bring a support into the first three or out."""

    changes: tuple[ChangeShown, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a support stands where it does.

    `need`: what it stands there for, and how urgent that is; null where it is not suggested.
    `serves`: the names of all that it can serve.
    `reasons` speak for it and `against` lower it. `withheld`: why it may not be suggested, for
    `safety` or not. `blocking`: the answers that leave nothing to speak for it.
    `unknown`: the unanswered questions that its rules and requirements still wait for.
    `alternatives`: the smallest changes that would bring it into the first three suggestions, or
    out of them where it stands there.
    """

    id: SupportId
    name: str
    standing: Standing
    rank: int | None
    need: NeedShown | None
    serves: tuple[str, ...]
    score: int | None
    moved_up: str | None
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    withheld: tuple[WithheldReason, ...]
    safety: bool
    blocking: tuple[AnswerShown, ...]
    unknown: tuple[QuestionId, ...]
    alternatives: tuple[Alternative, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `pathfinder why`: the notices of the answers, then the explanation."""

    format: Literal["pathfinder.why/1"]
    knowledge: KnowledgeUsed
    notices: tuple[NoticeShown, ...]
    why: Explanation


class ExplainedSuggestion(Suggestion, frozen=True, kw_only=True):
    """A suggestion with the explanation that was asked for."""

    why: Explanation | msgspec.UnsetType = msgspec.UNSET


class ExplainedResult(Result, frozen=True, kw_only=True, omit_defaults=True):
    """A result as `pathfinder.result/1` allows it: its suggestions may be explained."""

    suggestions: tuple[ExplainedSuggestion, ...]
