"""A result in the form that was asked for: a page of text, or JSON."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pathfinder.cli.options.nearby import Nearby, suggested, with_lines
from pathfinder.cli.options.top import limit_of
from pathfinder.errors import Problem, UsageError
from pathfinder.model.answers import Answers
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.trimming import Trimming, trimmed, without_needs

if TYPE_CHECKING:
    from pathfinder.model.results.why import Explanation
    from pathfinder.render.fields import Fields
    from pathfinder.render.terminal.page import PageLine

TOP_ON_A_PAGE, TOP_IN_DETAIL = 3, 5


def result_text(  # noqa: PLR0913 - the options of one command
    kb: KnowledgeBase,
    answers: Answers,
    *,
    format_: str = "text",
    top: str | None = None,
    include_answers: bool = False,
    is_private: bool = False,
    is_explained: bool = False,
    is_detailed: bool = False,
    plain: bool = False,
    fields: "Fields | None" = None,
    nearby: Nearby | None = None,
) -> str:
    """Return the result for `answers` as one page of text, or as JSON where that is its `format_`.

    `is_detailed`: the text says everything that is known. `fields`: only these come out, as JSON.
    `nearby`: the meetings to show beside it.

    Raises `UsageError` where `top` is no number, and where an explanation is to be private.
    """
    if is_private and is_explained:
        words = kb.interface.faults
        raise UsageError([Problem("--explain", words.tells_answers, words.leave_out_one)])
    result = suggested(kb, answers, nearby)
    in_text = TOP_IN_DETAIL if is_detailed else TOP_ON_A_PAGE
    most = limit_of(top, default=in_text if format_ == "text" else None)
    shown = trimmed(result, answers, Trimming(most, is_private, include_answers))
    explained_by: Mapping[SupportId, Explanation] = {}
    if is_explained:
        from pathfinder.engine.why import explained, explanations

        explained_by = explanations(kb, answers, result, [s.id for s in shown.suggestions])
        shown = explained(shown, explained_by)
    if fields is not None:
        from pathfinder.render.as_jsonl import ResultLines

        return ResultLines(fields).line(shown, None).decode()
    if format_ == "json":
        from pathfinder.render.as_json import as_json

        return f"{as_json(shown)}\n"
    from pathfinder.cli.terminal import page_text

    if is_private:
        shown = without_needs(shown)
    more: Mapping[SupportId, Iterable[PageLine]] = {}
    if is_explained:
        from pathfinder.render.terminal.why_page import change_lines

        more = {id_: change_lines(kb, why, indent=1) for id_, why in explained_by.items()}
    more = with_lines(kb.interface, shown, nearby, more)
    if is_detailed:
        from pathfinder.render.terminal.whole_page import whole_page as page_of
    else:
        from pathfinder.render.terminal.one_page import result_page as page_of
    page = page_of(kb, shown, found=len(result.suggestions), more=more)
    return page_text(page, plain=plain)
