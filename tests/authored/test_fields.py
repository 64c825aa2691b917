"""A field of a support that is new must be told to all who speak of it; each of these is one place."""

import types
from typing import get_args

import msgspec
import pytest

from pathfinder import load_knowledge
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.knowledge.overlay.schema import NOT_CHANGED, Added, Described
from pathfinder.knowledge.translation import SENTENCES
from pathfinder.model.knowledge.provenance import Local
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.wording import Spoken
from pathfinder.render.provenance import origins

OPEN = frozenset(Described.__struct_fields__)
NO_SENTENCES = frozenset({"abbreviation", "read_on", "opened_on", "verified_on"})
NOT_TOLD = frozenset({"status", "sources", "verified_on"})
"""`status_note` tells of the first, and the day stands in the sentence itself."""


def test_a_local_file_may_change_a_field_or_is_told_why_not() -> None:
    assert {*NOT_CHANGED} | OPEN == {*Support.__struct_fields__}
    assert OPEN.isdisjoint(NOT_CHANGED)


def test_every_text_of_a_support_is_said_in_every_language() -> None:
    texts = {f.name for f in msgspec.structs.fields(Support) if _is_text(f.type)}
    assert "first_visit" in texts
    assert "first_step" in texts
    assert texts - NO_SENTENCES <= SENTENCES
    assert SENTENCES.isdisjoint(NO_SENTENCES)


def _is_text(type_: object) -> bool:
    """Return whether a value of `type_` is text; the names of things (ids) are types of their own."""
    parts = get_args(type_) if isinstance(type_, types.UnionType) else (type_,)
    return {*parts} <= {str, Spoken, type(None)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", sorted({*OPEN, *Added.__struct_fields__} - NOT_TOLD))
def test_a_page_tells_what_of_a_support_is_from_a_local_file(field: str, language: str) -> None:
    words = load_knowledge(language).interface
    without, told = (
        next(origins(words, [Local(place="Here", verified_on="2026-01-01", fields=fields)]))
        for fields in ((), (field,))
    )
    assert told.startswith(without.removesuffix("."))
    assert ": " in told.removeprefix(without.removesuffix("."))
