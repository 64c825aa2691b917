"""What each key does to a prompt."""

from collections.abc import Callable, Mapping
from functools import partial

from pathfinder.prompts.finding import command_meant, command_named, found, leaves_at_once
from pathfinder.prompts.prompt import Asks, Left, Prompt, added, chosen, toggled
from pathfinder.prompts.putting import Command, Put

ENDS_A_NUMBER = " ,;"
PAGE = 5


def pressed(prompt: Prompt, key: str) -> Prompt:
    """Return `prompt` after `key`: a character, or the name of another key.

    Raises `Left` at the second Ctrl-C.
    """
    if key == "interrupt":
        if prompt.asks is Asks.LEAVE:
            raise Left
        return prompt._replace(asks=Asks.LEAVE, note=prompt.put.words.leave_question)
    asked, swallows = prompt.asks, prompt.swallows
    prompt = prompt._replace(asks=None, note="", swallows=False)
    if swallows and key in ENDS_A_NUMBER:
        return prompt
    if key == "enter":
        return prompt if asked is Asks.LEAVE else _entered(prompt, skips=asked is Asks.SKIP)
    if key in ACTS:
        return ACTS[key](prompt)
    return _character(prompt, key) if len(key) == 1 and key.isprintable() else prompt


def _character(prompt: Prompt, key: str) -> Prompt:
    if prompt.typed and key in ",;":
        after = _word_entered(prompt)
        return after if after.done is not None else after._replace(swallows=True)
    if prompt.typed:
        return _typing(prompt, prompt.typed + key)
    if key.isascii() and key.isdecimal() and not prompt.put.by_name:
        return _digit(prompt, key)
    if key in ENDS_A_NUMBER and prompt.number:
        return prompt._replace(number="")
    if key == " ":
        return toggled(prompt, prompt.put.choices[prompt.pointed])
    return _letter(prompt, key)


def _letter(prompt: Prompt, key: str) -> Prompt:
    """Return `prompt` after a first letter: a command at once, where no word could begin with it."""
    command = command_named(prompt.put, key)
    if command is Command.KEYS or (command is Command.LEAVE and leaves_at_once(prompt.put)):
        return prompt._replace(done=command)
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
    last = len(shown) - 1
    steps = {
        "up": (here - 1) % len(shown),
        "down": (here + 1) % len(shown),
        "page_up": max(0, here - PAGE),
        "page_down": min(last, here + PAGE),
        "home": 0,
        "end": last,
    }
    place = shown[steps[key]]
    after = prompt._replace(pointed=place, moved=True, number="")
    return after if prompt.put.many else after._replace(ticked=(prompt.put.choices[place].id,))


def _escaped(prompt: Prompt) -> Prompt:
    return prompt._replace(typed="") if prompt.typed else prompt._replace(done=Command.BACK)


MOVES = ("up", "down", "page_up", "page_down", "home", "end")
ACTS: Mapping[str, Callable[[Prompt], Prompt]] = {
    **{key: partial(_moved, key=key) for key in MOVES},
    "escape": _escaped,
    "backspace": _taken_back,
}


def _entered(prompt: Prompt, *, skips: bool) -> Prompt:
    put = prompt.put
    if prompt.typed:
        return _word_entered(prompt)
    if prompt.ticked:
        return prompt._replace(done=prompt.ticked)
    if prompt.moved:
        return prompt._replace(done=(put.choices[prompt.pointed].id,))
    if put.default is not None:
        return prompt._replace(done=(put.default,))
    return _empty(prompt, skips=skips)


def _empty(prompt: Prompt, *, skips: bool) -> Prompt:
    """Return `prompt` after Enter, where nothing is chosen."""
    put = prompt.put
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
    if command := command_meant(put, typed):
        return _commanded(empty, command)
    fits = found(put, typed)
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
    """Return `prompt` with `command` as its reply; to skip is to answer nothing.

    What is ticked is not skipped.
    """
    if command is not Command.SKIP:
        return prompt._replace(done=command)
    if prompt.ticked:
        return prompt._replace(note=chosen(prompt))
    return prompt._replace(done=()) if prompt.put.may_skip else prompt
