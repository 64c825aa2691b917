"""A handout as Markdown (CommonMark), for an e-mail or a wiki."""

import re
from collections.abc import Iterator

from pathfinder.model.results.parts import ContactShown
from pathfinder.render.contact_links import ways
from pathfinder.render.directions import with_numbers_apart
from pathfinder.render.handout.parts import Entry, Handout

SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#]")
"""What may begin markup anywhere; a backslash before it keeps it a letter."""
OPENING = re.compile(r"^(\d*)([-+=.)])")
"""What may begin markup at the start of a line."""


def as_markdown(handout: Handout) -> str:
    """Return `handout`; what a knowledge base holds is text in it, and never markup."""
    return "\n\n".join(_blocks(handout)) + "\n"


def _blocks(handout: Handout) -> Iterator[str]:
    words = handout.words
    yield f"# {_text(words.handout)}"
    for section in handout.sections:
        yield f"## {_text(section.title)}"
        for entry in section.entries:
            yield from _entry(handout, entry)
    yield from map(_text, handout.foot)
    yield "---"
    yield f"## {_text(words.card)}"
    yield "\n".join(f"- {_contact(handout, contact)}" for contact in handout.card)
    yield _text(handout.dated)


def _entry(handout: Handout, entry: Entry) -> Iterator[str]:
    if entry.name:
        yield f"### {_text(entry.name)}"
    points: list[str] = []
    for paragraph in entry.paragraphs:
        label = f"**{_text(paragraph.label)}:** " if paragraph.label else ""
        if paragraph.is_point:
            points.append(f"- {label}{_text(paragraph.text)}")
            continue
        if points:
            yield "\n".join(points)
            points = []
        yield f"{label}{_text(paragraph.text)}"
    points += [f"- {_contact(handout, contact)}" for contact in entry.contacts]
    if points:
        yield "\n".join(points)


def _contact(handout: Handout, contact: ContactShown) -> str:
    reach = ", ".join(
        way.link if way.text == contact.url else way.text for way in ways(handout.words, contact)
    )
    note = f" ({contact.note})" if contact.note else ""
    return f"**{_text(contact.label)}:** {_text(reach + note)}"


def _text(text: str) -> str:
    """Return `text` on one line, with a backslash before each letter that could be markup."""
    line = with_numbers_apart(" ".join(text.split()))
    return OPENING.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", line))
