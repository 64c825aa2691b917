"""One interview at a terminal: what was said so far, and what each reply does."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typer

from pathfinder.cli.local import in_language
from pathfinder.cli.repeating import command_for
from pathfinder.cli.saving import Saved
from pathfinder.cli.screen import print_page
from pathfinder.cli.suggest import result_text
from pathfinder.engine.case import cases_of, is_halted, voice_of
from pathfinder.engine.notification import crisis_notices, notices
from pathfinder.engine.sampling import People, sampled
from pathfinder.engine.undecided import grave_questions
from pathfinder.interview import (
    Next,
    State,
    answered,
    back,
    change,
    counted_answers,
    next_question,
    open_said,
)
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import NoticeId, Severity
from pathfinder.model.wording import in_voice
from pathfinder.prompts import Asked, Command, ask, choose
from pathfinder.render.page import Line, Part, notices_page

SAMPLE = 10_000
"""Invented people by whom the next question is chosen; with a tenth of them it would be chance."""


class Left(Exception):  # noqa: N818 - no error: the person left at once
    """The person wants the screen empty, now."""


class Session:
    """One interview at a terminal. What it knows of the person is its `state`.

    `local`: the files that are laid over the shipped knowledge base, in whichever language.
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
        self.plain = plain
        self.everything = False
        self.with_keys = True
        self.shown: set[NoticeId] = set()
        self.listed: tuple[State, str] | None = None
        self.people = functools.cache(self._people)

    def _people(self) -> People:
        return sampled(self.kb.questions, SAMPLE)

    def run(self) -> None:
        """Welcome, ask, and show the result, until the person has finished."""
        self._welcome()
        self._save()
        goes_on = not self._alarm() or self._go_on()  # what was said before may call for help now
        while True:
            if goes_on:
                self._ask_all()
            if self.listed != (self.state, self.kb.language):  # not just seen
                self._show()
            if is_halted(self.kb, self.answers) or not self._goes_on():
                return
            goes_on = True

    @property
    def answers(self) -> Answers:
        """Return the answers that count."""
        return counted_answers(self.kb, self.state)

    def _welcome(self) -> None:
        words = self.kb.interface
        where = words.saved_to if self.saved else words.nothing_saved
        said = (words.other_language, words.welcome, where, words.danger)
        print_page((Line(Part.TEXT, text) for text in said), plain=self.plain)

    def _ask_all(self) -> None:
        """Put questions until none is left that matters, or the person wants the list."""
        while coming := next_question(
            self.kb, self.state, self.people, all_of_them=self.everything
        ):
            reply = ask(self.kb.interface, self._asked(coming), plain=self.plain)
            self.with_keys = reply in {Command.KEYS, Command.LANGUAGE}
            if isinstance(reply, Command):
                if not self._obeys(reply, coming):
                    return
                continue
            self.state = answered(self.state, coming.question, reply)
            self._save()
            if self._alarm() and not self._go_on():
                return

    def _asked(self, coming: Next) -> Asked:
        words, question = self.kb.interface, coming.question
        asked = len(self.state.steps) + 1
        more = f", {words.up_to} {coming.more} {words.more}" if coming.more else ""
        return Asked(
            question,
            voice_of(self.answers, about_use=question.about_use),
            f"{words.question} {asked}{more}.",
            self.state.said.get(question.id, ()),
            with_keys=self.with_keys,
        )

    def _obeys(self, command: Command, coming: Next) -> bool:
        """Do what `command` says and return whether to go on with the questions."""
        match command:
            case Command.WHY:
                self._why(coming)
            case Command.SHOW:
                self._show()
                return self._go_on()
            case Command.KEYS:
                pass  # they are shown with the question
            case Command.LEAVE:
                raise Left
            case _:
                self._moves[command]()
        return True

    @property
    def _moves(self) -> Mapping[Command, Callable[[], None]]:
        return {
            Command.BACK: self._back,
            Command.CHANGE: self._change,
            Command.ALL: self._all,
            Command.HELP: self._help,
            Command.LANGUAGE: self._other_language,
        }

    def _back(self) -> None:
        if not self.state.steps and self.state.asking is None:
            self._say(self.kb.interface.nothing_before)
        self.state = back(self.state)
        self._save()

    def _all(self) -> None:
        self.everything = True
        self._say(self.kb.interface.asking_all)

    def _help(self) -> None:
        typer.echo()
        alarms = crisis_notices(self.kb)
        print_page(notices_page(self.kb.interface, alarms), plain=self.plain)

    def _other_language(self) -> None:
        other = next(code for code in LANGUAGES if code != self.kb.language)
        self.kb = in_language(other, self.local)

    def _say(self, text: str) -> None:
        print_page([Line(Part.TEXT, text)], plain=self.plain)

    def _why(self, coming: Next) -> None:
        words, question = self.kb.interface, coming.question
        voice = voice_of(self.answers, about_use=question.about_use)
        grave = question.id in grave_questions(self.kb, open_said(self.kb, self.state))
        effect = words.why_grave if grave else words.why_list
        self._say(f"{words.why_we_ask}: {in_voice(question.help, voice)} {effect}")

    def _change(self) -> None:
        """Let the person choose one of the answers given, to give it again."""
        words = self.kb.interface
        said = [q for q in self.kb.questions if q.id in open_said(self.kb, self.state)]
        labels = [f"{q.name}: {self._said_to(q.id)}" for q in said]
        chosen = self._choose(words.change_which, (*labels, words.leave_as_is))
        if chosen < len(said):
            self.state = change(self.state, said[chosen].id)

    def _said_to(self, id_: str) -> str:
        question = next(q for q in self.kb.questions if q.id == id_)
        voice = voice_of(self.answers, about_use=question.about_use)
        options = self.state.said[question.id]
        named = [in_voice(o.label, voice) for o in question.options if o.id in options]
        return "; ".join(named) or self.kb.interface.skipped

    def _show(self) -> None:
        self.listed = self.state, self.kb.language
        typer.echo()
        typer.echo(result_text(self.kb, self.answers, plain=self.plain), nl=False)

    def _go_on(self) -> bool:
        words = self.kb.interface
        labels = (words.go_on, words.stop_here)
        return self._choose(words.go_on_question, labels) == 0

    def _choose(self, message: str, labels: Sequence[str]) -> int:
        """Return which of `labels` was chosen, from 0. Raises `Left`."""
        chosen = choose(self.kb.interface, message, labels, plain=self.plain)
        if chosen is None:
            raise Left
        return chosen

    def _alarm(self) -> bool:
        """Print the emergency notices that are new, and return whether the person may go on.

        Those that show only because the first question was skipped wait for the result.
        """
        answers = self.answers
        if "crisis" not in answers or is_halted(self.kb, answers):
            return False
        alarms = [
            notice
            for notice in notices(cases_of(self.kb, [answers]))[0]
            if notice.severity is Severity.EMERGENCY and notice.id not in self.shown
        ]
        self.shown.update(notice.id for notice in alarms)
        if alarms:
            typer.echo()
            print_page(notices_page(self.kb.interface, alarms), plain=self.plain)
        return bool(alarms)

    def _save(self) -> None:
        if self.saved:
            self.saved.write(open_said(self.kb, self.state))

    def _goes_on(self) -> bool:
        """Offer what can be done after the list; return whether there is more to ask."""
        words = self.kb.interface
        while True:
            labels = (
                words.finish,
                words.change_an_answer,
                words.ask_everything,
                words.show_command,
            )
            chosen = self._choose(words.what_next, labels)
            match labels[chosen]:
                case words.change_an_answer:
                    self._change()
                    return True
                case words.ask_everything:
                    self.everything = True
                    return True
                case words.show_command:
                    typer.echo(command_for(self.kb, self.answers, self.local))
                case _:
                    return False
