"""What can be done once a list was shown: read on, keep it, make it fit better, begin again, leave."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import typer

from pathfinder.cli.dialogue.asking import ask_all
from pathfinder.cli.dialogue.equivalent_command import command_for
from pathfinder.cli.dialogue.meetings_near import see_meetings
from pathfinder.cli.dialogue.menus import change_an_answer, choose_one
from pathfinder.cli.dialogue.saved_list import keep_sheet
from pathfinder.cli.dialogue.session import Ended, Session
from pathfinder.cli.options.meetings_file import store_named
from pathfinder.cli.terminal import page_text
from pathfinder.engine.suggest import suggest
from pathfinder.interview import Stretch
from pathfinder.model.results.result import Result, Suggestion
from pathfinder.render.terminal.card import card_lines
from pathfinder.render.terminal.page import GAP
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
    first: Sequence[Suggestion] | None = None
    while True:
        ask_all(session)
        result = suggest(session.kb, session.answers)
        now = result.suggestions[:FIRST]
        session.show()
        moved = "" if first is None else _moved(session, first, now)
        first = now
        while not _next(session, result, moved):
            moved = ""


def _next(session: Session, result: Result, moved: str) -> bool:
    """Put the menu, and do what was chosen; return whether questions come next."""
    words = session.kb.interface
    more, acts = _more(session), _acts(session, result)
    if more:
        acts.insert(3, more)
    default = None if more is None else 3
    message, labels = f"{moved} {words.what_next}".strip(), [act.label for act in acts]
    chosen = choose_one(
        session, message, labels, default=default, drops=True, keeps=session.card_rows
    )
    return acts[chosen].do()


def _acts(session: Session, result: Result) -> list[Act]:
    words = session.kb.interface
    store = store_named(None)

    def all_of_them() -> bool:
        session.show(top="all")
        return False

    def again() -> bool:
        session.restart()
        return True

    def leave(*, is_wiped: bool) -> bool:
        raise Ended(is_wiped=is_wiped)

    return [
        Act(words.read_one, lambda: _read(session, result)),
        Act(words.show_every, all_of_them),
        Act(words.sheet, lambda: _sheet(session)),
        *([Act(words.meetings.offer, lambda: see_meetings(session, store))] if store else []),
        Act(words.change_an_answer, lambda: change_an_answer(session)),
        Act(words.start_again, again),
        Act(words.finish, lambda: leave(is_wiped=False)),
        Act(words.leave_no_trace, lambda: leave(is_wiped=True)),
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


def _read(session: Session, result: Result) -> bool:
    """Show all that is known of one of the first of `result`, and the card below it."""
    words, first = session.kb.interface, result.suggestions[:FIRST]
    labels = [*(suggestion.name for suggestion in first), words.leave_as_is]
    chosen = choose_one(session, words.which_one, labels, back_to=len(first))
    if chosen < len(first):
        support = next(s for s in session.kb.supports if s.id == first[chosen].id)
        page = (*support_page(session.kb, support), GAP, *card_lines(words, result))
        session.print_with_card(page_text(page, plain=session.look.plain))
    return False


def _sheet(session: Session) -> bool:
    """Keep the list in a file, or show the command that gives it again."""
    words = session.kb.interface
    labels = [words.sheet_html, words.sheet_text, words.show_command, words.leave_as_is]
    chosen = choose_one(session, words.sheet_kind, labels, back_to=len(labels) - 1)
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
