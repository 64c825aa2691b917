"""A whole line typed to a prompt: numbers, words, or a command."""

import re

from pathfinder.model.knowledge.question import NONE
from pathfinder.prompts.finding import command_meant, found
from pathfinder.prompts.keys import not_understood, pressed
from pathfinder.prompts.prompt import Asks, Prompt, added, chosen, toggled
from pathfinder.prompts.putting import Choice, Put

NUMBERS = re.compile(r"[0-9]+(?:[\s,;.&]+(?:(?:and|y|e)\s+)?[0-9]+)*[\s,;.]*", re.ASCII)
MOST_DIGITS = 9
SEVERAL = 5
"""Choices named at most where a word fits more than one."""


def line_typed(prompt: Prompt, line: str) -> Prompt:
    """Return `prompt` after a whole line.

    Where nothing was chosen before and all of it is understood, it is the answer. Else it adds and
    takes away, and Enter alone goes on.
    """
    if not line.strip() or prompt.asks is Asks.LEAVE:
        return pressed(prompt._replace(typed=""), "enter")
    prompt = prompt._replace(asks=None, note="", typed="", number="", moved=False)
    parts = _parts(line)
    if len(parts) == 1 and (after := _command(prompt, parts[0])):
        return after
    named, faults = _named(prompt.put, parts)
    if len(named) > 1 and not prompt.put.many:
        return prompt._replace(note=prompt.put.words.one_only)
    is_first = not prompt.ticked
    after = _chosen(prompt, named)
    if faults:
        return after._replace(note=" ".join(filter(None, (after.note, *faults, chosen(after)))))
    if is_first or not prompt.put.many:
        return after._replace(done=after.ticked)
    taken = prompt.put.words.taken_away.format(named=prompt.put.labels(prompt.ticked))
    now = chosen(after) or taken
    return after._replace(note=" ".join(filter(None, (after.note, now))))


def _parts(line: str) -> list[str]:
    if NUMBERS.fullmatch(line.strip()):
        return re.findall(r"[0-9]+", line)
    return [part.strip() for part in line.split(",") if part.strip()]


def _command(prompt: Prompt, word: str) -> Prompt | None:
    """Return `prompt` after a command, if `word` means one."""
    command = command_meant(prompt.put, word)
    if command is None:
        return None
    typed = prompt
    for key in command.value:
        typed = pressed(typed, key)
    return typed if typed.done is not None else pressed(typed, "enter")


def _named(put: Put, parts: list[str]) -> tuple[list[Choice], list[str]]:
    """Return the choices that `parts` name, and what to say of those that name none."""
    named: list[Choice] = []
    faults: list[str] = []
    unknown: list[str] = []
    count = len(put.choices)
    for part in parts:
        if part.isascii() and part.isdecimal() and not put.by_name:
            if 1 <= int(part[:MOST_DIGITS]) <= count:
                named.append(put.choices[int(part[:MOST_DIGITS]) - 1])
            elif put.danger:
                unknown.append(part)
            else:
                faults.append(put.words.not_in_list.format(typed=part[:MOST_DIGITS], count=count))
            continue
        fits = found(put, part)
        if len(fits) == 1:
            named.append(fits[0])
        elif fits:
            several = "; ".join(_numbered(put, choice) for choice in fits[:SEVERAL])
            faults.append(put.words.several_fit.format(typed=part, named=several))
        else:
            unknown.append(part)
    if unknown or (faults and put.danger):
        faults.append(not_understood(put, unknown))
    return list(dict.fromkeys(named)), faults


def _numbered(put: Put, choice: Choice) -> str:
    return choice.label if put.by_name else f"{put.place(choice.id) + 1} {choice.label}"


def _chosen(prompt: Prompt, named: list[Choice]) -> Prompt:
    """Return `prompt` with `named` added or taken away; of one line, `none` beside others goes."""
    others = [choice for choice in named if choice.id != NONE]
    after = prompt
    for choice in others or named:
        after = toggled(after, choice) if prompt.put.many else added(after, choice)
    if others and len(others) < len(named):
        none = prompt.put.choice(NONE).label
        after = after._replace(note=prompt.put.words.none_left_out.format(none=none))
    return after
