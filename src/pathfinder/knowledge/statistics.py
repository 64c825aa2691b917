"""How much a knowledge base holds, how old it is and how well it is sourced."""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from pathfinder.knowledge.build.compile import compile_knowledge
from pathfinder.knowledge.checks.coverage import Chosen, OtherList, read_coverage
from pathfinder.knowledge.checks.examples import Example
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import FILES, path_of
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.knowledge.reference import Dated, Source, newest_date
from pathfinder.model.knowledge.support import Support, sources_named
from pathfinder.model.knowledge.support_traits import Strength
from pathfinder.model.knowledge_base import KnowledgeBase


class Figures(NamedTuple):
    """What was counted and how many there are, then the count of each part."""

    counted: str
    total: int
    parts: tuple[tuple[str, int], ...]


def statistics_of(folder: Path, instead: Mapping[str, Path], today: dt.date) -> Iterator[Figures]:
    """Yield the figures of the knowledge base in `folder`, `instead` standing in for its files.

    Raises `KnowledgeBaseError` where it can't be compiled.
    """
    of_base = {name: path for name, path in instead.items() if name in FILES}
    kb = joined(compile_knowledge(folder, of_base))
    yield from _figures(kb)
    yield _days("Days since a support was read or opened", today, kb.supports)
    yield _days("Days since a contact was read or opened", today, kb.contacts)
    examples = read_listed(path_of("examples", folder, instead), "examples", Example).items.values()
    yield _counted("Examples", (example.expect.value for example in examples))
    lists = read_coverage(
        path_of("coverage", folder, instead), [support.id for support in kb.supports]
    )
    yield from _covered(lists)


def _figures(kb: KnowledgeBase) -> Iterator[Figures]:
    read = {source.id for source in kb.sources if source.checked == "page"}
    yield _counted("Supports, by kind", (s.kind for s in kb.supports))
    yield _counted("Supports, by status", (s.status for s in kb.supports))
    yield _counted("Supports, by their strongest finding", map(_strongest, kb.supports))
    yield _counted(
        "Supports, by what stands behind them",
        ("a page" if read & {*s.sources} else "general knowledge only" for s in kb.supports),
    )
    yield _counted("Questions, by answers taken", (q.type for q in kb.questions))
    yield _counted("Notices, by severity", (n.severity for n in kb.notices))
    yield _counted("Contacts, by confidence", (c.confidence for c in kb.contacts))
    yield _looked_at("Contacts, by how they were looked at", kb.contacts)
    yield _looked_at("Supports, by how they were looked at", kb.supports)
    yield _counted("Supports, by the year of their newest source", _newest_years(kb))
    yield _counted("Sources, by where they stand", map(_stands, kb.sources))
    yield _counted("Sources, by how they were checked", (s.checked for s in kb.sources))


def _covered(lists: Iterable[OtherList]) -> Iterator[Figures]:
    """Yield how the names are covered; lists that entries were written from tell less of gaps."""
    covers: dict[bool, list[str]] = {False: [], True: []}
    for listing in lists:
        covers[listing.chosen is Chosen.LATER] += [name.cover.value for name in listing.names]
    yield _counted("Names on lists that entries were written from", covers[False])
    yield _counted("Names on lists looked at after", covers[True])


def _looked_at(counted: str, items: Sequence[Dated]) -> Figures:
    """Return how many of `items` were looked at in each way; also where it is none."""
    opened = sum(bool(item.opened) for item in items)
    read = sum(bool(item.read_on) and not item.opened for item in items)
    parts = (
        ("own page opened or phone called", opened),
        ("a copy read", read),
        ("from general knowledge", len(items) - opened - read),
    )
    return Figures(counted, len(items), parts)


def _newest_years(kb: KnowledgeBase) -> Iterator[str]:
    source_by_id = {source.id: source for source in kb.sources}
    for support in kb.supports:
        newest = newest_date(source_by_id[id_] for id_ in sources_named(support))
        yield newest[:4] if newest else "without a date"


def _stands(source: Source) -> str:
    if source.copy:
        return "in a copy"
    return "with its publisher" if source.url else "without an address"


def _strongest(support: Support) -> str:
    found = {finding.strength for finding in support.evidence}
    return next((s for s in get_args(Strength) if s in found), "none")


def _counted(counted: str, words: Iterable[str]) -> Figures:
    """Return how often each of `words` stands there, commonest first."""
    parts = Counter(word.replace("_", " ") for word in words)
    return Figures(counted, parts.total(), tuple(parts.most_common()))


def _days(counted: str, today: dt.date, looked_at: Iterable[Dated]) -> Figures:
    dates = (item.looked_on for item in looked_at)
    ages = sorted((today - dt.date.fromisoformat(date)).days for date in dates if date) or [0]
    middle = int(statistics.median(ages))
    return Figures(counted, middle, (("fewest", ages[0]), ("most", ages[-1])))
