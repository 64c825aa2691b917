"""What an answer to danger calls for, before anything else is asked, or written."""

from collections.abc import Collection

import typer

from pathfinder.cli.dialogue.session import Ended, Session
from pathfinder.cli.result_text import result_text
from pathfinder.cli.terminal import print_page
from pathfinder.engine.case import cases_of, is_halted
from pathfinder.engine.notification import notices
from pathfinder.model.notice import NoticeId, Severity
from pathfinder.model.question import Question
from pathfinder.model.result import NoticeShown
from pathfinder.render.terminal.page import notices_page


def stands(session: Session, danger: Question) -> bool:
    """Show what the answer to `danger` calls for; return whether the answer stands.

    It is saved once it was shown. Raises `Ended` where the person stops under the alarm.
    """
    kb, answers, words = session.kb, session.answers, session.kb.interface
    halts = is_halted(kb, answers)
    alarms = _alarms(session) if danger.id in answers else []
    if not alarms:
        session.save()
        return True
    session.shown.update(notice.id for notice in alarms)
    typer.echo()
    if halts:
        typer.echo(result_text(kb, answers, plain=session.look.plain), nl=False)
    else:
        print_page(notices_page(words, alarms), plain=session.look.plain)
    session.save()
    labels = [words.mistake, words.stop_here]
    if not halts:
        labels.insert(0, words.go_on)
    place = labels.index(words.mistake)
    message = words.what_next if halts else words.go_on_question
    chosen = labels[session.choose(message, labels, back_to=place, drops=True)]
    if chosen == words.stop_here:
        raise Ended(is_wiped=False)
    if chosen == words.mistake:
        session.shown.clear()
    return chosen == words.go_on


def _alarms(session: Session) -> list[NoticeShown]:
    """Return the emergency notices that were not shown yet; all of them where nothing can wait."""
    shown: Collection[NoticeId] = session.shown
    if is_halted(session.kb, session.answers):
        shown = ()
    return [
        notice
        for notice in notices(cases_of(session.kb, [session.answers]))[0]
        if notice.severity is Severity.EMERGENCY and notice.id not in shown
    ]
