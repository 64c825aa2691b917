"""What can be done once a list was shown: read on, keep it, make it fit better, begin again, leave."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import typer

from pathfinder.cli.dialogue.asking import ask_all
from pathfinder.cli.dialogue.equivalent_command import command_for
from pathfinder.cli.dialogue.saved_list import keep_sheet
from pathfinder.cli.dialogue.session import Ended, Session
from pathfinder.cli.terminal import print_page
from pathfinder.engine.suggestion import suggest
from pathfinder.interview import Stretch
from pathfinder.model.result import Suggestion
from pathfinder.render.terminal.support_page import support_page

FIRST = 3


class Act(NamedTuple):
    """One line of the menu, and what it does: it returns whether questions come next."""

    label: str
    do: Callable[[], bool]


def run(session: Session) -> None:
    """Ask, show the list, and offer what can be done then, until the person leaves.

    Raises `Ended`, and what the prompts raise.
    """
    session.welcome()
    first: list[Suggestion] | None = None
    while True:
        ask_all(session)
        now = list(suggest(session.kb, session.answers).suggestions[:FIRST])
        session.show()
        moved = "" if first is None else _moved(session, first, now)
        first = now
        while not _next(session, now, moved):
            moved = ""


def _next(session: Session, first: Sequence[Suggestion], moved: str) -> bool:
    """Put the menu, and do what was chosen; return whether questions come next."""
    words = session.kb.interface
    more, acts = _more(session), _acts(session, first)
    if more:
        acts.insert(3, more)
    default = None if more is None else 3
    chosen = session.choose(
        f"{moved} {words.what_next}".strip(), [act.label for act in acts], default=default
    )
    return acts[chosen].do()


def _acts(session: Session, first: Sequence[Suggestion]) -> list[Act]:
    words = session.kb.interface

    def all_of_them() -> bool:
        session.show(top="all")
        return False

    def again() -> bool:
        session.restart()
        return True

    def leave(*, is_wiped: bool) -> bool:
        raise Ended(is_wiped=is_wiped)

    return [
        Act(words.read_one, lambda: _read(session, first)),
        Act(words.show_every, all_of_them),
        Act(words.sheet, lambda: _sheet(session)),
        Act(words.change_an_answer, session.change),
        Act(words.start_again, again),
        Act(words.leave_no_trace, lambda: leave(is_wiped=True)),
        Act(words.finish, lambda: leave(is_wiped=False)),
    ]


def _more(session: Session) -> Act | None:
    """Return the line that goes on with questions, if there is any left to ask."""
    words = session.kb.interface
    if session.coming(Stretch.CORE):
        return _going_on(session, Stretch.CORE, words.go_on_asking)
    if coming := session.coming(Stretch.MORE):
        count = coming.more + 1
        label = words.fit_better_one if count == 1 else words.fit_better.format(count=count)
        return _going_on(session, Stretch.MORE, label)
    if coming := session.coming(Stretch.ALL):
        label = words.ask_everything.format(count=coming.more + 1)
        return _going_on(session, Stretch.ALL, label)
    return None


def _going_on(session: Session, stretch: Stretch, label: str) -> Act:
    def go_on() -> bool:
        session.begin(stretch)
        return True

    return Act(label, go_on)


def _read(session: Session, first: Sequence[Suggestion]) -> bool:
    """Show all that is known of one of those that came `first`."""
    words = session.kb.interface
    labels = [*(suggestion.name for suggestion in first), words.leave_as_is]
    chosen = session.choose(words.which_one, labels, back_to=len(first))
    if chosen < len(first):
        support = next(s for s in session.kb.supports if s.id == first[chosen].id)
        typer.echo()
        print_page(support_page(session.kb, support), plain=session.look.plain)
    return False


def _sheet(session: Session) -> bool:
    """Keep the list in a file, or show the command that gives it again."""
    words = session.kb.interface
    labels = [words.sheet_html, words.sheet_text, words.show_command, words.leave_as_is]
    chosen = session.choose(words.sheet_kind, labels, back_to=len(labels) - 1)
    if labels[chosen] == words.show_command:
        typer.echo(command_for(session.kb, session.answers, session.local))
    elif labels[chosen] != words.leave_as_is:
        keep_sheet(session, is_html=labels[chosen] == words.sheet_html)
    return False


def _moved(session: Session, before: Sequence[Suggestion], now: Sequence[Suggestion]) -> str:
    """Return in words what changed among the first three."""
    words = session.kb.interface
    came = [s.name for s in now if s.id not in {each.id for each in before}]
    went = [s.name for s in before if s.id not in {each.id for each in now}]
    parts = [
        words.came_in.format(named=", ".join(came)) if came else "",
        words.went_out.format(named=", ".join(went)) if went else "",
    ]
    return " ".join(filter(None, parts)) or words.stayed
