"""The pictures of the READMEs: what they show is what a session shows now."""

import re
from html import unescape

import pytest

from pathfinder.knowledge.languages import LANGUAGES
from tests.e2e.terminal import said_in, squeezed
from tests.pictures import path_of, screens

MOST_BYTES = 60_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_shows_what_a_session_shows_now(language: str) -> None:
    said = "".join(said_in(row) for rows in screens(language) for row in rows)
    svg = path_of(language).read_text("utf-8")
    (title, *shown) = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert title == "pathfinder"
    assert squeezed(unescape("".join(shown))) == squeezed(said), "make pictures draws them anew"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_small_and_loads_nothing(language: str) -> None:
    svg = path_of(language).read_text("utf-8")
    assert len(svg.encode()) < MOST_BYTES
    assert not re.search(r"@import|@font-face|href=|url\((?!#)|<script", svg)
