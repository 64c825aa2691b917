"""What is left out of a result before it is shown. Notices are never left out."""

import msgspec

from pathfinder.model.answers import Answers
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result, StepShown, Suggestion, Withheld


class Trimming(msgspec.Struct, frozen=True):
    """What to leave out: suggestions after the first `top`, what tells of answers, the answers."""

    top: int | None = None
    is_private: bool = False
    include_answers: bool = False


def trimmed(result: Result, answers: Answers, trimming: Trimming) -> Result:
    """Return `result`, made for `answers`, as `trimming` wants it. Privacy goes before answers."""
    if trimming.is_private:
        result = private(result)
    elif trimming.include_answers:
        result = with_answers(result, answers)
    return limited(result, trimming.top)


def limited(result: Result, top: int | None) -> Result:
    """Return `result` with at most `top` suggestions; no number keeps them all."""
    return msgspec.structs.replace(result, suggestions=result.suggestions[:top])


def with_answers(result: Result, answers: Answers) -> Result:
    """Return `result` with the answers it rests on."""
    return msgspec.structs.replace(result, answers=dict(answers))


def private(result: Result) -> Result:
    """Return `result` without anything that tells what was answered.

    Reasons, their weights and the open questions go, and so do the supports that were withheld and
    what the plan says of what was tried.
    """

    def unexplained(suggestion: Suggestion) -> Suggestion:
        return msgspec.structs.replace(suggestion, reasons=())

    def unreasoned(notice: NoticeShown) -> NoticeShown:
        return msgspec.structs.replace(notice, reasons=())

    def unnoted(step: StepShown) -> StepShown:
        return msgspec.structs.replace(step, note=None)

    plan = result.plan
    if plan is not None:
        plan = msgspec.structs.replace(plan, steps=tuple(map(unnoted, plan.steps)))
    withheld: tuple[Withheld, ...] = ()
    return msgspec.structs.replace(
        result,
        notices=tuple(map(unreasoned, result.notices)),
        suggestions=tuple(map(unexplained, result.suggestions)),
        plan=plan,
        withheld=withheld,
        open_questions=(),
        answers=None,
    )


def without_needs(result: Result) -> Result:
    """Return `result` with no word of the needs: on a page they say what was answered."""

    def unnamed(suggestion: Suggestion) -> Suggestion:
        need = msgspec.structs.replace(suggestion.need, text="")
        return msgspec.structs.replace(suggestion, need=need)

    return msgspec.structs.replace(result, suggestions=tuple(map(unnamed, result.suggestions)))
