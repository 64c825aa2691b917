"""The answer under construction, as a pure state machine: keys and lines in, what was chosen out.

It knows no terminal. No key takes away what is ticked but one that says so, and a command leaves
all as it stands.
"""

from enum import Enum
from typing import NamedTuple

from pathfinder.model.question import NONE
from pathfinder.prompts.finding import begins_a_word, command_named, found
from pathfinder.prompts.putting import Choice, Command, Put

Reply = tuple[str, ...] | Command
"""What was chosen (nothing means that it was skipped), or what to do instead."""


class Asks(Enum):
    """What the next key confirms."""

    SKIP = "skip"
    LEAVE = "leave"


class Left(Exception):  # noqa: N818 - no error: the person pressed Ctrl-C twice
    """The person wants to stop."""


class Draft(NamedTuple):
    """What was chosen and typed of an answer that is not given yet."""

    ticked: tuple[str, ...] = ()
    typed: str = ""


class Prompt(NamedTuple):
    """One question with what was done so far to answer it.

    `pointed`: the place pointed at. `moved`: it was moved there, and nothing was ticked since.
    `typed`: a word that is being typed. `number`: the digits typed last, and `before_number` what
    was ticked before them. `note`: what is to be said of the last key. `done`: the reply.
    """

    put: Put
    ticked: tuple[str, ...] = ()
    pointed: int = 0
    moved: bool = False
    typed: str = ""
    number: str = ""
    before_number: tuple[str, ...] = ()
    asks: Asks | None = None
    note: str = ""
    done: Reply | None = None

    @property
    def draft(self) -> Draft:
        """Return what is kept while something else is done."""
        return Draft(self.ticked, self.typed)

    def shown(self) -> tuple[int, ...]:
        """Return the places that are shown: those that the typed word fits, if it fits any."""
        fits = {choice.id for choice in found(self.put, self.typed)} if self.typed else set[str]()
        places = range(len(self.put.choices))
        return tuple(i for i in places if not fits or self.put.choices[i].id in fits)


def opened(put: Put, draft: Draft) -> Prompt:
    """Return the prompt as it is put, with what was chosen and typed before."""
    ticked = put.ordered(draft.ticked)
    pointed = put.place(ticked[0]) if ticked and not put.many else 0
    return Prompt(put, ticked, pointed, typed=draft.typed)


def toggled(prompt: Prompt, choice: Choice) -> Prompt:
    """Return `prompt` with `choice` ticked, or not ticked any more.

    `none` and another do not stand together: what is pressed last stays, but danger stays always.
    """
    put, ticked = prompt.put, prompt.ticked
    here = prompt._replace(pointed=put.place(choice.id), moved=False)
    if choice.id in ticked:
        return here._replace(ticked=tuple(id_ for id_ in ticked if id_ != choice.id))
    if not put.many:
        return here._replace(ticked=(choice.id,))
    if choice.id != NONE:
        kept = (id_ for id_ in ticked if id_ != NONE)
        return here._replace(ticked=put.ordered((*kept, choice.id)))
    named = put.labels(ticked)
    if any(put.choice(id_).risk for id_ in ticked):
        note = put.words.none_beside.format(none=choice.label, named=named)
        return here._replace(note=note)
    note = put.words.taken_away.format(named=named) if ticked else ""
    return here._replace(ticked=(NONE,), note=note)


def added(prompt: Prompt, choice: Choice) -> Prompt:
    """Return `prompt` with `choice` ticked, whether it was or not."""
    return prompt if choice.id in prompt.ticked else toggled(prompt, choice)


def pressed(prompt: Prompt, key: str) -> Prompt:
    """Return `prompt` after `key`, a character or one of the names below.

    Raises `Left` at the second Ctrl-C.
    """
    if key == "interrupt":
        if prompt.asks is Asks.LEAVE:
            raise Left
        return prompt._replace(asks=Asks.LEAVE, note=prompt.put.words.leave_question)
    if prompt.asks is Asks.LEAVE and key == "enter":
        return prompt._replace(asks=None, note="")
    asked, prompt = prompt.asks, prompt._replace(asks=None, note="")
    match key:
        case "enter":
            return _entered(prompt, skips=asked is Asks.SKIP)
        case "escape":
            return prompt._replace(typed="") if prompt.typed else _commanded(prompt, Command.BACK)
        case "backspace":
            return _taken_back(prompt)
        case "up" | "down" | "page_up" | "page_down" | "home" | "end":
            return _moved(prompt, key)
        case _ if len(key) == 1 and key.isprintable():
            return _character(prompt, key)
        case _:
            return prompt


def _character(prompt: Prompt, key: str) -> Prompt:
    if prompt.typed:
        return _typing(prompt, prompt.typed + key)
    if key.isascii() and key.isdecimal() and not prompt.put.by_name:
        return _digit(prompt, key)
    if key in " ,;" and prompt.number:
        return prompt._replace(number="")
    if key == " ":
        return toggled(prompt, prompt.put.choices[prompt.pointed])
    command = command_named(prompt.put, key)
    if key == Command.KEYS.value and command:
        return _commanded(prompt, command)
    if command is Command.LEAVE and not begins_a_word(prompt.put, key.lower()):
        return _commanded(prompt, command)
    return _typing(prompt, key) if key.isalnum() else prompt


def _typing(prompt: Prompt, typed: str) -> Prompt:
    here = prompt._replace(typed=typed, number="", moved=False)
    shown = here.shown()
    return here if here.pointed in shown else here._replace(pointed=shown[0])


def _digit(prompt: Prompt, digit: str) -> Prompt:
    """Return `prompt` after a digit: it begins a number, or ends the one begun where that exists."""
    put, count = prompt.put, len(prompt.put.choices)
    number, before = prompt.number + digit, prompt.before_number
    goes_on = bool(prompt.number) and 1 <= int(number) <= count
    if not goes_on:
        number, before = digit, prompt.ticked
    if not 1 <= int(number) <= count:
        note = put.words.not_in_list.format(typed=number, count=count)
        return prompt._replace(number="", note=note)
    base = prompt._replace(ticked=before, number=number, before_number=before)
    after = toggled(base, put.choices[int(number) - 1])
    if goes_on and not after.note:
        return after._replace(note=put.words.read_as.format(number=number))
    return after


def _taken_back(prompt: Prompt) -> Prompt:
    if prompt.typed:
        return (
            _typing(prompt, prompt.typed[:-1]) if prompt.typed[:-1] else prompt._replace(typed="")
        )
    if prompt.number:
        return prompt._replace(ticked=prompt.before_number, number="", moved=False)
    return prompt


def _moved(prompt: Prompt, key: str) -> Prompt:
    shown = prompt.shown()
    here = shown.index(prompt.pointed) if prompt.pointed in shown else 0
    last, page = len(shown) - 1, 5
    steps = {
        "up": (here - 1) % len(shown),
        "down": (here + 1) % len(shown),
        "page_up": max(0, here - page),
        "page_down": min(last, here + page),
        "home": 0,
        "end": last,
    }
    place = shown[steps[key]]
    after = prompt._replace(pointed=place, moved=True, number="")
    return after if prompt.put.many else after._replace(ticked=(prompt.put.choices[place].id,))


def _entered(prompt: Prompt, *, skips: bool) -> Prompt:
    put = prompt.put
    if prompt.typed:
        return _word_entered(prompt)
    if prompt.ticked:
        return prompt._replace(done=prompt.ticked)
    if prompt.moved:
        return prompt._replace(done=(put.choices[prompt.pointed].id,))
    return _empty(prompt, skips=skips)


def _empty(prompt: Prompt, *, skips: bool) -> Prompt:
    """Return `prompt` after Enter, where nothing is chosen."""
    put = prompt.put
    if put.default is not None:
        return prompt._replace(done=(put.default,))
    if put.danger:
        return prompt._replace(note=put.words.danger_answer)
    if not put.may_skip:
        return prompt._replace(note=put.words.choose_first)
    if skips:
        return prompt._replace(done=())
    return prompt._replace(asks=Asks.SKIP, note=put.words.skip_question)


def _word_entered(prompt: Prompt) -> Prompt:
    put, typed = prompt.put, prompt.typed.strip()
    empty = prompt._replace(typed="")
    command = command_named(put, typed)
    fits = found(put, typed)
    if command and (len(typed) == 1 or len(fits) != 1):
        return _commanded(empty, command)
    if prompt.moved and fits:
        fits = (put.choices[prompt.pointed],)
    if len(fits) == 1:
        after = added(empty, fits[0])
        return after if put.many else after._replace(done=after.ticked)
    if fits:
        named = "; ".join(choice.label for choice in fits[:5])
        note = put.words.several_fit.format(typed=typed, named=named)
        return prompt._replace(note=note)
    if command := command_named(put, typed, begun=True):
        return _commanded(empty, command)
    return empty._replace(note=not_understood(put, [typed]))


def not_understood(put: Put, typed: list[str]) -> str:
    """Return what to say of words that name nothing here."""
    if put.danger:
        return put.words.danger_answer
    names = [
        next(
            name
            for name, named in put.command_words().items()
            if named is command and name != command.value
        )
        for command in Command
        if command in put.commands and put.words.command_words.get(command.value)
    ]
    known = put.words.words_known.format(words=", ".join(names))
    return f"{put.words.not_known.format(typed=', '.join(typed)[:60])} {known}"


def _commanded(prompt: Prompt, command: Command) -> Prompt:
    """Return `prompt` with `command` as its reply; to skip is to answer nothing."""
    if command is Command.SKIP:
        return prompt._replace(done=()) if prompt.put.may_skip else prompt
    return prompt._replace(done=command)
