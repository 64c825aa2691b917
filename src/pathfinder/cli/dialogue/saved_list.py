"""A list kept in a file, where the person says."""

from pathlib import Path

from pathfinder.cli.dialogue.session import Session
from pathfinder.cli.options.handout_options import handout_text
from pathfinder.cli.private_file import write_file
from pathfinder.cli.result_text import result_text
from pathfinder.errors import AnswersError
from pathfinder.prompts import line

NAMES = {True: "pathfinder.html", False: "pathfinder.txt"}


def keep_sheet(session: Session, *, is_html: bool) -> None:
    """Ask where, and write the list there, for the person alone; say what went wrong, if it did.

    A file that is there stays. Reasons, which tell what was answered, are left out.
    """
    words = session.kb.interface
    name = NAMES[is_html]
    typed = line(words.sheet_where.format(name=name), session.look)
    if typed is None:
        return
    path = Path(typed.strip() or name).expanduser()
    if is_html:
        text = handout_text(session.kb, session.answers, "html", is_full=False)
    else:
        text = result_text(session.kb, session.answers, is_private=True, plain=True)
    try:
        write_file(path, text, replaces=False)
    except AnswersError as error:
        session.say(str(error))
    else:
        session.say(words.sheet_written.format(name=path))
