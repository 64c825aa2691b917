"""Questions and choices at a terminal: drawn, or numbered and plain. They decide nothing.

`prompt` and `lines` hold the answer under construction and know no terminal; `drawn` and `numbered`
show it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.prompts import numbered
from pathfinder.prompts.finding import leaves_at_once
from pathfinder.prompts.picture import Head
from pathfinder.prompts.prompt import Draft, Left, Prompt, opened
from pathfinder.prompts.putting import MENU_COMMANDS, Command, Put, put_menu, put_question
from pathfinder.prompts.terminal import drop_typed_ahead, is_small

__all__ = [
    "MENU_COMMANDS", "Command", "Draft", "Head", "Left", "Look", "Prompt", "Put", "ask", "choose", "drop_typed_ahead", "leaves_at_once",
    "line", "pause", "put_question",
]  # fmt: skip


class Look(NamedTuple):
    """How to ask: numbered where that is wished for, else where the terminal is small."""

    plain: bool

    @property
    def is_numbered(self) -> bool:
        """Whether choices are numbered lines."""
        return self.plain or is_small()


def ask(put: Put, head: Head, draft: Draft, look: Look, *, drops: bool = False) -> Prompt:
    """Put a question and return the prompt with its reply, and what is kept of it.

    `drops`: what was typed before it stands there is forgotten. Raises `Left` where the person
    leaves, and `EOFError` where nobody can answer any more.
    """
    prompt = opened(put, draft)
    if drops:
        drop_typed_ahead()
    if look.is_numbered:
        return numbered.ask_numbered(prompt, head, by_page=not look.plain)
    from pathfinder.prompts.drawn import ask_drawn  # 93 ms that only a drawn question pays

    return ask_drawn(prompt, head, drops=drops)


def choose(  # noqa: PLR0913 - all that a choice can be put with
    words: Interface,
    head: Head,
    labels: Sequence[str],
    look: Look,
    *,
    default: int | None = None,
    drops: bool = False,
) -> int | Command:
    """Put a choice that is no question of the interview; return which label was chosen, from 0.

    Or a command. Raises as `ask` does.
    """
    done = ask(put_menu(words, labels, default), head, Draft(), look, drops=drops).done
    return done if isinstance(done, Command) else int((done or ("0",))[0])


def pause(words: Interface, look: Look) -> None:
    """Wait for a key; for Enter where it is plain."""
    drop_typed_ahead()
    if look.is_numbered:
        try:
            numbered.read(words.press_enter)
        except KeyboardInterrupt:
            numbered.say("")
        return
    from pathfinder.prompts.drawn import wait_for_key

    wait_for_key(words.press_key)


def line(message: str, look: Look) -> str | None:
    """Ask for one line of text; return nothing where the person takes it back with Ctrl-C.

    Raises `EOFError` where nobody can answer any more.
    """
    if look.is_numbered:
        try:
            return numbered.read(f"{message}:")
        except KeyboardInterrupt:
            numbered.say("")
            return None
    from pathfinder.prompts.drawn import line_drawn

    return line_drawn(f"{message}:")
