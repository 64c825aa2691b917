"""One question at a terminal: drawn with questionary, or numbered and plain. It decides nothing."""

import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from pathfinder.errors import did_you_mean, quoted
from pathfinder.model.condition import OptionId
from pathfinder.model.interface import Interface
from pathfinder.model.question import Question, QuestionType
from pathfinder.model.wording import Voice, in_voice

if TYPE_CHECKING:
    from questionary import Question as Drawn

MOST_LISTED = 40
"""A question with more options than this takes typed words; nobody reads a list that long."""

WIDEST = 88
HANGING = "     "


class Command(Enum):
    """What a person can do instead of answering, by the letter that does it."""

    BACK = "b"
    WHY = "w"
    CHANGE = "c"
    SHOW = "s"
    ALL = "a"
    HELP = "h"
    LANGUAGE = "e"
    LEAVE = "q"
    KEYS = "?"


class Asked(NamedTuple):
    """A question as it is put: in which voice, under which heading, and what was said before."""

    question: Question
    voice: Voice
    heading: str
    before: tuple[OptionId, ...] = ()
    with_keys: bool = True


Reply = tuple[OptionId, ...] | Command
"""What was chosen (nothing means that it was skipped), or what to do instead."""


def ask(words: Interface, asked: Asked, *, plain: bool) -> Reply:
    """Put a question and return the reply.

    Raises `KeyboardInterrupt` or `EOFError` where the person leaves.
    """
    question = asked.question
    _say("")
    _say(f"{asked.heading} {in_voice(question.prompt, asked.voice)}".strip())
    _say(f"{words.why_we_ask}: {in_voice(question.help, asked.voice)}")
    if asked.with_keys:
        named = "; ".join(f"{letter} {what}" for letter, what in words.commands.items())
        _say(f"{words.keys}: {named}.")
    if len(question.options) > MOST_LISTED:
        return _typed(words, question, plain=plain)
    return _numbered(words, asked) if plain else _drawn(words, asked)


def choose(words: Interface, message: str, labels: Sequence[str], *, plain: bool) -> int | None:
    """Put a choice that is no question of the interview; return which label was chosen, from 0.

    Nothing where the person wants to leave at once.
    """
    _say("")
    _say(message)
    if not plain:
        import questionary

        choices = [
            questionary.Choice(_listed(i, label), value=i)
            for i, label in enumerate(labels, start=1)
        ]
        drawn = questionary.select(
            _invite(words.pick_one), choices=choices, instruction=" ", qmark=">"
        )
        digits = {str(i): i - 1 for i in range(1, 10)}
        picked = _unsafe(drawn, digits, {Command.LEAVE.value: Command.LEAVE})
        return None if picked is Command.LEAVE else int(picked) - 1
    for i, label in enumerate(labels, start=1):
        _say(f"{i}. {label}")
    while True:
        typed = _read(f"{words.number}:").strip()
        if _command([typed]) is Command.LEAVE:
            return None
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(labels):
            return int(typed) - 1
        _say(f"{words.number_from} {len(labels)}.")


def _say(text: str) -> None:
    sys.stdout.write(f"{textwrap.fill(text, _width())}\n")
    sys.stdout.flush()


def _read(invite: str) -> str:
    """Return the line typed after `invite`; `input` itself would write it to standard error."""
    sys.stdout.write(f"{textwrap.fill(invite, _width())} ")
    sys.stdout.flush()
    return input()


def _width() -> int:
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))


def _invite(words: str) -> str:
    """Return `words` broken between words, for the line that a drawn question opens with."""
    return textwrap.fill(f"{words}:", _width() - len("> "))


def _listed(number: int, label: str) -> str:
    """Return `label` with its number, its lines standing under each other in a list."""
    hanging = " " * len(f"{number}. ")
    filled = textwrap.fill(f"{number}. {label}", _width() - len(HANGING), subsequent_indent=hanging)
    return filled.replace("\n", f"\n{HANGING}")


def _drawn(words: Interface, asked: Asked) -> Reply:
    import questionary  # 93 ms that only a drawn question pays

    many = asked.question.type is QuestionType.MANY
    choices = [
        questionary.Choice(
            _listed(i, in_voice(option.label, asked.voice)),
            value=option.id,
            checked=many and option.id in asked.before,
        )
        for i, option in enumerate(asked.question.options, start=1)
    ]
    digits = {str(i): i - many for i in range(1, 10)}
    letters = {command.value: command for command in Command}
    if many:
        chosen = _unsafe(
            questionary.checkbox(
                _invite(words.choose_many), choices=choices, instruction=" ", qmark=">"
            ),
            digits,
            letters,
        )
        return chosen if isinstance(chosen, Command) else tuple(chosen)
    # First, so that Enter alone never says anything about a person.
    choices.insert(0, questionary.Choice(words.skip, value=""))
    picked = _unsafe(
        questionary.select(
            _invite(words.choose_one),
            choices=choices,
            instruction=" ",
            qmark=">",
            default=next(iter(asked.before), None),
        ),
        digits,
        letters,
    )
    if isinstance(picked, Command):
        return picked
    return (OptionId(picked),) if picked else ()


def _unsafe(drawn: "Drawn", digits: Mapping[str, int], letters: Mapping[str, Command]) -> Any:  # noqa: ANN401 - questionary says no more
    """Return the answer to `drawn`, where digits lead to a choice and letters end it."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
    from questionary.prompts.common import InquirerControl

    keys = KeyBindings()
    controls = drawn.application.layout.find_all_controls()
    control = next(c for c in controls if isinstance(c, InquirerControl))

    def pointing(position: int) -> None:
        if 0 <= position < len(control.choices):
            control.pointed_at = position

    for digit, position in digits.items():

        def point(_: KeyPressEvent, position: int = position) -> None:
            pointing(position)

        keys.add(digit, eager=True)(point)

    def ignore(_: KeyPressEvent) -> None:
        """Do nothing: questionary would choose all that is not chosen."""

    keys.add("i", eager=True)(ignore)
    both = [
        (key, command) for letter, command in letters.items() for key in {letter, letter.upper()}
    ]
    for key, command in both:

        def leave(event: KeyPressEvent, command: Command = command) -> None:
            event.app.exit(result=command)

        keys.add(key, eager=True)(leave)
    bindings = [b for b in (drawn.application.key_bindings, keys) if b is not None]
    drawn.application.key_bindings = merge_key_bindings(bindings)
    return drawn.unsafe_ask()


def _numbered(words: Interface, asked: Asked) -> Reply:
    question = asked.question
    for i, option in enumerate(question.options, start=1):
        _say(f"{i}. {in_voice(option.label, asked.voice)}")
    many = question.type is QuestionType.MANY
    invite = words.many_numbers if many else words.one_number
    count = len(question.options)
    while True:
        typed = _read(f"{invite}:").replace(",", " ").split()
        if command := _command(typed):
            return command
        numbers = [int(t) for t in typed if t.isascii() and t.isdecimal() and 1 <= int(t) <= count]
        if len(numbers) == len(typed) and (many or len(typed) <= 1):
            return tuple(question.options[number - 1].id for number in dict.fromkeys(numbers))
        _say(f"{words.number_from} {count}.")


def _command(typed: Sequence[str]) -> Command | None:
    letters = {command.value: command for command in Command}
    return letters.get(typed[0].lower()) if len(typed) == 1 else None


def _typed(words: Interface, question: Question, *, plain: bool) -> Reply:
    named = {
        name.lower(): option.id
        for option in question.options
        for name in (in_voice(option.label, Voice.SELF), *option.aliases, option.id)
    }
    while True:
        typed = [word.strip() for word in _line(words, plain=plain).split(",") if word.strip()]
        if command := _command(typed):
            return command
        unknown = next((word for word in typed if word.lower() not in named), None)
        if unknown is None:
            chosen = {named[word.lower()] for word in typed}
            return tuple(option.id for option in question.options if option.id in chosen)
        near = did_you_mean(unknown.lower(), named).removeprefix("did you mean ")
        hint = f"; {words.did_you_mean} {near}" if near else ""
        _say(f"{words.not_known}: {quoted(unknown)}{hint}")


def _line(words: Interface, *, plain: bool) -> str:
    if plain:
        return _read(f"{words.typed_names}:")
    import questionary

    return str(questionary.text(_invite(words.typed_names), qmark=">").unsafe_ask())
