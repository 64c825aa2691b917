"""A result as a handout, and what may not be asked of one."""

from collections.abc import Mapping
from typing import Any

from pathfinder.cli.options.nearby import Nearby, suggested
from pathfinder.errors import Problem, UsageError
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase

HANDOUTS = ("markdown", "html")
NOT_IN_A_HANDOUT = {
    "top": ("--top", "a handout holds as much as two pages do"),
    "include_answers": ("--include-answers", "a handout never repeats the answers"),
    "explain": ("--explain", "a handout has no room for what would change it"),
}


def check_handout(given: Mapping[str, Any]) -> None:
    """Raise `UsageError` where the options `given` do not go together with a handout, or without."""
    problems: list[Problem] = []
    if given["format"] in HANDOUTS:
        problems += [
            Problem(flag, message, "leave it out")
            for name, (flag, message) in NOT_IN_A_HANDOUT.items()
            if given[name]
        ]
        if given["private"] and given["full"]:
            message = "tells what was answered, --private hides it"
            problems.append(Problem("--full", message, "leave out one of them"))
    elif given["full"]:
        message = "is for a handout"
        hint = " or ".join(f"add --format {format_}" for format_ in HANDOUTS)
        problems.append(Problem("--full", message, hint))
    if given["force"] and not given["output"]:
        message = "there is no file to write over"
        problems.append(Problem("--force", message, "name it with --output FILE"))
    if problems:
        raise UsageError(problems)


def handout_text(
    kb: KnowledgeBase,
    answers: Answers,
    format_: str,
    *,
    is_full: bool,
    nearby: Nearby | None = None,
) -> str:
    """Return a handout for `answers` in `format_`, one of `HANDOUTS`; with reasons if `is_full`.

    `nearby`: the meetings to show beside what is suggested.
    """
    from pathfinder.render.handout.compose import handouts
    from pathfinder.render.handout.pagination import fitting
    from pathfinder.render.trimming import private

    result = suggested(kb, answers, nearby)
    shown = result if is_full else private(result)
    handout = fitting(
        handouts(kb, shown, is_full=is_full, today=nearby.now.date() if nearby else None)
    )
    if format_ == "html":
        from pathfinder.render.handout.html import as_html

        return as_html(handout)
    from pathfinder.render.handout.markdown import as_markdown

    return as_markdown(handout)
