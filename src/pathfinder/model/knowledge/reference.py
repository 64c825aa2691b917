"""What the knowledge refers to: contacts a person can reach, sources a fact rests on."""

from collections.abc import Iterable
from typing import Literal, NewType

import msgspec

ContactId = NewType("ContactId", str)
SourceId = NewType("SourceId", str)


Confidence = Literal["certain", "high", "medium"]
"""How sure it is that a contact is right."""


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody has looked at, and how: a copy is not the page, and a page is not a call.

    `read_on`: the day a copy of a page on it was read. `opened_on`: the day its own page was opened,
    or its phone answered. `verified_on`: what a local file calls `opened_on`.
    """

    read_on: str | None = None
    opened_on: str | None = None
    verified_on: str | None = None

    @property
    def opened(self) -> str | None:
        """The day its own page was opened or its phone answered, by either name."""
        return self.opened_on or self.verified_on

    @property
    def looked_on(self) -> str:
        """The last day that anyone looked, in either way; empty where nobody has."""
        return max(self.read_on or "", self.opened or "")


class Contact(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phone number, text code or address; nothing else of the kind is ever printed.

    `extension`: what to ask for once the phone is answered. `address`: the street, for a visit.
    `days`, `hours`: when somebody is there.
    """

    id: ContactId
    label: str
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


Checked = Literal["page", "recall"]
"""How a source was checked: its page was read, or it rests on general knowledge."""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact comes from.

    `dated`: the day or month on it, where that is more exact than its `year`. `copy`: its `url` is
    not the publisher's own page, but a copy kept by someone else.
    """

    id: SourceId
    title: str
    publisher: str
    checked: Checked
    url: str | None = None
    year: int | None = None
    dated: str | None = None
    copy: bool = False

    @property
    def date(self) -> str | None:
        """The date on it, as exact as it is known."""
        return self.dated or (str(self.year) if self.year else None)


def newest_date(sources: Iterable[Source]) -> str | None:
    """Return the newest date on any of `sources`; none where no one of them has a date."""
    return max((date for source in sources if (date := source.date)), default=None)
