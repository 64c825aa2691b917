"""`pathfinder interview`, and `pathfinder` alone: questions at a terminal, then the result."""

import shlex
import sys
from typing import Annotated

import typer

from pathfinder.cli.answers import flag_of
from pathfinder.cli.screen import draws, print_page
from pathfinder.cli.suggest import print_result
from pathfinder.engine.case import case_of, is_halted, voice_of
from pathfinder.engine.notification import notices
from pathfinder.errors import Problem, UsageError
from pathfinder.interview import Given, counted_answers, next_question, with_answer
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import NoticeId, Severity
from pathfinder.prompts import ask, choose
from pathfinder.render.page import Line, Part, notices_page

WELCOME = (
    "Some questions, to find support that fits. You can skip any of them, and stop with Ctrl-C.",
    "Nothing is saved, and nothing leaves this computer.",
    "In danger now? Call 911. In a crisis, call or text 988.",
)


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command(help="Answer a few questions and see what may fit.")
    def command(
        *,
        plain: Annotated[
            bool, typer.Option("--plain", help="Plain text and numbered choices, no drawing.")
        ] = False,
    ) -> None:
        interview(plain=plain)

    return app


def interview(*, plain: bool) -> None:
    """Ask every question that applies, then print the result.

    Raises `UsageError` without a terminal, `KeyboardInterrupt` or `EOFError` where the person
    leaves.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "use  pathfinder suggest --answers FILE  or flags, see  pathfinder suggest --help"
        raise UsageError([Problem("", "questions need a terminal", hint)])
    plain = not draws(plain=plain)
    kb = load_knowledge()
    print_page((Line(Part.TEXT, text) for text in WELCOME), plain=plain)
    answers = _asked(kb, plain=plain)
    typer.echo()
    print_result(kb, answers, plain=plain)
    if answers and not is_halted(kb, answers):
        _offer_command(kb, answers, plain=plain)


def _asked(kb: KnowledgeBase, *, plain: bool) -> Answers:
    """Return the answers that count; the notices of an emergency are shown as soon as they apply."""
    given: Given = {}
    shown: set[NoticeId] = set()
    while question := next_question(kb, given):
        voice = voice_of(counted_answers(kb, given), about_use=question.about_use)
        given = with_answer(given, question, ask(question, voice, plain=plain))
        answers = counted_answers(kb, given)
        if not is_halted(kb, answers) and _alarm(kb, answers, shown, plain=plain):
            on = choose(
                "Go on with the questions?", ("Go on", "Stop and see the list"), plain=plain
            )
            if on:
                break
    return counted_answers(kb, given)


def _alarm(kb: KnowledgeBase, answers: Answers, shown: set[NoticeId], *, plain: bool) -> bool:
    """Print the emergency notices of `answers` not in `shown`, add them, and say if there were any.

    Those that show only because the first question was skipped wait for the result.
    """
    if "crisis" not in answers:
        return False
    alarms = [
        notice
        for notice in notices(case_of(kb, answers))
        if notice.severity is Severity.EMERGENCY and notice.id not in shown
    ]
    shown.update(notice.id for notice in alarms)
    if alarms:
        typer.echo()
        print_page(notices_page(alarms), plain=plain)
    return bool(alarms)


def _offer_command(kb: KnowledgeBase, answers: Answers, *, plain: bool) -> None:
    typer.echo()
    no_yes = ("No", "Yes. It holds the answers, so mind who can see the screen")
    if choose("Show the command that gives this list again?", no_yes, plain=plain):
        typer.echo(command_for(kb, answers))


def command_for(kb: KnowledgeBase, answers: Answers) -> str:
    """Return the `pathfinder suggest` command that gives the result for `answers`."""
    words = ["pathfinder", "suggest"]
    for question in kb.questions:
        if question.id in answers:
            words += [flag_of(question), ",".join(answers[question.id])]
    return shlex.join(words)
