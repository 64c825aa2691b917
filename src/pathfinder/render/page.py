"""A page of text before it is drawn: what each line says and what part it plays."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from pathfinder.model.notice import Severity
from pathfinder.model.result import ContactShown, NoticeShown, Result, Suggestion
from pathfinder.model.support import Channel


class Part(Enum):
    """What part a line plays; how it is drawn follows from it."""

    TITLE = "title"
    ALARM = "alarm"
    NAME = "name"
    TEXT = "text"
    LABEL = "label"
    POINT = "point"
    CONTACT = "contact"
    QUIET = "quiet"
    GAP = "gap"


class Line(NamedTuple):
    """One line, not yet wrapped. `label` opens it; `indent` is in steps."""

    part: Part
    text: str = ""
    label: str = ""
    indent: int = 0


GAP = Line(Part.GAP)

SEVERITIES = {
    Severity.EMERGENCY: "Right now",
    Severity.URGENT: "Please read first",
    Severity.IMPORTANT: "Good to know",
    Severity.NOTE: "Also",
}
CHANNELS = {Channel.IN_PERSON: "in person", Channel.ONLINE: "online", Channel.PHONE: "by phone"}
MOST_REASONS = 4
MOST_OPEN = 4


def result_page(result: Result, *, found: int, hint: str = "") -> Iterator[Line]:
    """Yield the page of `result`: notices first and whole, then the suggestions.

    `found`: how many suggestions there were before any were left out. `hint`: how to see them.
    """
    yield from notices_page(result.notices)
    if result.suggestions:
        yield Line(Part.TITLE, "What may fit, best first")
        yield Line(Part.TEXT, result.choosing)
        yield GAP
    for suggestion in result.suggestions:
        yield from suggestion_lines(suggestion)
        yield GAP
    if found > len(result.suggestions):
        more = f"{found - len(result.suggestions)} more may fit. {hint}".strip()
        yield Line(Part.QUIET, more)
    if result.open_questions:
        named = ", ".join(q.replace("_", " ") for q in result.open_questions[:MOST_OPEN])
        rest = len(result.open_questions) - MOST_OPEN
        others = f" and {rest} more" if rest > 0 else ""
        yield Line(Part.QUIET, f"Not answered, and it could change the list: {named}{others}.")
    yield Line(Part.QUIET, f"List as of {result.knowledge.version}.")


def notices_page(notices: Iterable[NoticeShown]) -> Iterator[Line]:
    """Yield `notices`, each whole, under a heading for each severity."""
    last: Severity | None = None
    for notice in notices:
        if notice.severity is not last:
            yield Line(Part.TITLE, SEVERITIES[notice.severity])
            last = notice.severity
        grave = notice.severity in {Severity.EMERGENCY, Severity.URGENT}
        yield Line(Part.ALARM if grave else Part.TEXT, notice.text, "Important: " if grave else "")
        for reason in notice.reasons:
            yield Line(Part.POINT, reason.text, indent=1)
        yield from contact_lines(notice.contacts, indent=1)
        yield GAP


def suggestion_lines(suggestion: Suggestion) -> Iterator[Line]:
    """Yield one suggestion: name, what it is, why it fits, cautions, first step, contacts."""
    named = f"{suggestion.name} ({suggestion.fit.value} fit)"
    yield Line(Part.NAME, named, f"{suggestion.rank}. ")
    yield Line(Part.TEXT, suggestion.what, indent=1)
    yield from _points("Why", _why(suggestion))
    against = [r.text for r in suggestion.reasons if r.weight < 0]
    yield from _points("On the other hand", against)
    yield from _points("Be careful", [caution.text for caution in suggestion.cautions])
    yield Line(Part.LABEL, suggestion.first_step, "First step: ", indent=1)
    channels = ", ".join(CHANNELS[channel] for channel in suggestion.channels)
    yield Line(Part.LABEL, f"{channels}. {suggestion.cost}", "How: ", indent=1)
    yield from contact_lines(suggestion.contacts, indent=1)
    if suggestion.status_note:
        yield Line(Part.LABEL, suggestion.status_note, "Status: ", indent=1)


def _why(suggestion: Suggestion) -> list[str]:
    reasons = [reason.text for reason in suggestion.reasons if reason.weight > 0][:MOST_REASONS]
    return [*reasons, *([suggestion.moved_up] if suggestion.moved_up else [])]


def _points(label: str, points: list[str]) -> Iterator[Line]:
    if points:
        yield Line(Part.LABEL, "", f"{label}:", indent=1)
        for point in dict.fromkeys(points):
            yield Line(Part.POINT, point, indent=2)


def contact_lines(contacts: Iterable[ContactShown], *, indent: int) -> Iterator[Line]:
    """Yield one line a contact: who it is, then the number, the text code and the address."""
    for contact in contacts:
        ways = [f"call {contact.phone}" if contact.phone else "", contact.text or ""]
        reach = ", ".join([*filter(None, ways), *([contact.url] if contact.url else [])])
        note = f" ({contact.note})" if contact.note else ""
        yield Line(Part.CONTACT, f"{reach}{note}", f"{contact.label}: ", indent=indent)
