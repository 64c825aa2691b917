"""Fetching a list from its host: the only code of pathfinder that opens a connection.

What is sent is what `request_of` returns, and nothing else: no cookie, no place, no answer. A list is
fetched whole, and searched here.
"""

import time
from collections.abc import Callable
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from pathfinder.errors import MeetingsError, Problem
from pathfinder.meetings.request import FeedUrl, Pulled, Validators, request_of

NAME: Final = "pathfinder"
"""What a `robots.txt` may call it."""
LARGEST = 50 * 1024 * 1024
LARGEST_ROBOTS = 512 * 1024
"""Bytes."""
PAUSE, LONGEST_PAUSE, TIMEOUT = 1.0, 30.0, 30.0
"""Seconds: between two requests to one host, the most that a host may ask for, and until one fails."""
MOST_REDIRECTS = 3
BLOCK = 256 * 1024

OK, UNCHANGED, UNAUTHORIZED, FORBIDDEN, GONE, TOO_MANY = 200, 304, 401, 403, 410, 429
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SERVER_FAULT = 500

Connect = Callable[[str], HTTPConnection]
"""Opens a connection to a host, with its port if that is named."""


def over_tls(host: str) -> HTTPConnection:
    """Return a connection to `host` that is encrypted, and whose certificate is checked."""
    return HTTPSConnection(host, timeout=TIMEOUT)


def address_of(url: str) -> FeedUrl:
    """Return the address in `url`. Raises `MeetingsError` where it is no plain https address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise MeetingsError([Problem(url, "is no web address", str(error))]) from error
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or not plain:
        hint = "it begins with https:// and holds no password"
        raise MeetingsError([Problem(url, "is no address that can be fetched", hint)])
    path = parts.path or "/"
    return FeedUrl(parts.netloc.lower(), f"{path}?{parts.query}" if parts.query else path)


class Puller:
    """Fetches lists, politely: what `robots.txt` forbids is not asked for, and never in a hurry."""

    def __init__(
        self, connect: Connect = over_tls, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._connect = connect
        self._pause = pause
        self._robots: dict[str, RobotFileParser] = {}
        self._asked_at: dict[str, float] = {}

    def pull(self, address: FeedUrl, known: Validators) -> Pulled:
        """Return the list at `address`, or nothing where it is as it was `known`.

        Raises `MeetingsError` where its host does not give it, or gives too much.
        """
        where = address
        for _ in range(MOST_REDIRECTS + 1):
            self._heed_robots(where)
            status, headers, data = self._ask(where, known, LARGEST)
            if status == OK:
                return Pulled(
                    data, Validators(headers.get("etag", ""), headers.get("last-modified", ""))
                )
            if status == UNCHANGED and known != Validators():
                return Pulled(None, known)
            if status not in REDIRECTS:
                raise MeetingsError([Problem(str(address), *_refusal(status))])
            where = _redirected(address, where, headers.get("location", ""))
        raise MeetingsError(
            [Problem(str(address), "leads from one address to another without end")]
        )

    def _heed_robots(self, address: FeedUrl) -> None:
        """Raise `MeetingsError` where the host asks that `address` be left alone."""
        host = address.host
        if host not in self._robots:
            self._robots[host] = self._robots_of(host)
        if not self._robots[host].can_fetch(NAME, str(address)):
            hint = "ask the people of the list for a file, and use `pathfinder meetings read`"
            raise MeetingsError(
                [Problem(str(address), "its robots.txt asks to leave it alone", hint)]
            )

    def _robots_of(self, host: str) -> RobotFileParser:
        """Return what `host` asks of robots, by RFC 9309: all is open where it has no such file."""
        robots = RobotFileParser()
        status, _, data = self._ask(
            FeedUrl(host, "/robots.txt"), Validators(), LARGEST_ROBOTS, cuts=True
        )
        if status == OK:
            robots.parse(data.decode("utf-8", errors="replace").splitlines())
        elif status in {UNAUTHORIZED, FORBIDDEN} or status >= SERVER_FAULT:
            robots.parse(["User-agent: *", "Disallow: /"])
        else:
            robots.parse([])
        return robots

    def _ask(
        self, address: FeedUrl, known: Validators, most: int, *, cuts: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        """Send one request; return the status, the headers and the body, at most `most` bytes of it.

        Raises `MeetingsError` where nobody answers, and where the body is longer, unless it `cuts`.
        """
        self._wait(address.host)
        connection = self._connect(address.host)
        try:
            connection.putrequest("GET", address.path, skip_host=True, skip_accept_encoding=True)
            for name, value in request_of(address, known).items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            data = _body(response, most)
        except (OSError, HTTPException) as error:
            told = getattr(error, "strerror", None) or type(error).__name__
            raise MeetingsError([Problem(str(address), f"can't be reached: {told}")]) from error
        finally:
            connection.close()
        if len(data) > most and not cuts:
            size = most // 1024 // 1024
            raise MeetingsError([Problem(str(address), f"is larger than {size} MB")])
        return response.status, headers, data[:most]

    def _wait(self, host: str) -> None:
        """Wait until the host may be asked again."""
        robots = self._robots.get(host)
        asked = float(robots.crawl_delay(NAME) or 0) if robots else 0.0
        pause = min(max(PAUSE, asked), LONGEST_PAUSE)
        now = time.monotonic()
        if host in self._asked_at:
            left = self._asked_at[host] + pause - now
            if left > 0:
                self._pause(left)
        self._asked_at[host] = time.monotonic()


def _body(response: HTTPResponse, most: int) -> bytes:
    """Return the body, or a little more than `most` bytes of it.

    Raises `IncompleteRead` where it ends before the host said: half a list is none.
    """
    parts, size, part = list[bytes](), 0, b"-"
    while size <= most and part:
        part = response.read(BLOCK)
        parts.append(part)
        size += len(part)
    if not part and response.length:
        raise IncompleteRead(parts[-1], response.length)
    return b"".join(parts)


def _redirected(first: FeedUrl, where: FeedUrl, location: str) -> FeedUrl:
    """Return where a host sends us on. Raises `MeetingsError` where that is another host."""
    target = address_of(urljoin(str(where), location))
    if target.host != first.host:
        hint = f"if you trust it, name it yourself: {target}"
        raise MeetingsError([Problem(str(first), f"leads to another host, {target.host}", hint)])
    return target


def _refusal(status: int) -> tuple[str, str]:
    ask = "ask the people of the list for a file, and use `pathfinder meetings read`"
    if status in {UNAUTHORIZED, FORBIDDEN}:
        return f"its host does not give it to programs ({status})", ask
    if status == TOO_MANY:
        return f"its host was asked too often ({status})", "try again tomorrow"
    if status in {404, GONE}:
        return f"is not there ({status})", "look on the site of the group for where it is now"
    return f"its host answers {status}", "try again later"
