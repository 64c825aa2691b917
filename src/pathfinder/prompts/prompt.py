"""The answer under construction, as a pure state machine: keys and lines in, what was chosen out.

It knows no terminal. No key takes away what is ticked but one that says so, and a command leaves
all as it stands.
"""

from enum import Enum
from typing import NamedTuple

from pathfinder.model.knowledge.question import NONE
from pathfinder.prompts.finding import found
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
    was ticked before them. `note`: what is to be said of the last key. `swallows`: a
    comma ended a word, and a space after it means nothing. `done`: the reply.
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
    swallows: bool = False
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
    first = ticked[0] if ticked and not put.many else put.default
    pointed = 0 if first is None else put.place(first)
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


def chosen(prompt: Prompt) -> str:
    """Return what is chosen now, in words, and what Enter does; nothing where nothing is."""
    if not prompt.ticked:
        return ""
    words = prompt.put.words
    keeps = words.keeps if prompt.put.many else words.keeps_one
    return f"{words.chosen_now}: {prompt.put.labels(prompt.ticked)}. {keeps}"
