"""What an answer to danger calls for, before anything else is asked, or written."""

from collections.abc import Collection

import typer

from pathfinder.cli.dialogue.menus import choose_one, rows_of
from pathfinder.cli.dialogue.session import Ended, Session
from pathfinder.engine.evaluation import evaluation_of, is_halted
from pathfinder.engine.parts.notices import notices
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.results.parts import NoticeShown
from pathfinder.render.terminal.card import emergency_page
from pathfinder.render.terminal.dangers import notices_page


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
    labels = [*([] if halts else [words.go_on]), words.mistake, words.stop_here]
    page = (emergency_page if halts else notices_page)(words, alarms)
    typer.echo()
    session.print_above(page, below=rows_of(session, labels))
    session.save()
    place = labels.index(words.mistake)
    message = words.what_next if halts else words.go_on_question
    chosen = labels[choose_one(session, message, labels, back_to=place, drops=True)]
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
        for notice in notices(evaluation_of(session.kb, [session.answers]))[0]
        if notice.severity == "emergency" and notice.id not in shown
    ]
