"""Choices that are no question of the interview: which question to change, and what to do next."""

from collections.abc import Sequence

from pathfinder.cli.dialogue.session import Session
from pathfinder.engine.voices import voice_of
from pathfinder.interview import change, open_questions, open_said, said_before
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.prompts import MENU_COMMANDS, Command, Head, choose

AROUND_NUMBERED, AROUND_DRAWN = 2, 6
"""Lines around the labels of a menu: the question, where one types, gaps and keys."""


def choose_one(  # noqa: PLR0913 - all that a choice can be put with
    session: Session,
    message: str,
    labels: Sequence[str],
    *,
    default: int | None = None,
    back_to: int | None = None,
    drops: bool = False,
    keeps: int = 0,
) -> int:
    """Return which of `labels` was chosen, from 0; `back_to` where the person goes back.

    `drops`: what was typed before is forgotten. `keeps`: lines above that stay in sight. Raises `Ended`.
    """
    words = session.kb.interface
    hints = ""  # the first question says how to type; here it is said on ? alone
    while True:
        hint = f"{hints} {_hint(session, labels, default)}".strip()
        head = Head(message, hint=hint, keeps=keeps)
        reply = choose(words, head, labels, session.look, default=default, drops=drops)
        match reply:
            case int():
                return reply
            case Command.LEAVE:
                session.leave()
            case Command.HELP:
                session.help()
            case Command.BACK if back_to is not None:
                return back_to
            case _:
                session.keys(MENU_COMMANDS)
                hints = words.hint_menu if session.look.is_numbered else ""


def rows_of(session: Session, labels: Sequence[str]) -> int:
    """Return how many lines a menu of short `labels` takes."""
    return len(labels) + (AROUND_NUMBERED if session.look.is_numbered else AROUND_DRAWN)


def _hint(session: Session, labels: Sequence[str], default: int | None) -> str:
    words = session.kb.interface
    if not session.look.is_numbered:
        return f"{words.hint_one} {session.leaving()}"
    return "" if default is None else words.enter_takes.format(label=labels[default])


def change_an_answer(session: Session) -> bool:
    """Let the person choose a question, to answer it again or now; return whether one was."""
    words = session.kb.interface
    said = open_said(session.kb, session.state)
    open_ = list(open_questions(session.kb, session.answers))
    listed = [*(q for q in open_ if q.id in said), *(q for q in open_ if q.id not in said)]
    labels = [f"{q.name}: {_said_to(session, q)}" for q in listed]
    offered = (*labels, words.leave_as_is)
    chosen = choose_one(session, words.change_which, offered, back_to=len(labels))
    if chosen < len(listed):
        session.state = change(session.state, listed[chosen].id)
    return chosen < len(listed)


def _said_to(session: Session, question: Question) -> str:
    words = session.kb.interface
    voice = voice_of(session.answers, about_use=question.about_use)
    options = said_before(session.kb, session.state, question.id)
    named = [in_voice(o.label, voice) for o in question.options if o.id in options]
    nothing = words.skipped if question.id in session.state.said else words.not_asked
    return "; ".join(named) or nothing
