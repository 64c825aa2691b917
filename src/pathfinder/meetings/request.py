"""What a host is asked for, what is sent with it, and what comes back."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pathfinder import __version__

AGENT: Final = f"pathfinder/{__version__} (reads whole lists of recovery meetings)"


class FeedUrl(NamedTuple):
    """Where a list is: a host, with its port if it is not the usual one, and what to ask it for."""

    host: str
    path: str

    def __str__(self) -> str:
        return f"https://{self.host}{self.path}"


class Validators(NamedTuple):
    """By what a host knows the version of a list that is here already."""

    etag: str = ""
    modified: str = ""


class Pulled(NamedTuple):
    """What a host sent: the list, or nothing where it has not changed, and by what it knows it."""

    data: bytes | None
    known: Validators


def request_of(address: FeedUrl, known: Validators) -> Mapping[str, str]:
    """Return every header that is sent for `address`."""
    headers = {
        "Host": address.host,
        "User-Agent": AGENT,
        "Accept": "application/json, text/csv;q=0.9, */*;q=0.1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers
