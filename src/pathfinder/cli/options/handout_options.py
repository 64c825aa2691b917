"""A result as a handout, and what may not be asked of one."""

from collections.abc import Mapping
from typing import Any

from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.nearby import Nearby, suggested
from pathfinder.errors import Problem, UsageError
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase

HANDOUTS = ("markdown", "html")
NOT_IN_A_HANDOUT = ("top", "include_answers", "explain")


def check_handout(given: Mapping[str, Any]) -> None:
    """Raise `UsageError` where the options `given` do not go together with a handout, or without."""
    is_handout = given["format"] in HANDOUTS
    wrong = [flag for flag in NOT_IN_A_HANDOUT if is_handout and given[flag]]
    if given["full"] and (given["private"] or not is_handout):
        wrong.append("full")
    if given["force"] and not given["output"]:
        wrong.append("force")
    if wrong:
        raise UsageError(_problem(flag, is_handout=is_handout) for flag in wrong)


def _problem(flag: str, *, is_handout: bool) -> Problem:
    """Return what is wrong with `flag`, which does not go together with the others."""
    words = fault_words()
    flags = f" {words.or_} ".join(f"--format {format_}" for format_ in HANDOUTS)
    found = {
        "top": (words.handout_room, words.leave_out),
        "include_answers": (words.handout_answers, words.leave_out),
        "explain": (words.handout_changes, words.leave_out),
        "full": (words.tells_answers, words.leave_out_one)
        if is_handout
        else (words.for_handout, words.add_format.format(flags=flags)),
        "force": (words.no_old_file, words.name_output),
    }
    return Problem("--" + flag.replace("_", "-"), *found[flag])


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
