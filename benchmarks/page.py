"""How long the page is that a person reads, and whether it says each thing once.

    python benchmarks/page.py [PEOPLE]

The sheets are those of `people.py`; its seed is printed. The page is that of `pathfinder suggest`,
plain, at 80 columns. It reports beside what is aimed for, and passes or fails nothing.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from people import SEED, SIZE, people

from pathfinder import load_knowledge
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from pathfinder.render.terminal.dangers import lesser, lesser_lines, notices_page
from pathfinder.render.terminal.one_page import SHOWN, result_page
from pathfinder.render.terminal.page import PageLine, Part
from pathfinder.render.terminal.plain_text import as_plain
from pathfinder.render.trimming import limited

COLUMNS = 80
AT_ONCE = 250
ONCE = {
    "naloxone": re.compile("naloxon", re.IGNORECASE),
    "911": re.compile("911"),
    "not all at once": re.compile("all at once|sudden|de golpe|de repente", re.IGNORECASE),
}
"""What is to stand in one block of notices only."""


class Page(NamedTuple):
    """One page: its lines, its words, the lines before the first suggestion, and what is said twice."""

    lines: int
    words: int
    before: int
    twice: frozenset[str]


def main(size: int) -> None:
    """Print the figures of `size` sheets in each language."""
    english = load_knowledge()
    sheets = [*people(english, size)]
    print(f"{size} sheets, seed {SEED}, {COLUMNS} columns")
    for language in LANGUAGES:
        report(language, [*pages(load_knowledge(language), sheets)])


def pages(kb: KnowledgeBase, sheets: Sequence[Answers]) -> list[Page]:
    """Return the page of each of `sheets`."""
    found: list[Page] = []
    for start in range(0, len(sheets), AT_ONCE):
        some = suggest_each(kb, sheets[start : start + AT_ONCE])
        found += [page_of(kb, result) for result in some]
    return found


def page_of(kb: KnowledgeBase, result: Result) -> Page:
    """Return the measures of the page of `result`."""
    shown = limited(result, SHOWN)
    drawn = result_page(kb, shown, found=len(result.suggestions), more={})
    text = as_plain(drawn, COLUMNS)
    top = as_plain(notices_page(kb.interface, result.notices), COLUMNS)
    blocks = [*blocks_of(notices_page(kb.interface, result.notices))]
    blocks.append(as_plain(lesser_lines(kb.interface, lesser(result.notices)), COLUMNS))
    return Page(
        lines=text.count("\n"),
        words=len(text.split()),
        before=top.count("\n") if top.strip() else 0,
        twice=frozenset(
            name
            for name, pattern in ONCE.items()
            if sum(bool(pattern.search(block)) for block in blocks) > 1
        ),
    )


def blocks_of(lines: Iterable[PageLine]) -> list[str]:
    """Return the text of each block of `lines`; a gap ends one."""
    found = [""]
    for line in lines:
        if line.part is Part.GAP:
            found.append("")
        found[-1] += f"{line.label}{line.text}\n"
    return found


def report(language: str, measured: Sequence[Page]) -> None:
    """Print the figures of `measured`, each beside its aim."""
    lines = sorted(page.lines for page in measured)
    words = sorted(page.words for page in measured)
    before = sorted(page.before for page in measured)
    print(f"{language}: lines: median {at(lines, 0.5)}, 95 % at most {at(lines, 0.95)} (aim: 60),")
    print(f"  worst {lines[-1]}; words: median {at(words, 0.5)}, 95 % at most {at(words, 0.95)}")
    print(f"  (aim: 450), worst {words[-1]}")
    print(f"  before the first suggestion: median {at(before, 0.5)} (aim: 14), 90 % at most")
    print(f"  {at(before, 0.9)} (aim: 24), worst {before[-1]} (aim: 40)")
    for name in ONCE:
        share = sum(name in page.twice for page in measured) / len(measured)
        print(f"  {name} in more than one block of notices: {share:.1%} (aim: at most 1 %)")


def at(ordered: Sequence[int], share: float) -> int:
    """Return what `share` of the `ordered` figures does not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
