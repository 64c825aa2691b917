"""`pathfinder meetings pull`, from a host on this computer."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pathfinder.meetings import pulling
from pathfinder.meetings.store.database import opened
from pathfinder.meetings.store.feed import feeds
from tests.conftest import Ran, Run
from tests.meetings.host import OK, Host, unencrypted

Pull = Callable[..., Ran]


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    it = Host()
    whole = pulling.Puller
    monkeypatch.setattr(pulling, "Puller", lambda: whole(unencrypted, lambda _: None))
    yield it
    it.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "made.meetings"


@pytest.fixture
def pull(run: Run, host: Host, store: Path) -> Pull:
    def pull_(path: str, *more: str) -> Ran:
        url = f"https://{host.name}{path}"
        return run(
            "meetings", "pull", "--feed", url, "--program", "aa", "--into", str(store), *more
        )

    return pull_


def listing(size: int) -> bytes:
    rows = [
        {"slug": str(n), "name": f"Group {n}", "day": n % 7, "time": "19:00", "types": ["O"],
         "formatted_address": f"{n} A St, Columbus, OH 43215, USA"} for n in range(size)
    ]  # fmt: skip
    return OK + b'ETag: "v1"\r\n\r\n' + json.dumps(rows).encode()


def kept(store: Path) -> list[int]:
    with opened(store) as db:
        return [feed.kept for feed in feeds(db)]


def test_the_hosts_are_named_before_anything_is_asked(host: Host, pull: Pull, store: Path) -> None:
    host.answers["/list"] = listing(10)
    code, out, err = pull("/list")
    assert code == 0
    assert err.startswith(f"This reads lists from {host.name}.")
    assert "10 rows, 10 meetings" in out
    assert kept(store) == [10]


def test_a_list_that_has_not_changed_is_as_new_as_today(
    host: Host, pull: Pull, store: Path
) -> None:
    host.answers["/list"] = listing(10)
    pull("/list")
    with opened(store, writes=True) as db:
        db.execute("UPDATE feed SET listed_on = '2026-01-01'")
    host.answers["/list"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    code, out, _ = pull("/list")
    assert (code, kept(store)) == (0, [10])
    assert "not changed" in out
    assert b'If-None-Match: "v1"' in host.sent[-1]
    with opened(store) as db:
        assert feeds(db)[0].listed_on == dt.datetime.now(dt.UTC).date()


def test_a_list_that_has_shrunk_by_a_third_is_refused_unless_forced(
    host: Host, pull: Pull, store: Path
) -> None:
    host.answers["/list"] = listing(100)
    pull("/list")
    host.answers["/list"] = listing(69)
    code, _, err = pull("/list")
    assert (code, kept(store)) == (1, [100])
    assert "has 69 meetings now, and had 100" in err
    assert pull("/list", "--force").code == 0
    assert kept(store) == [69]
    host.answers["/list"] = listing(50)
    assert pull("/list").code == 0
    assert kept(store) == [50]


@pytest.mark.parametrize(
    "answer", [OK + b"\r\n[]", OK + b"\r\n<html>", OK + b"\r\n", OK + b"\r\n{}"]
)
def test_what_is_no_list_takes_nothing_away(
    host: Host, pull: Pull, store: Path, answer: bytes
) -> None:
    host.answers["/list"] = listing(3)
    pull("/list")
    host.answers["/list"] = answer
    code, _, err = pull("/list", "--force")
    assert (code, kept(store)) == (1, [3])
    assert err.count("pathfinder: ") == 1


def test_where_nothing_comes_nothing_is_made(pull: Pull, store: Path) -> None:
    assert pull("/gone").code == 1
    assert not store.exists()


def test_one_host_that_refuses_does_not_keep_others_from_being_read(
    host: Host, pull: Pull, store: Path
) -> None:
    host.answers["/list"] = listing(3)
    code, out, err = pull("/gone", "--feed", f"https://{host.name}/list")
    assert (code, kept(store)) == (1, [3])
    assert "/gone: is not there" in err
    assert "3 meetings" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["--feed", "https://example.org/a"], "--program: it is not said", id="no-program"
        ),
        pytest.param(["--feed", "na_ohyo"], 'did you mean "na_ohio"', id="unknown-id"),
        pytest.param(["--feed", "http://example.org/", "--program", "aa"], "no address", id="http"),
        pytest.param(["--feed", "na_ohio", "--program", "aa,na"], "not one group", id="two-groups"),
        pytest.param(["--feed", "na_ohio", "--zone", "Ohio"], "no time zone", id="zone"),
    ],
)
def test_what_can_not_be_fetched_is_told_before_anything_is_asked_or_made(
    run: Run, store: Path, arguments: list[str], message: str
) -> None:
    code, out, err = run("meetings", "pull", "--into", str(store), *arguments)
    assert code in {1, 2}
    assert out == ""
    assert message in err
    assert not store.exists()
