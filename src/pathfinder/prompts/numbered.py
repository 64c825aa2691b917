"""A prompt as plain lines: numbered, read aloud well, and answered with a line."""

import shutil
import sys
import textwrap

from pathfinder.prompts.keys import pressed
from pathfinder.prompts.lines import line_typed
from pathfinder.prompts.picture import WIDEST, Head
from pathfinder.prompts.prompt import Prompt, chosen
from pathfinder.prompts.terminal import is_small

LIST_WORDS = {"list", "lista"}


def ask_numbered(prompt: Prompt, head: Head, *, by_page: bool = False) -> Prompt:
    """Return `prompt` once it is done. `by_page`: a list longer than the screen comes in pages.

    Raises `Left` where the person leaves, and `EOFError` where nobody can answer any more.
    """
    if not is_small():
        say("")
    pages = _paged(_opening(prompt, head), by_page=by_page)
    while prompt.done is None:
        for text in pages.pop(0) if pages else ():
            say(text)
        line = _line(prompt, goes_on=bool(pages))
        if pages and line == "" and prompt.asks is None:
            continue
        prompt = pressed(prompt, "interrupt") if line is None else _after(prompt, line)
        rest = [] if line else pages  # after what was typed, Enter alone is about that
        pages = [*_paged(_said_of(prompt), by_page=by_page), *rest]
    return prompt


def _line(prompt: Prompt, *, goes_on: bool) -> str | None:
    """Return the line typed, or nothing at Ctrl-C. `goes_on`: Enter alone shows more of a list."""
    words = prompt.put.words
    try:
        return read(f"{words.list_goes_on if goes_on else ''} {words.answer}:".strip()).strip()
    except KeyboardInterrupt:
        say("")
        return None


def _opening(prompt: Prompt, head: Head) -> list[list[str]]:
    """Return the blocks that say what is asked; of a list that is long, the question again below."""
    labels = [] if prompt.put.by_name else _labels(prompt)
    above = [*filter(None, (head.section, f"{head.heading} {head.question}".strip(), head.why))]
    below = [*filter(None, (chosen(prompt), head.hint))]
    if _height(*above, *labels, *below) > _rows():
        below.insert(0, head.question)
    return [above, *([label] for label in labels[:-1]), [*labels[-1:], *below]]


def _said_of(prompt: Prompt) -> list[list[str]]:
    """Return the blocks that say what came of a line: in danger that is the choices once more."""
    if prompt.done is not None or not prompt.note:
        return []
    again = _labels(prompt) if prompt.put.words.danger_answer in prompt.note else []
    return [[prompt.note], *([label] for label in again)]


def _paged(blocks: list[list[str]], *, by_page: bool) -> list[list[str]]:
    """Return the texts of `blocks` as one page; `by_page`, as many as the screen has room for."""
    pages: list[list[str]] = []
    for block in blocks:
        if not pages or (by_page and _height(*pages[-1], *block) > _rows()):
            pages.append([])
        pages[-1] += block
    return pages


def _rows() -> int:
    """Return how many lines stand above what is typed."""
    return shutil.get_terminal_size().lines - 2


def _after(prompt: Prompt, line: str) -> Prompt:
    if prompt.put.by_name and line.lower() in LIST_WORDS:
        for label in _labels(prompt):
            say(label)
        return prompt
    return line_typed(prompt, line)


def _labels(prompt: Prompt) -> list[str]:
    put, chosen_now = prompt.put, f" ({prompt.put.words.chosen})"
    return [
        f"{'-' if put.by_name else f'{number}.'} {choice.label}"
        f"{chosen_now if choice.id in prompt.ticked else ''}"
        for number, choice in enumerate(put.choices, start=1)
    ]


def say(text: str) -> None:
    """Write `text`, broken between words."""
    sys.stdout.write(f"{_filled(text)}\n")
    sys.stdout.flush()


def _filled(text: str) -> str:
    return textwrap.fill(text, width(), break_on_hyphens=False)


def _height(*texts: str) -> int:
    return sum(_filled(text).count("\n") + 1 for text in texts)


def read(invite: str) -> str:
    """Return the line typed after `invite`; `input` itself would write it to standard error."""
    sys.stdout.write(f"{textwrap.fill(invite, width())} ")
    sys.stdout.flush()
    return input()


def width() -> int:
    """Return how wide a line may be."""
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))
