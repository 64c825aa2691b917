"""`pathfinder meetings check`: what a file of meetings holds."""

from pathlib import Path
from typing import Annotated

import typer

from pathfinder.cli.commands.meetings.read import Plain
from pathfinder.cli.options.completers import a_file
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import knowledge
from pathfinder.cli.options.meetings_file import MeetingsFile, now, store_needed
from pathfinder.cli.terminal import print_page


def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A file of meetings.", autocompletion=a_file),
    ] = None,
    *,
    meetings: MeetingsFile = None,
    plain: Plain = False,
    lang: Lang = None,
) -> None:
    """Print what a file of meetings holds; leave with 1 where it holds none that can be shown."""
    from pathfinder.meetings.store.database import opened
    from pathfinder.meetings.store.feed import feeds
    from pathfinder.render.terminal.lists_page import feeds_page

    kb = knowledge(lang)
    with opened(store_needed(file or meetings)) as db:
        found = feeds(db)
    names = {support.id: support.name for support in kb.supports}
    print_page(feeds_page(kb.interface, found, names, now().date()), plain=plain)
    if not any(feed.kept for feed in found):
        raise typer.Exit(1)
