"""Why one support is, or is not, suggested, as a page to read."""

from collections.abc import Iterable, Iterator

from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import Reason, WithheldReason
from pathfinder.model.results.why import Explanation, Why
from pathfinder.render.terminal.page import GAP, PageLine, Part, list_used
from pathfinder.render.terminal.whole_page import MOST_OPEN, whole_notices


def why_page(kb: KnowledgeBase, why: Why) -> Iterator[PageLine]:
    """Yield the page of `why`: notices first and whole, then where the support stands and why."""
    words, explanation = kb.interface, why.why
    yield from whole_notices(words, why.notices)
    yield PageLine(Part.TITLE, explanation.name)
    yield PageLine(Part.TEXT, words.standings[explanation.standing])
    if explanation.rank is not None:
        yield PageLine(Part.LABEL, f"{explanation.rank}", f"{words.place}: ")
    if explanation.need is not None:
        level = words.level.format(level=explanation.need.level)
        yield PageLine(Part.LABEL, f"{explanation.need.name} ({level})", f"{words.need}: ")
        taste = f"{explanation.score} {words.points}"
        yield PageLine(Part.LABEL, taste, f"{words.taste}: ")
    elif explanation.serves:
        yield PageLine(Part.LABEL, "; ".join(explanation.serves), f"{words.can_serve}: ")
    yield from _points(words.why, _weighed(kb, explanation.reasons), indent=0)
    yield from _points(words.against, _weighed(kb, explanation.against), indent=0)
    yield from _points(words.left_out, _because(kb, explanation.withheld), indent=0)
    said = (answer.text for answer in explanation.blocking)
    yield from _points(words.nothing_speaks, said, indent=0)
    yield from change_lines(kb, explanation, indent=0)
    yield GAP
    yield PageLine(Part.QUIET, list_used(words, why.knowledge))


def change_lines(kb: KnowledgeBase, explanation: Explanation, *, indent: int) -> Iterator[PageLine]:
    """Yield what is not known yet of `explanation`, and the answers that would change it."""
    words = kb.interface
    if explanation.unknown:
        named = _names(kb, explanation.unknown)
        rest = len(named) - MOST_OPEN
        others = f"; {words.also} {rest} {words.more}" if rest > 0 else ""
        text = f"{'; '.join(named[:MOST_OPEN])}{others}."
        yield PageLine(Part.LABEL, text, f"{words.not_yet_said}: ", indent)
    is_first = explanation.standing == "top3"
    if explanation.alternatives:
        label = words.would_go_out if is_first else words.would_come_in
        ways = [
            f"; {words.also} ".join(change.text for change in alternative.changes)
            for alternative in explanation.alternatives
        ]
        yield from _points(label, ways, indent=indent)
    elif explanation.safety:
        yield PageLine(Part.TEXT, words.for_safety, indent=indent)
    elif explanation.standing != "halted":
        none = words.none_goes_out if is_first else words.none_comes_in
        yield PageLine(Part.TEXT, none, indent=indent)


def _points(label: str, points: Iterable[str], *, indent: int) -> Iterator[PageLine]:
    listed = [*points]
    if listed:
        yield PageLine(Part.LABEL, "", f"{label}:", indent)
        for point in listed:
            yield PageLine(Part.POINT, point, indent=indent + 1)


def _weighed(kb: KnowledgeBase, reasons: Iterable[Reason]) -> Iterator[str]:
    for reason in reasons:
        about = ", ".join([f"{reason.weight:+d}", *_names(kb, reason.answers)])
        yield f"{reason.text} ({about})"


def _because(kb: KnowledgeBase, reasons: Iterable[WithheldReason]) -> Iterator[str]:
    for reason in reasons:
        about = f" ({', '.join(_names(kb, reason.answers))})" if reason.answers else ""
        yield f"{reason.text}{about}"


def _names(kb: KnowledgeBase, questions: Iterable[QuestionId]) -> list[str]:
    named = frozenset(questions)
    return [question.name for question in kb.questions if question.id in named]
