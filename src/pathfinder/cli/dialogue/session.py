"""One interview at a terminal: what was said so far, and what each reply does."""

import functools
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import typer

from pathfinder.cli.pager import print_above, print_long, wants_more
from pathfinder.cli.private_file import Saved
from pathfinder.cli.result_text import result_text
from pathfinder.cli.terminal import page_text, print_page
from pathfinder.engine.parts.notices import crisis_notices
from pathfinder.errors import AnswersError
from pathfinder.interview import (
    START,
    Next,
    State,
    Stretch,
    counted_answers,
    next_question,
    open_said,
)
from pathfinder.interview.invented_people import People, sampled
from pathfinder.model.answers import Answers
from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.prompts import Command, Draft, Look, Put, drop_typed_ahead, leaves_at_once, pause
from pathfinder.render.terminal.card import crisis_page
from pathfinder.render.terminal.page import PageLine, Part

SAMPLE = 10_000
"""Invented people by whom the next question is chosen; with a tenth of them it would be chance."""


FIRST_QUESTION = 12
"""Lines of the first question that stand below the welcome without a key pressed."""


class Ended(Exception):  # noqa: N818 - no error: the person left
    """The person is done. `is_wiped`: and wants the screen empty, now."""

    def __init__(self, *, is_wiped: bool) -> None:
        super().__init__()
        self.is_wiped = is_wiped


class Session:
    """One interview at a terminal. What it knows of the person is its `state`.

    `local`: the files that are laid over the shipped knowledge base, in whichever language.
    `has_listed`: a list stands on the screen, and stays when the person leaves. `card_rows`: so many
    lines of its end are to stay in sight.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        state: State,
        saved: Saved | None,
        local: Sequence[Path],
        *,
        plain: bool,
    ) -> None:
        self.kb = kb
        self.local = local
        self.state = state
        self.saved = saved
        self.look = Look(plain)
        self.has_listed = False
        self.card_rows = 0
        self.stretch = Stretch.CORE
        self.base = len(state.said)
        self.drafts: dict[QuestionId, Draft] = {}
        self.hints = True
        self.shown: set[NoticeId] = set()
        self.people = functools.cache(self._people)

    def _people(self) -> People:
        return sampled(self.kb.questions, SAMPLE)

    @property
    def answers(self) -> Answers:
        """Return the answers that count."""
        return counted_answers(self.kb, self.state)

    def welcome(self) -> None:
        """Say what this is, what is kept, and, nearest to the first question, whom to call."""
        words = self.kb.interface
        where = words.saved_to if self.saved else words.nothing_saved
        texts = (words.welcome, where, words.other_language, words.danger)
        self.print_above([PageLine(Part.TEXT, text) for text in texts], below=FIRST_QUESTION)

    def begin(self, stretch: Stretch) -> None:
        """Go on with the questions of `stretch`, counted anew."""
        self.stretch = stretch
        self.base = len(self.state.said)

    def restart(self) -> None:
        """Begin again, with nothing said."""
        self.state = START
        self.drafts.clear()
        self.shown.clear()
        self.begin(Stretch.CORE)
        self.save()

    def coming(self, stretch: Stretch | None = None) -> Next | None:
        """Return the next question of this stretch, or of another."""
        return next_question(self.kb, self.state, self.people, stretch or self.stretch)

    def hint(self, put: Put) -> str:
        """Return which keys do what at a question: always where it is drawn, else once."""
        words = self.kb.interface
        if self.look.is_numbered:
            hint = words.hint_danger if put.danger else words.hint_numbers
            hint = words.hint_list if put.by_name else hint
            return f"{hint} {self.leaving()}" if self.hints or put.by_name else ""
        leaves = self.leaving() if leaves_at_once(put) else words.leaves_enter
        return f"{words.hint_many if put.many else words.hint_one} {leaves}"

    def leaving(self) -> str:
        """Return how one leaves, and what stays on the screen."""
        words = self.kb.interface
        return words.leaves_list if self.has_listed else words.leaves_clean

    def leave(self) -> None:
        """Leave at once. Raises `Ended`: before a list was shown, the screen is emptied."""
        raise Ended(is_wiped=not self.has_listed)

    def help(self) -> None:
        """Show whom to call, until a key is pressed."""
        typer.echo()
        self.print_above(crisis_page(self.kb.interface, crisis_notices(self.kb)), below=1)
        pause(self.kb.interface, self.look)

    def keys(self, commands: Collection[Command] = tuple(Command)) -> None:
        """Show the keys of `commands`, and what each does."""
        words = self.kb.interface
        letters = {command.value for command in commands}
        shown = ((letter, what) for letter, what in words.commands.items() if letter in letters)
        named = "; ".join(f"{letter} {what}" for letter, what in shown)
        self.say(f"{words.keys}: {named}.")
        self.hints = True

    def print_above(self, page: Iterable[PageLine], below: int) -> None:
        """Print `page` so that nothing of it is missed, though so many lines come `below` it."""
        text = page_text(page, plain=self.look.plain)
        print_above(self.kb.interface, text, below, plain=self.look.plain)

    def say(self, text: str) -> None:
        """Print a line of its own."""
        print_page([PageLine(Part.TEXT if text else Part.GAP, text)], plain=self.look.plain)

    def show(self, top: str | None = None) -> None:
        """Show the list, the first of it or as much as `top` says."""
        self.has_listed = True
        self.print_with_card(result_text(self.kb, self.answers, top=top, plain=self.look.plain))

    def print_with_card(self, text: str) -> None:
        """Print `text`, which ends with the card; on a small screen wait, or a menu pushes it away."""
        words = self.kb.interface
        typer.echo()
        drop_typed_ahead()  # else an Enter too many moves the page before it is read
        print_long(words, text, plain=self.look.plain)
        above, _, card = text.lower().rpartition(words.keep_in_sight.lower())
        self.card_rows = 1 + card.count("\n") if above else 0
        if self.look.is_numbered and not self.look.plain:
            wants_more(words)

    def save(self) -> None:
        """Write what counts, if it is to be kept; where that fails, say so and go on."""
        if self.saved:
            try:
                self.saved.write(open_said(self.kb, self.state))
            except AnswersError as error:
                problem = "; ".join(each.message for each in error.problems)
                self.say(self.kb.interface.save_failed.format(problem=problem))
