"""A prompt as plain lines: numbered, read aloud well, and answered with a line."""

import shutil
import sys
import textwrap
from collections.abc import Iterable

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
    words = prompt.put.words
    pages = _pages(prompt, head, by_page=by_page)
    if not is_small():
        say("")
    _say_all(pages.pop(0))
    while prompt.done is None:
        goes_on = words.list_goes_on if pages else ""
        try:
            line = read(f"{goes_on} {words.answer}:".strip())
        except KeyboardInterrupt:
            say("")
            prompt = pressed(prompt, "interrupt")
        else:
            if pages and prompt.asks is None and not line.strip():
                _say_all(pages.pop(0))
                continue
            prompt = _after(prompt, line)
        if prompt.note and prompt.done is None:
            say(prompt.note)
            if words.danger_answer in prompt.note:
                _say_all(_labels(prompt))
    return prompt


def _pages(prompt: Prompt, head: Head, *, by_page: bool) -> list[list[str]]:
    """Return what is said of the question: all at once, or `by_page` as the screen has room.

    Where the list is longer than the screen, the question is said again below it.
    """
    labels = [] if prompt.put.by_name else _labels(prompt)
    above = [*filter(None, (head.section, f"{head.heading} {head.question}".strip(), head.why))]
    below = [*filter(None, (chosen(prompt), head.hint))]
    rows = shutil.get_terminal_size().lines - 2
    if sum(map(_height, (*above, *labels, *below))) > rows:
        below.insert(0, head.question)
    if not by_page:
        return [[*above, *labels, *below]]
    pages: list[list[str]] = [above]
    for block in (*([label] for label in labels[:-1]), [*labels[-1:], *below]):
        if sum(map(_height, (*pages[-1], *block))) > rows:
            pages.append([])
        pages[-1] += block
    return pages


def _after(prompt: Prompt, line: str) -> Prompt:
    if prompt.put.by_name and line.strip().lower() in LIST_WORDS:
        _say_all(_labels(prompt))
        return prompt
    return line_typed(prompt, line)


def _say_all(texts: Iterable[str]) -> None:
    for text in texts:
        say(text)


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


def _height(text: str) -> int:
    return _filled(text).count("\n") + 1


def read(invite: str) -> str:
    """Return the line typed after `invite`; `input` itself would write it to standard error."""
    sys.stdout.write(f"{textwrap.fill(invite, width())} ")
    sys.stdout.flush()
    return input()


def width() -> int:
    """Return how wide a line may be."""
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))
