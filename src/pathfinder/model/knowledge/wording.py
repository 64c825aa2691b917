"""Sentences, in one voice or two."""

from enum import Enum

import msgspec


class Voice(Enum):
    """Who a sentence speaks to or about: the person themselves, or someone they care for."""

    SELF = "self"
    OTHER = "other"


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
    return wording.self if voice is Voice.SELF else wording.other
