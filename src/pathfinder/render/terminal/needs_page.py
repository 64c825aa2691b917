"""The needs as pages to read: all of them by dimension, or one."""

from collections.abc import Iterator
from typing import get_args

from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.results.walk import NeedDescribed, SupportNamed, Walk
from pathfinder.render.terminal.page import GAP, PageLine, Part, contact_lines


def needs_page(words: Interface, walk: Walk) -> Iterator[PageLine]:
    """Yield every need of `walk` under its dimension, with the names of what serves it."""
    yield PageLine(Part.ALARM, words.danger)
    yield GAP
    for dimension in get_args(Dimension):
        yield PageLine(Part.TITLE, words.dimensions[dimension])
        yield GAP
        for need in walk.needs:
            if need.dimension == dimension:
                yield PageLine(Part.LABEL, need.name, f"{need.id}: ")
                named = "; ".join(_named(words, support) for support in need.supports)
                yield PageLine(Part.TEXT, named or words.nothing_serves, indent=1)
                yield GAP
    yield PageLine(Part.TEXT, words.not_for_all)
    yield PageLine(Part.QUIET, words.show_need)


def need_page(words: Interface, need: NeedDescribed) -> Iterator[PageLine]:
    """Yield the page of `need`."""
    yield PageLine(Part.TITLE, need.name)
    yield PageLine(Part.TEXT, f"{need.text} ({words.dimensions[need.dimension].lower()}).")
    yield GAP
    yield PageLine(Part.ALARM, words.danger)
    yield GAP
    if need.now:
        yield PageLine(Part.LABEL, need.now, f"{words.at_any_hour}: ")
        yield from contact_lines(words, need.contacts, indent=1)
        yield GAP
    yield PageLine(Part.LABEL, "", f"{words.urgency}:")
    for level in need.levels:
        said = f"{level}: {words.urgencies[str(level)]}"
        yield PageLine(Part.POINT, said, indent=1)
    yield GAP
    yield PageLine(Part.LABEL, "", f"{words.what_serves}:")
    for support in need.supports:
        yield PageLine(Part.POINT, f"{_named(words, support)}: {support.in_short}", indent=1)
    if not need.supports:
        yield PageLine(Part.TEXT, words.nothing_serves, indent=1)
    yield GAP
    yield PageLine(Part.TEXT, words.not_for_all)


def _named(words: Interface, support: SupportNamed) -> str:
    """Return the name of `support`; where it may not be at work, this too."""
    doubt = "" if support.status == "active" else f" ({words.statuses[support.status]})"
    return f"{support.name}{doubt}"
