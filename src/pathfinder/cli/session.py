"""One interview at a terminal: what was said so far, and what each reply does."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typer

from pathfinder.cli.local import in_language
from pathfinder.cli.saving import Saved
from pathfinder.cli.screen import print_page
from pathfinder.cli.suggest import result_text
from pathfinder.engine.case import LOVED_ONE, cases_of, is_halted, voice_of
from pathfinder.engine.notification import crisis_notices, notices
from pathfinder.engine.sampling import People, sampled
from pathfinder.engine.undecided import grave_questions
from pathfinder.errors import AnswersError
from pathfinder.interview import (
    START,
    Next,
    State,
    Stretch,
    answered,
    back,
    change,
    counted_answers,
    next_question,
    open_questions,
    open_said,
    said_before,
)
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import NoticeId, Severity
from pathfinder.model.question import Question
from pathfinder.model.wording import in_voice
from pathfinder.prompts import Command, Draft, Head, Look, Prompt, ask, choose, pause, put_question
from pathfinder.render.page import Line, Part, notices_page

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
        self._base = len(state.said)
        self._drafts: dict[QuestionId, Draft] = {}
        self._hints = True
        self._shown: set[NoticeId] = set()
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
        self._base = len(self.state.said)

    def restart(self) -> None:
        """Begin again, with nothing said."""
        self.state = START
        self._drafts.clear()
        self._shown.clear()
        self.begin(Stretch.CORE)
        self._save()

    def coming(self, stretch: Stretch | None = None) -> Next | None:
        """Return the next question of this stretch, or of another."""
        return next_question(self.kb, self.state, self.people, stretch or self.stretch)

    def ask_all(self) -> None:
        """Put questions until none is left of the stretch, or the person wants the list."""
        while coming := self.coming():
            prompt = self._ask(coming)
            reply, question = prompt.done, coming.question
            if isinstance(reply, Command):
                self._drafts[question.id] = prompt.draft
                if not self._obeys(reply, coming):
                    return
                continue
            self._drafts.pop(question.id, None)
            before = self.state
            self._record(question, prompt)
            if question.is_danger and not self._alarm():
                self.state = before
                self._save()

    def _record(self, question: Question, prompt: Prompt) -> None:
        """Take the reply of `prompt`, and say in a line what was recorded."""
        words = self.kb.interface
        chosen = () if isinstance(prompt.done, Command) else prompt.done or ()
        options = tuple(map(OptionId, chosen))
        self.state = answered(self.state, question, options)
        named = prompt.put.labels(self.state.said[question.id]) or words.skipped
        self.say(f"{words.recorded}: {named.rstrip('.')}.")
        if prompt.note:
            self.say(prompt.note)
        if not question.is_danger:  # there, the alarm is said before anything is written
            self._save()

    def _ask(self, coming: Next) -> Prompt:
        words, question = self.kb.interface, coming.question
        voice = voice_of(self.answers, about_use=question.about_use)
        put = put_question(words, question, voice)
        number = max(1, len(self.state.said) - self._base + 1)
        counted = words.heading.format(number=number, count=number + coming.more)
        head = Head(
            question=in_voice(question.prompt, voice),
            section=self._section(question),
            heading="" if self.state.asking else f"{counted}.",
            why=f"{words.why_we_ask}: {in_voice(question.help, voice)}",
            hint=self._hint(many=put.many, by_name=put.by_name),
        )
        self._hints = False
        before = said_before(self.kb, self.state, question.id)
        draft = self._drafts.get(question.id, Draft(before))
        prompt = ask(put, head, draft, self.look, drops=question.is_danger)
        if not self.look.is_numbered:  # what was drawn is gone
            self.say("")
            self.say(head.question)
        return prompt

    def _section(self, question: Question) -> str:
        """Return the heading where the person that is asked about changes."""
        words = self.kb.interface
        if LOVED_ONE not in self.answers.get(QuestionId("for_whom"), ()):
            return ""
        about = {each.id: each.about_use for each in self.kb.questions}
        last = self.state.steps[-1].question if self.state.steps else question.id
        if about.get(last, False) == question.about_use:
            return ""
        return f"{words.about_them if question.about_use else words.about_you}."

    def _hint(self, *, many: bool, by_name: bool) -> str:
        """Return which keys do what: always where it is drawn, else once."""
        words = self.kb.interface
        leaves = words.leaves_list if self.has_listed else words.leaves_clean
        if self.look.is_numbered:
            hint = words.hint_list if by_name else words.hint_numbers
            return f"{hint} {leaves}" if self._hints or by_name else ""
        return f"{words.hint_many if many else words.hint_one} {leaves}"

    def _obeys(self, command: Command, coming: Next) -> bool:
        """Do what `command` says and return whether to go on with the questions."""
        match command:
            case Command.WHY:
                self._why(coming)
            case Command.SHOW:
                return False
            case Command.KEYS:
                self.keys()
            case Command.LEAVE:
                self.leave()
            case _:
                self._moves[command]()
        return True

    @property
    def _moves(self) -> Mapping[Command, Callable[[], None]]:
        return {
            Command.BACK: self._back,
            Command.CHANGE: self._change,
            Command.ALL: self._all,
            Command.HELP: self.help,
            Command.LANGUAGE: self._other_language,
            Command.PLAIN: self._by_numbers,
        }

    def leave(self) -> None:
        """Leave at once. Raises `Ended`: before a list was shown, the screen is emptied."""
        raise Ended(is_wiped=not self.has_listed)

    def _back(self) -> None:
        if not self.state.steps and self.state.asking is None:
            self.say(self.kb.interface.nothing_before)
        self.state = back(self.state)
        self._save()

    def _all(self) -> None:
        self.begin(Stretch.ALL)
        self.say(self.kb.interface.asking_all)

    def _change(self) -> None:
        self.change()

    def _by_numbers(self) -> None:
        self.look = Look(plain=True)
        self._hints = True

    def help(self) -> None:
        """Show whom to call, until a key is pressed."""
        typer.echo()
        alarms = crisis_notices(self.kb)
        print_page(notices_page(self.kb.interface, alarms), plain=self.look.plain)
        pause(self.kb.interface, self.look)

    def keys(self) -> None:
        """Show every key, and what it does."""
        words = self.kb.interface
        named = "; ".join(f"{letter} {what}" for letter, what in words.commands.items())
        self.say(f"{words.keys}: {named}.")
        self._hints = True

    def _other_language(self) -> None:
        other = next(code for code in LANGUAGES if code != self.kb.language)
        self.kb = in_language(other, self.local)
        self._hints = True

    def say(self, text: str) -> None:
        """Print a line of its own."""
        print_page([Line(Part.TEXT if text else Part.GAP, text)], plain=self.look.plain)

    def _why(self, coming: Next) -> None:
        words, question = self.kb.interface, coming.question
        voice = voice_of(self.answers, about_use=question.about_use)
        grave = question.id in grave_questions(self.kb, open_said(self.kb, self.state))
        effect = words.why_grave if grave else words.why_list
        self.say(f"{words.why_we_ask}: {in_voice(question.help, voice)} {effect}")

    def change(self) -> bool:
        """Let the person choose a question, to answer it again or now; return whether one was."""
        words = self.kb.interface
        said = open_said(self.kb, self.state)
        open_ = list(open_questions(self.kb, self.answers))
        listed = [*(q for q in open_ if q.id in said), *(q for q in open_ if q.id not in said)]
        labels = [f"{q.name}: {self._said_to(q)}" for q in listed]
        chosen = self.choose(
            words.change_which, (*labels, words.leave_as_is), back_to=len(labels)
        )
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
            hint = self._hint(many=False, by_name=False)
            head = Head(message, hint=hint if self._hints or not self.look.is_numbered else "")
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

    def _alarm(self) -> bool:
        """Show what an answer to danger calls for; return whether it stands.

        It is saved once it was shown. Raises `Ended` where the person stops under the alarm.
        """
        answers, words = self.answers, self.kb.interface
        halts = is_halted(self.kb, answers)
        alarms = [
            notice
            for notice in notices(cases_of(self.kb, [answers]))[0]
            if notice.severity is Severity.EMERGENCY and (halts or notice.id not in self._shown)
        ]
        if not answers.get(self._danger()) or not alarms:
            self._save()
            return True
        self._shown.update(notice.id for notice in alarms)
        typer.echo()
        if halts:
            typer.echo(result_text(self.kb, answers, plain=self.look.plain), nl=False)
        else:
            print_page(notices_page(words, alarms), plain=self.look.plain)
        self._save()
        labels = (
            [words.mistake, words.stop_here]
            if halts
            else [words.go_on, words.mistake, words.stop_here]
        )
        mistake = labels.index(words.mistake)
        place = self.choose(words.go_on_question, labels, back_to=mistake, drops=True)
        chosen = labels[place]
        if chosen == words.stop_here:
            raise Ended(is_wiped=False)
        if chosen == words.mistake:
            self._shown.clear()
        return chosen == words.go_on

    def _danger(self) -> QuestionId:
        return next(question.id for question in self.kb.questions if question.is_danger)

    def _save(self) -> None:
        """Write what counts, if it is to be kept; where that fails, say so and go on."""
        if self.saved:
            try:
                self.saved.write(open_said(self.kb, self.state))
            except AnswersError as error:
                problem = "; ".join(each.message for each in error.problems)
                self.say(self.kb.interface.save_failed.format(problem=problem))
