"""A handout as one HTML file: no script, nothing fetched, to be read on a screen or printed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from pathfinder.model.results.parts import ContactShown
from pathfinder.render.contact_links import Way, ways, web_address
from pathfinder.render.handout.parts import Entry, Handout, Paragraph, Section
from pathfinder.render.handout.qr import code

STYLE = Path(__file__).with_name("handout.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing may be loaded and nothing may run, whatever a knowledge base holds."""

NUMBER = re.compile(r"(\d[\d-]{4,14}\d)")
"""What may be a telephone number or a date: no longer than a line is wide."""


def as_html(handout: Handout) -> str:
    """Return `handout` as a whole document; all that is not ours to mark up is escaped."""
    style = f":root {{ --type: {handout.points:g}pt }}\n{STYLE.read_text('utf-8')}"
    page = _tag(
        "html",
        _tag(
            "head",
            _tag("meta", charset="utf-8"),
            _tag("meta", **{"http-equiv": "Content-Security-Policy", "content": POLICY}),
            _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            _tag("title", handout.words.handout),
            _tag("style", style),
        ),
        _tag("body", _tag("main", *_main(handout))),
        lang=handout.language,
    )
    # In ASCII it reads alike whatever a mail program or a terminal makes of other letters.
    return f"<!doctype html>\n{ET.tostring(page, 'us-ascii', method='html').decode('ascii')}\n"


Content = ET.Element | str


def _tag(name: str, /, *content: Content, **attributes: str) -> ET.Element:
    """Return an element with `content`, where a string is text and never markup."""
    element = ET.Element(name, attributes)
    last: ET.Element | None = None
    for part in content:
        if isinstance(part, ET.Element):
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part
    return element


def _classed(name: str, class_: str, /, *content: Content) -> ET.Element:
    return _tag(name, *content, **{"class": class_})


def _main(handout: Handout) -> Iterator[ET.Element]:
    yield _tag("h1", handout.words.handout)
    for section in handout.sections:
        yield _section(handout, section)
    yield _classed("div", "foot", *(_tag("p", text) for text in handout.foot))
    yield _card(handout)


def _section(handout: Handout, section: Section) -> ET.Element:
    entries = (_entry(handout, entry) for entry in section.entries)
    return _classed(
        "section", "grave" if section.is_grave else "plain", _tag("h2", section.title), *entries
    )


def _entry(handout: Handout, entry: Entry) -> ET.Element:
    parts: list[ET.Element] = []
    if entry.link:
        name = f"{handout.words.code} {entry.link}"
        drawn = ET.fromstring(code(web_address(entry.link)))  # noqa: S314 - drawn here, not read
        parts.append(_tag("div", drawn, **{"class": "code", "role": "img", "aria-label": name}))
    if entry.name:
        parts.append(_tag("h3", entry.name))
    parts += _paragraphs(entry.paragraphs)
    if entry.contacts:
        lines = (_tag("li", *_line(handout, contact)) for contact in entry.contacts)
        parts.append(_classed("ul", "contacts", *lines))
    return _classed("div", "entry", *parts)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[ET.Element]:
    points: ET.Element | None = None
    for paragraph in paragraphs:
        label = (_tag("strong", f"{paragraph.label}: "),) if paragraph.label else ()
        if not paragraph.is_point:
            points = None
            yield _tag("p", *label, *_text(paragraph.text))
            continue
        if points is None:
            points = _tag("ul")
            yield points
        points.append(_tag("li", *label, *_text(paragraph.text)))


def _text(text: str) -> Iterator[Content]:
    """Yield `text` with each telephone number in an element of its own, which no line breaks."""
    for place, part in enumerate(NUMBER.split(text)):
        yield _tag("bdi", part, **{"class": "number", "dir": "ltr"}) if place % 2 else part


def _line(handout: Handout, contact: ContactShown) -> Iterator[Content]:
    yield _tag("strong", f"{contact.label}: ")
    for number, way in enumerate(ways(handout.words, contact)):
        yield ", " if number else ""
        yield _link(way)
    if contact.note:
        yield from _text(f" ({contact.note})")


def _link(way: Way) -> ET.Element:
    parts = _text(way.text)
    return _tag("a", *parts, href=way.link) if way.link else _tag("span", *parts)


def _card(handout: Handout) -> ET.Element:
    cells = (
        _tag(
            "li",
            contact.label,
            *(_tag("b", _link(way)) for way in ways(handout.words, contact)),
            *_text(f" {contact.note or ''}"),
        )
        for contact in handout.card
    )
    return _classed(
        "section",
        "card",
        _tag("h2", handout.words.card),
        _tag("ul", *cells),
        _tag("p", handout.dated),
    )
