"""The questions of an interview: how each is put, what is recorded, and what commands do."""

from collections.abc import Callable, Mapping

from pathfinder.cli.dialogue import alarm
from pathfinder.cli.dialogue.menus import change_an_answer
from pathfinder.cli.dialogue.session import Session
from pathfinder.cli.options.local import in_language
from pathfinder.engine.voices import voice_of
from pathfinder.errors import PathfinderError
from pathfinder.interview import Next, Stretch, answered, back, open_said, said_before
from pathfinder.interview.grave_questions import grave_questions
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.required_ids import FOR_WHOM, LOVED_ONE
from pathfinder.prompts import Command, Draft, Head, Look, Prompt, ask, put_question


def ask_all(session: Session) -> None:
    """Put questions until none is left of the stretch, or the person wants the list.

    Raises `Ended` where the person leaves.
    """
    while coming := session.coming():
        prompt = _ask(session, coming)
        question = coming.question
        if isinstance(prompt.done, Command):
            session.drafts[question.id] = prompt.draft
            if prompt.done is Command.SHOW:
                return
            _obey(session, prompt.done, coming)
            continue
        session.drafts.pop(question.id, None)
        before = session.state
        _record(session, question, prompt)
        if not question.asks_of_danger:
            session.save()
        elif not alarm.stands(session, question):
            session.state = before
            session.save()


def _ask(session: Session, coming: Next) -> Prompt:
    words, question = session.kb.interface, coming.question
    voice = voice_of(session.answers, about_use=question.about_use)
    put = put_question(words, question, voice)
    number = max(1, len(session.state.said) - session.base + 1)
    heading = words.heading.format(number=number, count=number + coming.more)
    head = Head(
        question=in_voice(question.prompt, voice),
        section=_section(session, question),
        heading="" if session.state.asking else f"{heading}.",
        why=f"{words.why_we_ask}: {in_voice(question.help, voice)}",
        hint=session.hint(put),
    )
    session.hints = session.hints and question.asks_of_danger  # where Enter alone says nothing
    before = said_before(session.kb, session.state, question.id)
    draft = session.drafts.get(question.id, Draft(before))
    prompt = ask(put, head, draft, session.look, drops=question.asks_of_danger)
    if not session.look.is_numbered and not isinstance(prompt.done, Command):
        session.say("")
        session.say(head.question)  # what was drawn is gone
    return prompt


def _section(session: Session, question: Question) -> str:
    """Return the heading where the person that is asked about changes."""
    words = session.kb.interface
    if LOVED_ONE not in session.answers.get(FOR_WHOM, ()):
        return ""
    about = {each.id: each.about_use for each in session.kb.questions}
    about |= {each.id: each.about_use for each in session.kb.checklists}
    last = session.state.steps[-1].question if session.state.steps else question.id
    if about.get(last, False) == question.about_use:
        return ""
    return f"{words.about_them if question.about_use else words.about_you}."


def _record(session: Session, question: Question, prompt: Prompt) -> None:
    """Take the reply of `prompt`, and say in a line what was recorded."""
    words = session.kb.interface
    chosen = () if isinstance(prompt.done, Command) else prompt.done or ()
    session.state = answered(session.state, question, tuple(map(OptionId, chosen)))
    named = prompt.put.labels(session.state.said[question.id]) or words.skipped
    session.say(f"{words.recorded}: {named.rstrip('.')}.")
    if prompt.note:
        session.say(prompt.note)


def _obey(session: Session, command: Command, coming: Next) -> None:
    """Do what `command` says."""
    does: Mapping[Command, Callable[[], object]] = {
        Command.BACK: lambda: _back(session),
        Command.WHY: lambda: _why(session, coming.question),
        Command.CHANGE: lambda: change_an_answer(session),
        Command.ALL: lambda: _all(session),
        Command.HELP: session.help,
        Command.LANGUAGE: lambda: _other_language(session),
        Command.PLAIN: lambda: _by_numbers(session),
        Command.LEAVE: session.leave,
        Command.KEYS: session.keys,
    }
    does[command]()


def _back(session: Session) -> None:
    if not session.state.steps and session.state.asking is None:
        session.say(session.kb.interface.nothing_before)
    if session.state.asking is None and session.state.steps:
        last = session.state.steps[-1].question  # what was said to it is shown, and Enter keeps it
        session.drafts[last] = Draft(session.state.said[last])
    session.state = back(session.state)
    session.save()


def _all(session: Session) -> None:
    session.begin(Stretch.ALL)
    session.say(session.kb.interface.asking_all)


def _by_numbers(session: Session) -> None:
    session.look = Look(plain=True)
    session.hints = True


def _other_language(session: Session) -> None:
    other = next(code for code in LANGUAGES if code != session.kb.language)
    try:
        session.kb = in_language(other, session.local)
    except PathfinderError as error:  # a local file was moved, or is being written
        session.say(str(error))
    session.hints = True


def _why(session: Session, question: Question) -> None:
    words = session.kb.interface
    voice = voice_of(session.answers, about_use=question.about_use)
    grave = question.id in grave_questions(session.kb, open_said(session.kb, session.state))
    effect = words.why_grave if grave else words.why_list
    session.say(f"{words.why_we_ask}: {in_voice(question.help, voice)} {effect}")
