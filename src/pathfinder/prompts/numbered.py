"""A prompt as plain lines: numbered, read aloud well, and answered with a line."""

import shutil
import sys
import textwrap

from pathfinder.prompts.keys import pressed
from pathfinder.prompts.lines import line_typed
from pathfinder.prompts.picture import WIDEST, Head
from pathfinder.prompts.prompt import Prompt, chosen

LIST_WORDS = {"list", "lista"}


def ask_numbered(prompt: Prompt, head: Head) -> Prompt:
    """Return `prompt` once it is done.

    Raises `Left` where the person leaves, and `EOFError` where nobody can answer any more.
    """
    _open(prompt, head)
    invite = f"{prompt.put.words.answer}:"
    while prompt.done is None:
        try:
            line = read(invite)
        except KeyboardInterrupt:
            say("")
            prompt = pressed(prompt, "interrupt")
        else:
            prompt = _after(prompt, line)
        if prompt.note and prompt.done is None:
            say(prompt.note)
            if prompt.put.words.danger_answer in prompt.note:
                _list(prompt)
    return prompt


def _open(prompt: Prompt, head: Head) -> None:
    question = f"{head.heading} {head.question}".strip()
    listed = chosen(prompt)
    say("")
    for text in (head.section, question, head.why):
        if text:
            say(text)
    if not prompt.put.by_name:
        _list(prompt)
    for text in (listed, head.hint):
        if text:
            say(text)


def _after(prompt: Prompt, line: str) -> Prompt:
    if prompt.put.by_name and line.strip().lower() in LIST_WORDS:
        _list(prompt)
        return prompt
    return line_typed(prompt, line)


def _list(prompt: Prompt) -> None:
    for number, choice in enumerate(prompt.put.choices, start=1):
        mark = f" ({prompt.put.words.chosen})" if choice.id in prompt.ticked else ""
        start = "- " if prompt.put.by_name else f"{number}. "
        say(f"{start}{choice.label}{mark}")


def say(text: str) -> None:
    """Write `text`, broken between words."""
    filled = textwrap.fill(text, width(), break_on_hyphens=False)
    sys.stdout.write(f"{filled}\n")
    sys.stdout.flush()


def read(invite: str) -> str:
    """Return the line typed after `invite`; `input` itself would write it to standard error."""
    sys.stdout.write(f"{textwrap.fill(invite, width())} ")
    sys.stdout.flush()
    return input()


def width() -> int:
    """Return how wide a line may be."""
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))
