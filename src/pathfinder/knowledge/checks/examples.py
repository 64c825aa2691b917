"""Examples: people who must, and people who must not, be shown a support or a notice."""

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import get_args

import msgspec

from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.documents.tree import Document, Location
from pathfinder.engine.suggest import suggest_each
from pathfinder.errors import AnswersError, Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.answers import Answers
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result


class Expect(Enum):
    """What an example expects of its support or notice."""

    TOP3 = "top3"
    TOP5 = "top5"
    SUGGESTED = "suggested"
    ABSENT = "absent"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


class ExpectedForm(Enum):
    """In which form a notice is expected."""

    SHORT = "short"


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invented person, what they answer and what they must, or must not, be shown."""

    id: str
    person: str
    answers: dict[str, object]
    expect: Expect
    support: SupportId | None = None
    notice: NoticeId | None = None
    form: ExpectedForm | None = None


def failing_examples(path: Path, kb: KnowledgeBase) -> tuple[Problem, ...]:
    """Return every example in the file at `path` that `kb` does not meet, with its location.

    A support or notice without an example of someone who gets it, or who does not, is named too,
    and an active support that no example shows among the first three.
    """
    listed = read_listed(path, "examples", Example)
    document = listed.document
    examples: dict[Location, Example] = {}
    problems = [*listed.problems]
    for location, example in listed.items.items():
        if wrong := _about(example, document, location, kb):
            problems.append(wrong)
        else:
            examples[location] = example
    twice = Counter(example.id for example in examples.values())
    problems += (
        Problem(document.where((*location, "id")), f"the id {quoted(e.id)} stands here twice")
        for location, e in list(examples.items())[::-1]
        if twice[e.id] > 1 and not twice.subtract([e.id])
    )
    problems += _failing(document, examples, kb)
    return (*problems, *_uncovered(document, tuple(examples.values()), kb))


OF_A_NOTICE = {Expect.SHOWN, Expect.NOT_SHOWN}


def _about(
    example: Example, document: Document, location: Location, kb: KnowledgeBase
) -> Problem | None:
    """Return what is wrong with what `example` is about and expects of it, if anything."""
    if bool(example.support) is bool(example.notice):
        return Problem(document.where(location), "an example names a support or a notice")
    supports = {support.id for support in kb.supports}
    if example.support and example.support not in supports:
        message = f"{quoted(example.support)} is no support"
        hint = did_you_mean(example.support, supports)
        return Problem(document.where((*location, "support")), message, hint)
    notices = {notice.id for notice in kb.notices}
    if example.notice and example.notice not in notices:
        message = f"{quoted(example.notice)} is no notice"
        hint = did_you_mean(example.notice, notices)
        return Problem(document.where((*location, "notice")), message, hint)
    if bool(example.notice) is not (example.expect in OF_A_NOTICE):
        message = (
            "a notice is shown or not_shown"
            if example.notice
            else "a support is top3, top5, suggested or absent"
        )
        return Problem(document.where((*location, "expect")), message)
    return None


def _failing(
    document: Document, examples: dict[Location, Example], kb: KnowledgeBase
) -> Iterator[Problem]:
    """Yield each of `examples` that is not met, in their order; all are answered at once."""
    index = QuestionIndex(kb)
    sheets: dict[Location, Answers] = {}
    wrong: dict[Location, list[Problem]] = {}
    for location, example in examples.items():
        try:
            sheets[location] = checked_answers(example.answers, index)
        except AnswersError as error:
            where = document.where((*location, "answers"))
            wrong[location] = [Problem(where, p.message, p.hint) for p in error.problems]
    results = suggest_each(kb, list(sheets.values()), {"notices": (), "suggestions": ()})
    for location, result in zip(sheets, results, strict=True):
        if got := _got(examples[location], result, kb):
            message = f'"{examples[location].id}" expects {examples[location].expect.value}, and got {got}'
            wrong[location] = [Problem(document.where((*location, "expect")), message)]
    for location in examples:
        yield from wrong.get(location, ())


def _got(example: Example, result: Result, kb: KnowledgeBase) -> str:
    """Return what `example` got where it is not what it expects, else nothing."""
    if example.notice:
        text = next((n.text for n in result.notices if n.id == example.notice), None)
        if (text is not None) is not (example.expect is Expect.SHOWN):
            return "not shown" if text is None else "shown"
        return "the full form" if example.form and text in _full_texts(kb, example.notice) else ""
    ranks = {s.id: s.rank for s in result.suggestions}
    rank = ranks.get(SupportId(example.support or ""))
    most = {Expect.TOP3: 3, Expect.TOP5: 5, Expect.SUGGESTED: len(ranks)}.get(example.expect, 0)
    if most:
        return "" if rank and rank <= most else f"rank {rank}" if rank else "no such suggestion"
    return f"rank {rank}" if rank else ""


def _full_texts(kb: KnowledgeBase, id_: NoticeId) -> set[str]:
    """Return what the notice says in full, where it has a short form besides."""
    return {
        in_voice(notice.text, voice)
        for notice in kb.notices
        for voice in get_args(Voice)
        if notice.id == id_ and notice.short
    }


def _uncovered(
    document: Document, examples: tuple[Example, ...], kb: KnowledgeBase
) -> Iterator[Problem]:
    """Yield what no example shows, and what none keeps from showing."""
    against = {Expect.ABSENT, Expect.NOT_SHOWN}
    always = {notice.id for notice in kb.notices if notice.when is None}
    may_lead = {support.id for support in kb.supports if support.status == "active"}
    for id_ in (*(s.id for s in kb.supports), *(n.id for n in kb.notices)):
        expected = {e.expect for e in examples if id_ in (e.support, e.notice)}
        if not expected - against:
            yield Problem(document.name, f'no example of someone who gets "{id_}"')
        elif id_ in may_lead and Expect.TOP3 not in expected:
            message = f'no example of someone who gets "{id_}" among the first three'
            yield Problem(document.name, message)
        if id_ not in always and not expected & against:
            yield Problem(document.name, f'no example of someone who does not get "{id_}"')
