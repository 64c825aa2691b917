"""What is known of the knowledge base itself: its figures, and what of others' lists it covers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pathfinder.knowledge.checks.coverage import Chosen, Cover, Name, OtherList
from pathfinder.knowledge.statistics import Figures
from pathfinder.model.condition import SupportId
from pathfinder.render.terminal.page import PageLine, Part


def figures_page(figures: Iterable[Figures]) -> Iterator[PageLine]:
    """Yield one line for each of `figures`."""
    for counted, total, parts in figures:
        shown = ", ".join(f"{name} {count}" for name, count in parts)
        yield PageLine(Part.LABEL, f"{total} ({shown})", f"{counted}: ")


CHOSEN = {
    Chosen.GIVEN: "named in the task",
    Chosen.US: "chosen by us",
    Chosen.LATER: "chosen by us, looked at after",
}
COVER = {
    Cover.OWN: "an entry of its own",
    Cover.NEIGHBOR: "a neighbor only",
    Cover.NONE: "not covered",
}
SEEN = {"page": "read", "recall": "from general knowledge"}
ABOUT = """\
# What others list, and where it is here

Made from `data/coverage.yaml` by `pathfinder kb coverage`; change that file, not this one.

Each name is covered in one of three ways:

- **an entry of its own**: of that body, or of that very kind of help;
- **a neighbor only**: an entry that names it among others, or of another body or help close to it;
- **not covered**: with the reason.

There is no figure for all lists together, because it would mean nothing. Nobody outside this project picked the lists at random: the task named some,
and we chose the others. Entries were written from the lists marked "named in the task" and "chosen by us", so these are covered by design. Only
the lists marked "looked at after" say something about what is missing, and only about what their makers know. Lists "from general knowledge" hold
only names that we could remember, and nobody has seen the list itself for this page.
"""


def coverage_markdown(lists: Sequence[OtherList], names: Mapping[SupportId, str]) -> str:
    """Return, as Markdown, which support covers each name on `lists`; `names` by support."""
    return "\n".join(
        [
            ABOUT,
            f"| list | chosen | seen | names | {' | '.join(COVER.values())} |",
            "|---|---|---|--:|--:|--:|--:|",
            *map(_row, lists),
            *(line for listing in lists for line in _chapter(listing, names)),
            "",
        ]
    )


def _row(listing: OtherList) -> str:
    counts = _counts(listing.names)
    title = f"[{listing.title}](#{_anchor(listing.title)})"
    told = (title, CHOSEN[listing.chosen], SEEN[listing.checked], str(len(listing.names)))
    return f"| {' | '.join((*told, *(str(counts[cover]) for cover in COVER)))} |"


def _anchor(title: str) -> str:
    """Return what a link to the heading `title` leads to, as Markdown is shown in most places."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _chapter(listing: OtherList, names: Mapping[SupportId, str]) -> Iterator[str]:
    year = f", {listing.year}" if listing.year else ""
    recall = ", from general knowledge" if listing.checked == "recall" else ""
    url = f", <https://{listing.url}>" if listing.url else ""
    yield from ("", f"## {listing.title}", "", f"{listing.publisher}{year}{recall}{url}.")
    if listing.note:
        yield listing.note
    counts = _counts(listing.names)
    told = "; ".join(f"{words}: {counts[cover]}" for cover, words in COVER.items())
    chosen = CHOSEN[listing.chosen].capitalize()
    yield from (f"{chosen}. Of {len(listing.names)} names, {told}.", "")
    yield from ("| named there | here |", "|---|---|")
    for name in listing.names:
        yield f"| {name.name} | {_here(name, names)} |"


def _here(name: Name, names: Mapping[SupportId, str]) -> str:
    if name.left_out:
        return f"not covered: {name.left_out}"
    near = "neighbor: " if name.cover is Cover.NEIGHBOR else ""
    covering = (*name.supports, *name.neighbors)
    return near + ", ".join(f"{names[id_]} (`{id_}`)" for id_ in covering)


def _counts(names: Iterable[Name]) -> Counter[Cover]:
    return Counter(name.cover for name in names)
