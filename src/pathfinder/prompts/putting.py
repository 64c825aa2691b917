"""What is put to a person: the choices, the commands, and the words for both."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge.wording import Voice, in_voice

MOST_NUMBERED = 40


class Command(Enum):
    """What a person can do instead of answering, by the letter that does it."""

    BACK = "b"
    WHY = "w"
    CHANGE = "c"
    SHOW = "s"
    ALL = "a"
    HELP = "h"
    LANGUAGE = "e"
    PLAIN = "p"
    SKIP = "k"
    LEAVE = "q"
    KEYS = "?"


MENU_COMMANDS = frozenset({Command.LEAVE, Command.HELP, Command.KEYS, Command.BACK})
"""What can be done at a choice that is no question of the interview."""


class Choice(NamedTuple):
    """One thing that can be chosen. `words`: what may be typed for it. `risk`: it tells of danger."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    risk: bool = False


class Put(NamedTuple):
    """What stays the same while keys are pressed.

    `many`: several choices go together. `danger`: Enter alone is no answer. `default`: what Enter
    alone takes. `may_skip`: it may be left open.
    """

    words: Interface
    choices: tuple[Choice, ...]
    commands: frozenset[Command]
    many: bool = False
    danger: bool = False
    may_skip: bool = True
    default: str | None = None

    @property
    def by_name(self) -> bool:
        """Whether choices are typed by name: nobody counts in a list that long."""
        return len(self.choices) > MOST_NUMBERED

    def choice(self, id_: str) -> Choice:
        """Return the choice with this id."""
        return next(choice for choice in self.choices if choice.id == id_)

    def place(self, id_: str) -> int:
        """Return where the choice with this id stands, from 0."""
        return [choice.id for choice in self.choices].index(id_)

    def ordered(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return `ids` in the order of the choices; what is no choice goes."""
        return tuple(choice.id for choice in self.choices if choice.id in ids)

    def labels(self, ids: Sequence[str]) -> str:
        """Return the labels of `ids`, one after the other."""
        return "; ".join(choice.label for choice in self.choices if choice.id in ids)

    def command_words(self) -> Mapping[str, Command]:
        """Return the commands by the words that name them, letters among them."""
        named: dict[str, Command] = {}
        for command in Command:
            if command in self.commands:
                typed = self.words.command_words.get(command.value, "")
                for word in (command.value, *filter(None, map(str.strip, typed.split(",")))):
                    named[word] = command
        return named


def put_question(words: Interface, question: Question, voice: Voice) -> Put:
    """Return `question` as it is put in this voice."""
    choices = tuple(
        Choice(option.id, in_voice(option.label, voice), option.aliases, option.risk)
        for option in question.options
    )
    many = question.type == "many"
    return Put(words, choices, frozenset(Command), many=many, danger=question.asks_of_danger)


def put_menu(words: Interface, labels: Sequence[str], default: int | None) -> Put:
    """Return a choice of one of `labels`, whose ids are their places."""
    choices = tuple(Choice(str(place), label) for place, label in enumerate(labels))
    first = None if default is None else str(default)
    return Put(words, choices, MENU_COMMANDS, may_skip=False, default=first)
