"""How much a knowledge base holds, how old it is and how well it is sourced."""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pathfinder.knowledge.build.compile import compile_knowledge
from pathfinder.knowledge.checks.coverage import read_coverage
from pathfinder.knowledge.checks.examples import Example
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import FILES, path_of
from pathfinder.knowledge.parse.lists import read_listed
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Checked
from pathfinder.model.support import Strength, Support


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
    yield _days("Days since a support was checked", today, (s.verified_on for s in kb.supports))
    yield _days("Days since a contact was checked", today, (c.verified_on for c in kb.contacts))
    examples = read_listed(path_of("examples", folder, instead), "examples", Example).items.values()
    yield _counted("Examples", (example.expect.value for example in examples))
    lists = read_coverage(
        path_of("coverage", folder, instead), [support.id for support in kb.supports]
    )
    names = (name for listing in lists for name in listing.names)
    yield _counted(
        "Names on the lists of others", ("left out" if n.left_out else "covered" for n in names)
    )


def _figures(kb: KnowledgeBase) -> Iterator[Figures]:
    read = {source.id for source in kb.sources if source.checked is Checked.PAGE}
    yield _counted("Supports, by kind", (s.kind.value for s in kb.supports))
    yield _counted("Supports, by status", (s.status.value for s in kb.supports))
    yield _counted("Supports, by their strongest finding", map(_strongest, kb.supports))
    yield _counted(
        "Supports, by what stands behind them",
        ("a page" if read & {*s.sources} else "general knowledge only" for s in kb.supports),
    )
    yield _counted("Questions, by answers taken", (q.type.value for q in kb.questions))
    yield _counted("Notices, by severity", (n.severity.value for n in kb.notices))
    yield _counted("Contacts, by confidence", (c.confidence.value for c in kb.contacts))
    yield _counted("Sources, by how they were checked", (s.checked.value for s in kb.sources))


def _strongest(support: Support) -> str:
    found = {finding.strength for finding in support.evidence}
    return next((s.value for s in Strength if s in found), Strength.NONE.value)


def _counted(counted: str, words: Iterable[str]) -> Figures:
    """Return how often each of `words` stands there, commonest first."""
    parts = Counter(word.replace("_", " ") for word in words)
    return Figures(counted, parts.total(), tuple(parts.most_common()))


def _days(counted: str, today: dt.date, dates: Iterable[str]) -> Figures:
    ages = sorted((today - dt.date.fromisoformat(date)).days for date in dates) or [0]
    middle = int(statistics.median(ages))
    return Figures(counted, middle, (("fewest", ages[0]), ("most", ages[-1])))
