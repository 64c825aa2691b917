"""What is known of the knowledge base itself: its figures, and what of others' lists it covers."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pathfinder.knowledge.checks.coverage import Listing, Name
from pathfinder.knowledge.statistics import Figures
from pathfinder.model.condition import SupportId
from pathfinder.model.reference import Checked
from pathfinder.render.terminal.page import Line, Part


def figures_page(figures: Iterable[Figures]) -> Iterator[Line]:
    """Yield one line for each of `figures`."""
    for counted, total, parts in figures:
        shown = ", ".join(f"{name} {count}" for name, count in parts)
        yield Line(Part.LABEL, f"{total} ({shown})", f"{counted}: ")


def coverage_markdown(lists: Iterable[Listing], names: Mapping[SupportId, str]) -> str:
    """Return, as Markdown, which support covers each name on `lists`; `names` by support."""
    chapters = [*lists]
    whole = [name for listing in chapters for name in listing.names]
    return "\n".join(
        [
            "# What others list, and where it is here",
            "",
            "Made from `data/coverage.yaml` by `pathfinder kb coverage`; change that file, not this one.",
            "A name is covered by the entry of that body, or by one that speaks of that kind of help.",
            f"Covered: {_share(whole)}.",
            "",
            *(f"- [{listing.title}](#{_anchor(listing.title)})" for listing in chapters),
            *(line for listing in chapters for line in _chapter(listing, names)),
            "",
        ]
    )


def _anchor(title: str) -> str:
    """Return what a link to the heading `title` leads to, as Markdown is shown in most places."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _chapter(listing: Listing, names: Mapping[SupportId, str]) -> Iterator[str]:
    year = f", {listing.year}" if listing.year else ""
    recall = ", from general knowledge" if listing.checked is Checked.RECALL else ""
    url = f", <https://{listing.url}>" if listing.url else ""
    yield from ("", f"## {listing.title}", "", f"{listing.publisher}{year}{recall}{url}.")
    if listing.note:
        yield listing.note
    yield from (f"Covered: {_share(listing.names)}.", "", "| named there | here |", "|---|---|")
    for name in listing.names:
        here = ", ".join(f"{names[id_]} (`{id_}`)" for id_ in name.supports)
        yield f"| {name.name} | {here or f'left out: {name.left_out}'} |"


def _share(names: Iterable[Name]) -> str:
    listed = [*names]
    covered = sum(not name.left_out for name in listed)
    return f"{covered} of {len(listed)} ({100 * covered / (len(listed) or 1):.1f} %)"
