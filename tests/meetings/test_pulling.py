"""Fetching a list, against a host on this computer: what is sent, byte for byte, and what is heeded."""

from collections.abc import Iterator, Mapping
from http.client import HTTPSConnection

import pytest

from pathfinder import __version__
from pathfinder.errors import MeetingsError
from pathfinder.meetings import pulling
from pathfinder.meetings.pulling import Puller, address_of, over_tls
from pathfinder.meetings.request import Validators
from tests.meetings.host import OK, Host, unencrypted

NOTHING = Validators()


@pytest.fixture
def host() -> Iterator[Host]:
    it = Host()
    yield it
    it.close()


class Pauses(list[float]):
    """How long it was waited, each time; no test waits."""


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def puller(pauses: Pauses) -> Puller:
    return Puller(unencrypted, pauses.append)


def test_nothing_is_sent_but_these_bytes(host: Host, puller: Puller) -> None:
    host.answers["/list?action=meetings"] = OK + b'ETag: "v1"\r\nLast-Modified: Mon\r\n\r\n[]'
    pulled = puller.pull(host.at("/list?action=meetings"), NOTHING)
    assert pulled == (b"[]", Validators('"v1"', "Mon"))
    headers = (
        f"Host: {host.name}\r\n"
        f"User-Agent: pathfinder/{__version__} (reads whole lists of recovery meetings)\r\n"
        "Accept: application/json, text/csv;q=0.9, */*;q=0.1\r\n"
        "Accept-Encoding: identity\r\n"
        "Connection: close\r\n"
    )
    assert host.sent == [
        f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode()
        for path in ("/robots.txt", "/list?action=meetings")
    ]


def test_who_has_a_list_asks_whether_it_has_changed(host: Host, puller: Puller) -> None:
    host.answers["/list"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    known = Validators('"v1"', "Mon, 02 Nov 2026 00:00:00 GMT")
    assert puller.pull(host.at("/list"), known) == (None, known)
    lines = host.sent[-1].split(b"\r\n")
    assert lines[-4:-2] == [
        b'If-None-Match: "v1"',
        b"If-Modified-Since: Mon, 02 Nov 2026 00:00:00 GMT",
    ]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        pytest.param(403, r"does not give it to programs \(403\)", id="403"),
        pytest.param(401, r"does not give it to programs \(401\)", id="401"),
        pytest.param(404, "is not there", id="404"),
        pytest.param(429, "asked too often", id="429"),
        pytest.param(500, "answers 500", id="500"),
        pytest.param(304, "answers 304", id="304-to-who-has-nothing"),
        pytest.param(206, "answers 206", id="206"),
    ],
)
def test_a_refusal_is_told_and_not_worked_around(
    host: Host, puller: Puller, status: int, message: str
) -> None:
    host.answers["/list"] = f"HTTP/1.1 {status} X\r\n\r\n[]".encode()
    with pytest.raises(MeetingsError, match=message):
        puller.pull(host.at("/list"), NOTHING)
    assert host.paths == ["/robots.txt", "/list"]


@pytest.mark.parametrize(
    ("robots", "asks"),
    [
        pytest.param("User-agent: *\nDisallow: /", False, id="all"),
        pytest.param("User-agent: pathfinder\nDisallow: /list", False, id="us"),
        pytest.param("User-agent: other\nDisallow: /", True, id="others"),
        pytest.param("User-agent: *\nDisallow: /else", True, id="elsewhere"),
        pytest.param("", True, id="empty"),
    ],
)
def test_robots_txt_is_heeded(host: Host, puller: Puller, robots: str, asks: bool) -> None:  # noqa: FBT001
    host.answers["/robots.txt"] = OK + b"\r\n" + robots.encode()
    host.answers["/list"] = OK + b"\r\n[]"
    if asks:
        assert puller.pull(host.at("/list"), NOTHING).data == b"[]"
    else:
        with pytest.raises(MeetingsError, match="leave it alone"):
            puller.pull(host.at("/list"), NOTHING)
        assert host.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_where_robots_txt_can_not_be_read_nothing_is_asked(
    host: Host, puller: Puller, status: int
) -> None:
    host.answers["/robots.txt"] = f"HTTP/1.1 {status} X\r\n\r\n".encode()
    with pytest.raises(MeetingsError, match="leave it alone"):
        puller.pull(host.at("/list"), NOTHING)
    assert host.paths == ["/robots.txt"]


def test_a_host_is_asked_once_a_second(host: Host, puller: Puller, pauses: Pauses) -> None:
    host.answers["/a"] = host.answers["/b"] = OK + b"\r\n[]"
    puller.pull(host.at("/a"), NOTHING)
    puller.pull(host.at("/b"), NOTHING)
    assert host.paths == ["/robots.txt", "/a", "/b"]
    assert len(pauses) == 2
    assert all(0 < pause <= 1 for pause in pauses)


def test_a_host_that_asks_for_longer_pauses_gets_them(
    host: Host, puller: Puller, pauses: Pauses
) -> None:
    host.answers["/robots.txt"] = OK + b"\r\nUser-agent: *\nCrawl-delay: 7"
    host.answers["/a"] = OK + b"\r\n[]"
    puller.pull(host.at("/a"), NOTHING)
    assert len(pauses) == 1
    assert 6 < pauses[0] <= 7


def test_a_host_may_send_us_on_within_itself(host: Host, puller: Puller) -> None:
    host.answers["/old"] = b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"
    host.answers["/new"] = OK + b"\r\n[1]"
    assert puller.pull(host.at("/old"), NOTHING).data == b"[1]"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        pytest.param(
            "https://elsewhere.example/list", "another host, elsewhere.example", id="host"
        ),
        pytest.param("//elsewhere.example/list", "another host", id="without-scheme"),
        pytest.param("http://127.0.0.1/list", "no address that can be fetched", id="not-encrypted"),
        pytest.param("file:///etc/passwd", "no address that can be fetched", id="file"),
        pytest.param("/old", "without end", id="itself"),
    ],
)
def test_a_host_can_not_send_us_to_another(
    host: Host, puller: Puller, location: str, message: str
) -> None:
    host.answers["/old"] = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode()
    with pytest.raises(MeetingsError, match=message):
        puller.pull(host.at("/old"), NOTHING)
    assert set(host.paths) <= {"/robots.txt", "/old"}


def test_a_list_without_end_is_not_read_to_its_end(
    host: Host, puller: Puller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pulling.LARGEST == 50 * 1024 * 1024
    monkeypatch.setattr(pulling, "LARGEST", 1024 * 1024)
    host.answers["/list"] = OK + b"\r\n" + b" " * (64 * 1024 * 1024)
    with pytest.raises(MeetingsError, match="is larger than 1 MB"):
        puller.pull(host.at("/list"), NOTHING)
    assert host.read == ["/robots.txt"]
    host.answers["/list"] = OK + b"\r\n" + b" " * (1024 * 1024)
    assert puller.pull(host.at("/list"), NOTHING).data == b" " * (1024 * 1024)


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", OK + b"Content-Length: 9\r\n\r\n[]"])
def test_a_host_that_does_not_answer_is_told(host: Host, puller: Puller, answer: bytes) -> None:
    host.answers["/list"] = answer
    with pytest.raises(MeetingsError, match="can't be reached"):
        puller.pull(host.at("/list"), NOTHING)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/list", "ftp://example.org/", "example.org/list", "https://", "https:///list",
        "https://user:word@example.org/", "https://example.org:port/", "https://example.org/a b",
        "https://example.org/\r\nX: 1", "https://ex\u00e4mple.org/", "https://[::1", "",
    ],
)  # fmt: skip
def test_only_a_plain_https_address_is_fetched(url: str) -> None:
    with pytest.raises(MeetingsError):
        address_of(url)


def test_the_connection_of_a_person_is_encrypted_and_its_certificate_checked() -> None:
    connection = over_tls("example.org")
    assert isinstance(connection, HTTPSConnection)
    context: Mapping[str, object] = vars(connection)
    assert connection.port == 443
    assert context["_context"].check_hostname  # type: ignore[attr-defined]
