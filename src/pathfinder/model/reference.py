"""What the knowledge refers to: contacts a person can reach, sources a fact rests on."""

from enum import Enum
from typing import NewType

import msgspec

ContactId = NewType("ContactId", str)
SourceId = NewType("SourceId", str)


class Confidence(Enum):
    """How sure it is that a contact is right."""

    CERTAIN = "certain"
    HIGH = "high"
    MEDIUM = "medium"


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phone number, text code or address; nothing else of the kind is ever printed.

    `extension`: what to ask for once the phone is answered. `address`: the street, for a visit.
    `days`, `hours`: when somebody is there.
    """

    id: ContactId
    label: str
    verified_on: str
    source: SourceId
    confidence: Confidence
    phone: str | None = None
    extension: str | None = None
    text: str | None = None
    url: str | None = None
    email: str | None = None
    address: str | None = None
    days: str | None = None
    hours: str | None = None
    note: str | None = None


class Checked(Enum):
    """How a source was checked: its page was read, or it rests on general knowledge."""

    PAGE = "page"
    RECALL = "recall"


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact comes from."""

    id: SourceId
    title: str
    publisher: str
    checked: Checked
    url: str | None = None
    year: int | None = None
