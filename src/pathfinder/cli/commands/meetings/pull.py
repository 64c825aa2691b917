"""`pathfinder meetings pull`: lists from their hosts. No other command opens a connection."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.commands.meetings.read import (
    Into,
    Plain,
    Zone,
    check_zone,
    make_store,
    one_program,
)
from pathfinder.cli.options.completers import one_of
from pathfinder.cli.options.find_support import programs_starting
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import knowledge
from pathfinder.cli.options.meetings_file import now
from pathfinder.cli.stderr_notes import tell
from pathfinder.cli.terminal import print_page
from pathfinder.errors import MeetingsError, Problem, UsageError, did_you_mean, quoted
from pathfinder.model.condition import SupportId

if TYPE_CHECKING:
    from pathfinder.meetings.pulling import Puller
    from pathfinder.meetings.request import FeedUrl
    from pathfinder.meetings.store.feed import Feed
    from pathfinder.model.knowledge_base import KnowledgeBase

SHRUNK = 0.7
"""A list that has less than this of the meetings it had may be broken, or half sent."""


def _feed_ids(incomplete: str) -> list[tuple[str, str]]:
    from pathfinder.knowledge.checks.feeds import read_feeds
    from pathfinder.knowledge.data_dir import shipped_data

    names = {feed.id: feed.name for feed in read_feeds(shipped_data() / "feeds.yaml")}
    return one_of(names, names.__getitem__)(incomplete)


Feeds = Annotated[
    list[str],
    typer.Option(
        "--feed",
        metavar="URL",
        help="The https address of a list, or the id of a known one. May be given again.",
        autocompletion=_feed_ids,
    ),
]
Program = Annotated[
    str | None,
    typer.Option(
        "--program",
        metavar="ID",
        help="Whose lists they are, such as aa; a known one tells it.",
        autocompletion=programs_starting,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Take a list that has far fewer meetings than before.")
]


def pull(  # noqa: PLR0913 - the options of one command
    *,
    feed: Feeds,
    into: Into,
    program: Program = None,
    zone: Zone = None,
    force: Force = False,
    plain: Plain = False,
    lang: Lang = None,
) -> None:
    """Fetch lists from their hosts into one file of meetings. The only command that uses a network."""
    from pathfinder.meetings.pulling import Puller

    kb = knowledge(lang)
    check_zone(zone)
    asked = [_asked(kb, name, program) for name in feed]
    hosts = ", ".join(dict.fromkeys(address.host for _, address in asked))
    tell(kb.interface.meetings.asks_hosts.format(hosts=hosts))
    puller, failed = Puller(), list[Problem]()
    for group, address in asked:
        try:
            _pull_one(kb, puller, group, address, into, zone=zone or "", force=force, plain=plain)
        except MeetingsError as error:
            failed += error.problems
    if failed:
        raise MeetingsError(failed)


def _asked(kb: "KnowledgeBase", name: str, program: str | None) -> tuple[SupportId, "FeedUrl"]:
    """Return whose list is meant by `name`, an address or the id of a known one, and where it is."""
    from pathfinder.knowledge.checks.feeds import read_feeds
    from pathfinder.knowledge.data_dir import shipped_data
    from pathfinder.meetings.pulling import address_of

    if ":" in name:
        if program is None:
            hint = "add --program, such as --program aa"
            raise UsageError([Problem("--program", "it is not said whose list that is", hint)])
        return one_program(kb, program), address_of(name)
    known = {feed.id: feed for feed in read_feeds(shipped_data() / "feeds.yaml")}
    if name not in known:
        hint = did_you_mean(name, known) or f"an https address, or one of: {', '.join(known)}"
        raise UsageError([Problem("--feed", f"{quoted(name)} is not known", hint)])
    group = known[name].program if program is None else one_program(kb, program)
    return group, address_of(known[name].url)


def _pull_one(  # noqa: PLR0913 - what one list takes
    kb: "KnowledgeBase",
    puller: "Puller",
    group: SupportId,
    address: "FeedUrl",
    into: Path,
    *,
    zone: str,
    force: bool,
    plain: bool,
) -> None:
    """Fetch one list, and put it into the file in place of what it said before.

    Raises `MeetingsError` where it can't be had, can't be read, or has shrunk.
    """
    from pathfinder.meetings.lists.read import ListContext, read_list
    from pathfinder.meetings.request import Validators
    from pathfinder.meetings.store.database import opened
    from pathfinder.meetings.store.feed import Origin, unchanged
    from pathfinder.meetings.store.writing import put
    from pathfinder.meetings.zip_areas import load_zip_areas
    from pathfinder.render.terminal.lists_page import read_page, unchanged_page

    where, today = str(address), now().date()
    before = _before(into, group, where)
    known = Validators(before.etag, before.modified) if before else Validators()
    pulled = puller.pull(address, known)
    if pulled.data is None and before is not None:
        with opened(into, writes=True) as db:
            unchanged(db, before, today)
        print_page(unchanged_page(kb.interface, where), plain=plain)
        return
    reading = read_list(
        pulled.data or b"", ListContext(program=group, where=where, zone=zone), load_zip_areas()
    )
    _check_size(where, len(reading.meetings), before, force=force)
    origin = Origin(
        source=where, listed_on=today, etag=pulled.known.etag, modified=pulled.known.modified
    )
    make_store(into)
    with opened(into, writes=True) as db:
        put(db, reading, origin)
    print_page(read_page(kb.interface, where, reading), plain=plain)


def _before(into: Path, group: SupportId, where: str) -> "Feed | None":
    """Return what the file has of this list already. Raises `MeetingsError` where it is no store."""
    from pathfinder.meetings.store.database import opened
    from pathfinder.meetings.store.feed import feeds

    if not into.exists():
        return None
    with opened(into) as db:
        return next((f for f in feeds(db) if (f.program, f.source) == (group, where)), None)


def _check_size(where: str, count: int, before: "Feed | None", *, force: bool) -> None:
    """Raise `MeetingsError` where a list has no meeting, or far fewer than `before`."""
    if not count:
        hint = "look at the address in a browser"
        raise MeetingsError([Problem(where, "holds no meeting that could be read", hint)])
    if before and not force and count < before.kept * SHRUNK:
        message = f"has {count} meetings now, and had {before.kept}"
        hint = "what was read before is kept; --force takes the new list"
        raise MeetingsError([Problem(where, message, hint)])
