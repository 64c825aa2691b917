"""A prompt as the lines that fit a screen: the question stands with its list, whatever the size."""

import textwrap
from typing import NamedTuple

from pathfinder.prompts.prompt import Prompt

WIDEST = 88
LEAST_LISTED = 5
"""Rows that the list has before why we ask goes, and then the heading."""

LEAST_ROWS = 9
"""Lines that the whole has, whatever is to stay in sight above it."""

GAPS = 2
"""Empty lines around the list, where all of it has room; with more room, one stands above all."""


class Head(NamedTuple):
    """What stands above the choices: a section, a heading, the question, why it is asked, the keys.

    `hint`: which keys do what, in a line or two. `keeps`: so many lines above all this stay in sight
    where there is room for both.
    """

    question: str
    section: str = ""
    heading: str = ""
    why: str = ""
    hint: str = ""
    keeps: int = 0


class Row(NamedTuple):
    """One line of the screen."""

    text: str
    is_bold: bool = False


def picture(prompt: Prompt, head: Head, columns: int, rows: int) -> list[Row]:
    """Return the lines of `prompt` below `head`, at most `rows` of `columns` each."""
    rows = max(min(rows, LEAST_ROWS), rows - head.keeps)
    width = max(10, min(columns - 1, WIDEST))
    question = [Row(line, is_bold=True) for line in _filled(head.question, width)]
    above = [_filled(text, width) for text in (head.section, head.heading)]
    why = _filled(head.why, width)
    below = _below(prompt, head, width)
    left = rows - len(question) - len(below)
    if left - len(why) - sum(map(len, above)) < LEAST_LISTED:
        why = []
    if left - sum(map(len, above)) < LEAST_LISTED:
        above = []
    opening = [*(Row(line) for lines in above for line in lines), *question, *map(Row, why)]
    whole = sum(len(_choice(prompt, place, width)) for place in prompt.shown())
    free = rows - len(opening) - len(below) - whole
    gaps = [Row("")] if free > GAPS else []
    apart = [Row("")] if free > GAPS + 1 else []
    room = max(1, rows - len(opening) - len(below) - GAPS * len(gaps))
    listed = list(map(Row, _listed(prompt, width, room)))
    return [*apart, *opening, *gaps, *listed, *gaps, *map(Row, below)][:rows]


def _below(prompt: Prompt, head: Head, width: int) -> list[str]:
    words = prompt.put.words
    typed = f"{words.typed}: {prompt.typed}_" if prompt.typed else ""
    return [line for text in (prompt.note, typed, head.hint) for line in _filled(text, width)]


def _listed(prompt: Prompt, width: int, room: int) -> list[str]:
    """Return the choices around the one pointed at, with a word where more stand above or below."""
    words, shown = prompt.put.words, prompt.shown()
    blocks = [_choice(prompt, place, width) for place in shown]
    here = shown.index(prompt.pointed) if prompt.pointed in shown else 0
    if sum(map(len, blocks)) <= room:
        return [line for block in blocks for line in block]
    inside = max(1, room - 2)
    first = here
    while first > 0 and sum(map(len, blocks[first - 1 : here + 1])) <= inside:
        first -= 1
    last = max(here, first)
    while last + 1 < len(blocks) and sum(map(len, blocks[first : last + 2])) <= inside:
        last += 1
    lines = [line for block in blocks[first : last + 1] for line in block][:inside]
    above = [f"    ({words.more_above})"] if first > 0 else []
    below = [f"    ({words.more_below})"] if last + 1 < len(blocks) else []
    if room <= len(above) + len(below):
        return lines[:room]
    return [*above, *lines, *below][:room]


def _choice(prompt: Prompt, place: int, width: int) -> list[str]:
    choice = prompt.put.choices[place]
    is_ticked = choice.id in prompt.ticked
    mark = ("[x]" if is_ticked else "[ ]") if prompt.put.many else ("(x)" if is_ticked else "( )")
    number = "" if prompt.put.by_name else f"{place + 1}. ".rjust(4)
    start = f"{'>' if place == prompt.pointed else ' '} {mark} {number}"
    return textwrap.wrap(
        choice.label,
        width,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=True,
        break_on_hyphens=False,
    ) or [start]


def _filled(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
