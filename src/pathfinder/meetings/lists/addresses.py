"""The parts of an address in one line, as lists of meetings print it in the United States."""

import re
from typing import NamedTuple

COUNTRIES = frozenset({"us", "usa", "united states", "united states of america", "ee. uu."})
STATE = re.compile(r"([A-Z]{2})\.?(?:\s+(\d{5})(?:-\d{4})?)?")
NO_STREET = frozenset({"", "online", "virtual", "zoom", "online meeting", "telephone", "phone"})
"""What stands in place of a street, where there is none."""


class Address(NamedTuple):
    """An address; what is not known is empty."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""

    @property
    def has_door(self) -> bool:
        """Return whether a person could find a door by it."""
        return self.street.lower() not in NO_STREET

    @property
    def line(self) -> str:
        """Return all of it in one line."""
        region = " ".join(filter(None, (self.state, self.zip_code)))
        return ", ".join(filter(None, (self.street, self.city, region)))


def address_of(line: str) -> Address:
    """Return the parts of `line`, such as `123 Main St, Anytown, CA 98765, USA`.

    Where no state is found, all of it is the street.
    """
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if parts and parts[-1].lower() in COUNTRIES:
        parts.pop()
        if not parts:
            return Address()
    match = STATE.fullmatch(parts[-1]) if parts else None
    if match is None:
        return Address(street=", ".join(parts))
    *street, city = parts[:-1] or [""]
    return Address(", ".join(street), city, match[1], match[2] or "")
