"""Sentences, in one voice or two."""

from typing import Literal

import msgspec

Voice = Literal["self", "other"]
"""Who a sentence speaks to or about: the person themselves, or someone they care for."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence in two voices."""

    self: str
    other: str


Wording = str | Spoken
"""Plain where it does not speak to "you", else in two voices."""


def in_voice(wording: Wording, voice: Voice) -> str:
    """Return the text of `wording` for `voice`."""
    if isinstance(wording, str):
        return wording
    return wording.self if voice == "self" else wording.other
