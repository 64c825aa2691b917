"""Which file of meetings is meant, which groups, and which day it is."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pathfinder.cli.fault_words import fault_words
from pathfinder.cli.options.completers import a_file, some_of
from pathfinder.cli.options.find_support import support_named
from pathfinder.cli.options.local import knowledge
from pathfinder.errors import Problem, UsageError
from pathfinder.model.condition import SupportId

if TYPE_CHECKING:
    from pathfinder.model.knowledge_base import KnowledgeBase
    from pathfinder.model.results.parts import ContactShown

VARIABLE = "PATHFINDER_MEETINGS"
MOST_FINDERS = 2

MeetingsFile = Annotated[
    Path | None,
    typer.Option(
        "--meetings",
        metavar="FILE",
        help="The file of meetings (default: that of PATHFINDER_MEETINGS).",
        autocompletion=a_file,
    ),
]


def store_named(given: Path | None) -> Path | None:
    """Return the file of meetings that was `given`, else that of the environment, if any."""
    if given is not None:
        return given
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def store_needed(given: Path | None) -> Path:
    """Return what `store_named` does. Raises `UsageError` where there is none."""
    store = store_named(given)
    if store is None:
        words = fault_words()
        raise UsageError([Problem("--meetings", words.no_store, words.name_store)])
    return store


def now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)


def programs_named(kb: "KnowledgeBase", given: str | None) -> tuple[SupportId, ...]:
    """Return the ids of the groups that `given` names, with commas between. Raises `UsageError`."""
    words = [word for word in (given or "").split(",") if word.strip()]
    return tuple(dict.fromkeys(support_named(kb, word, "--program").id for word in words))


def programs_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete a list of groups to: ids with their names."""
    names = {str(support.id): support.name for support in knowledge().supports}
    return some_of(names, names.__getitem__)(incomplete)


def finders_of(kb: "KnowledgeBase") -> dict[SupportId, tuple["ContactShown", ...]]:
    """Return where each support lists its meetings, as far as we know: its own pages, at most two."""
    from pathfinder.engine.parts.contacts import contact_shown, sources_of

    by_id = {contact.id: contact for contact in kb.contacts}
    sources = sources_of(kb)
    found: dict[SupportId, tuple[ContactShown, ...]] = {}
    for support in kb.supports:
        pages = [contact_shown(by_id[id_], sources) for id_ in support.contacts if by_id[id_].url]
        listing = [page for page in pages if page.id.endswith(("_meetings", "_online", "_virtual"))]
        found[support.id] = tuple((listing or pages[:1])[:MOST_FINDERS])
    return found


def short_names(kb: "KnowledgeBase") -> dict[SupportId, str]:
    """Return of each support its abbreviation, or else its name."""
    return {support.id: support.abbreviation or support.name for support in kb.supports}
