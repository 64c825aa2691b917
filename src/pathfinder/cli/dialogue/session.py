"""One interview at a terminal: what was said so far, and what each reply does."""

import functools
from collections.abc import Sequence
from pathlib import Path

import typer

from pathfinder.cli.private_file import Saved
from pathfinder.cli.result_text import result_text
from pathfinder.cli.terminal import print_page
from pathfinder.engine.case import voice_of
from pathfinder.engine.notification import crisis_notices
from pathfinder.engine.sampling import People, sampled
from pathfinder.errors import AnswersError
from pathfinder.interview import (
    START,
    Next,
    State,
    Stretch,
    change,
    counted_answers,
    next_question,
    open_questions,
    open_said,
    said_before,
)
from pathfinder.model.answers import Answers
from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import NoticeId
from pathfinder.model.question import Question
from pathfinder.model.wording import in_voice
from pathfinder.prompts import Command, Draft, Head, Look, Put, choose, leaves_at_once, pause
from pathfinder.render.terminal.card import crisis_page
from pathfinder.render.terminal.page import Line, Part

SAMPLE = 10_000
"""Invented people by whom the next question is chosen; with a tenth of them it would be chance."""


class Ended(Exception):  # noqa: N818 - no error: the person left
    """The person is done. `is_wiped`: and wants the screen empty, now."""

    def __init__(self, *, is_wiped: bool) -> None:
        super().__init__()
        self.is_wiped = is_wiped


class Session:
    """One interview at a terminal. What it knows of the person is its `state`.

    `local`: the files that are laid over the shipped knowledge base, in whichever language.
    `has_listed`: a list stands on the screen, and stays when the person leaves.
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
        """Say what this is, what is kept, and whom to call."""
        words = self.kb.interface
        where = words.saved_to if self.saved else words.nothing_saved
        for text in (words.danger, words.other_language, words.welcome, where):
            self.say(text)

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
            hint = words.hint_list if put.by_name else words.hint_numbers
            return f"{hint} {self._leaving()}" if self.hints or put.by_name else ""
        leaves = self._leaving() if leaves_at_once(put) else words.leaves_enter
        return f"{words.hint_many if put.many else words.hint_one} {leaves}"

    def _leaving(self) -> str:
        words = self.kb.interface
        return words.leaves_list if self.has_listed else words.leaves_clean

    def leave(self) -> None:
        """Leave at once. Raises `Ended`: before a list was shown, the screen is emptied."""
        raise Ended(is_wiped=not self.has_listed)

    def help(self) -> None:
        """Show whom to call, until a key is pressed."""
        typer.echo()
        page = crisis_page(self.kb.interface, crisis_notices(self.kb))
        print_page(page, plain=self.look.plain)
        pause(self.kb.interface, self.look)

    def keys(self) -> None:
        """Show every key, and what it does."""
        words = self.kb.interface
        named = "; ".join(f"{letter} {what}" for letter, what in words.commands.items())
        self.say(f"{words.keys}: {named}.")
        self.hints = True

    def say(self, text: str) -> None:
        """Print a line of its own."""
        print_page([Line(Part.TEXT if text else Part.GAP, text)], plain=self.look.plain)

    def change(self) -> bool:
        """Let the person choose a question, to answer it again or now; return whether one was."""
        words = self.kb.interface
        said = open_said(self.kb, self.state)
        open_ = list(open_questions(self.kb, self.answers))
        listed = [*(q for q in open_ if q.id in said), *(q for q in open_ if q.id not in said)]
        labels = [f"{q.name}: {self._said_to(q)}" for q in listed]
        chosen = self.choose(words.change_which, (*labels, words.leave_as_is), back_to=len(labels))
        if chosen < len(listed):
            self.state = change(self.state, listed[chosen].id)
        return chosen < len(listed)

    def _said_to(self, question: Question) -> str:
        words = self.kb.interface
        voice = voice_of(self.answers, about_use=question.about_use)
        options = said_before(self.kb, self.state, question.id)
        named = [in_voice(o.label, voice) for o in question.options if o.id in options]
        nothing = words.skipped if question.id in self.state.said else words.not_asked
        return "; ".join(named) or nothing

    def show(self, top: str | None = None) -> None:
        """Show the list, the first of it or as much as `top` says."""
        self.has_listed = True
        typer.echo()
        page = result_text(self.kb, self.answers, top=top, plain=self.look.plain)
        typer.echo(page, nl=False)

    def choose(
        self,
        message: str,
        labels: Sequence[str],
        *,
        default: int | None = None,
        back_to: int | None = None,
        drops: bool = False,
    ) -> int:
        """Return which of `labels` was chosen, from 0; `back_to` where the person goes back.

        Raises `Ended`.
        """
        words = self.kb.interface
        while True:
            head = Head(message, hint=self._menu_hint(labels, default))
            reply = choose(words, head, labels, self.look, default=default, drops=drops)
            match reply:
                case int():
                    return reply
                case Command.LEAVE:
                    self.leave()
                case Command.HELP:
                    self.help()
                case Command.BACK if back_to is not None:
                    return back_to
                case _:
                    self.keys()

    def _menu_hint(self, labels: Sequence[str], default: int | None) -> str:
        words = self.kb.interface
        if not self.look.is_numbered:
            return f"{words.hint_one} {self._leaving()}"
        takes = "" if default is None else words.enter_takes.format(label=labels[default])
        return f"{words.hint_menu} {takes}".strip()

    def save(self) -> None:
        """Write what counts, if it is to be kept; where that fails, say so and go on."""
        if self.saved:
            try:
                self.saved.write(open_said(self.kb, self.state))
            except AnswersError as error:
                problem = "; ".join(each.message for each in error.problems)
                self.say(self.kb.interface.save_failed.format(problem=problem))
