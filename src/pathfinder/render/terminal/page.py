"""A page of text before it is drawn: its lines, and what stands on them."""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from pathfinder.model.condition import QuestionId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown, KnowledgeUsed
from pathfinder.model.results.result import Suggestion
from pathfinder.render.contact_links import dialled, shortest_way, ways

_IN_BRACKETS = re.compile(r" \([^()]*\)$")


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


class PageLine(NamedTuple):
    """One line, not yet wrapped. `label` opens it; `indent` is in steps."""

    part: Part
    text: str = ""
    label: str = ""
    indent: int = 0


GAP = PageLine(Part.GAP)


def titled(suggestion: Suggestion) -> str:
    """Return what `suggestion` is for, where that is told, and its name."""
    return ": ".join(filter(None, (suggestion.need.text, suggestion.name)))


def reached(contact: ContactShown) -> str:
    """Return who `contact` is, and the number and the text code; the address where neither is."""
    ways = ", ".join(filter(None, (dialled(contact), contact.text))) or shortest_way(contact)
    return contact.label if ways.lower() in contact.label.lower() else f"{contact.label}: {ways}"


def short_name(contact: ContactShown) -> str:
    """Return the name of `contact` without what stands in brackets at its end."""
    return _IN_BRACKETS.sub("", contact.label)


def contact_lines(
    words: Interface, contacts: Iterable[ContactShown], *, indent: int
) -> Iterator[PageLine]:
    """Yield one line a contact: who it is, then the number, the text code and the address."""
    for contact in contacts:
        reach = ", ".join(way.text for way in ways(words, contact))
        note = f" ({contact.note})" if contact.note else ""
        yield PageLine(Part.CONTACT, f"{reach}{note}", f"{contact.label}: ", indent=indent)


def list_used(words: Interface, used: KnowledgeUsed) -> str:
    """Return in a sentence which list was used, and of which places."""
    return f"{words.list_of} {', '.join((used.version, *(used.places or ())))}. {words.not_called}."


def open_named(kb: KnowledgeBase, questions: Collection[QuestionId], most: int) -> str:
    """Return the names of at most `most` of `questions`, and how many more there are."""
    names = [question.name for question in kb.questions if question.id in questions]
    words = kb.interface
    rest = f"; {words.also} {len(names) - most} {words.more}" if len(names) > most else ""
    return f"{'; '.join(names[:most])}{rest}"
