"""One question at a terminal: drawn with questionary, or numbered and plain. It decides nothing."""

import shutil
import sys
import textwrap
from typing import Any

from pathfinder.errors import AnswersError
from pathfinder.knowledge.answers import answer_of
from pathfinder.model.condition import OptionId
from pathfinder.model.question import Question, QuestionType
from pathfinder.model.wording import Voice, in_voice

MOST_LISTED = 40
"""A question with more options than this takes typed words; nobody reads a list that long."""

WIDEST = 88
HANGING = "     "

SKIP = "Skip"
CHOOSE_ONE = "Arrows, Enter:"
CHOOSE_MANY = "Space chooses, Enter goes on:"
TYPED = "Type names, with commas. Enter skips:"


def ask(question: Question, voice: Voice, *, plain: bool) -> tuple[OptionId, ...]:
    """Put `question` and return what was chosen; nothing means that it was skipped.

    Raises `KeyboardInterrupt` or `EOFError` where the person leaves.
    """
    _say("")
    _say(in_voice(question.prompt, voice))
    _say(f"Why we ask: {in_voice(question.help, voice)}")
    if len(question.options) > MOST_LISTED:
        return _typed(question, plain=plain)
    return _numbered(question, voice) if plain else _drawn(question, voice)


def choose(message: str, labels: tuple[str, ...], *, plain: bool) -> int:
    """Put a choice that is no question of the interview; return which label was chosen, from 0."""
    _say("")
    _say(message)
    if not plain:
        import questionary

        choices = [questionary.Choice(_fit(label), value=str(i)) for i, label in enumerate(labels)]
        return int(questionary.select(CHOOSE_ONE, choices=choices, instruction=" ").unsafe_ask())
    for i, label in enumerate(labels, start=1):
        _say(f"{i}. {label}")
    while True:
        typed = _read("Number:").strip()
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(labels):
            return int(typed) - 1
        _say(f"Type a number from 1 to {len(labels)}.")


def _say(text: str) -> None:
    sys.stdout.write(f"{textwrap.fill(text, _width())}\n")
    sys.stdout.flush()


def _read(invite: str) -> str:
    """Return the line typed after `invite`; `input` itself would write it to standard error."""
    sys.stdout.write(f"{invite} ")
    sys.stdout.flush()
    return input()


def _width() -> int:
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))


def _fit(label: str) -> str:
    """Return `label` broken between words, its lines standing under each other in a list."""
    return textwrap.fill(label, _width() - len(HANGING)).replace("\n", f"\n{HANGING}")


def _drawn(question: Question, voice: Voice) -> tuple[OptionId, ...]:
    import questionary  # 93 ms that only a drawn question pays

    choices = [
        questionary.Choice(_fit(in_voice(option.label, voice)), value=option.id)
        for option in question.options
    ]
    if question.type is QuestionType.MANY:
        chosen: Any = questionary.checkbox(
            CHOOSE_MANY, choices=choices, instruction=" "
        ).unsafe_ask()
        return tuple(chosen)
    # First, so that Enter alone never says anything about a person.
    choices.insert(0, questionary.Choice(SKIP, value=""))
    picked: Any = questionary.select(CHOOSE_ONE, choices=choices, instruction=" ").unsafe_ask()
    return (OptionId(picked),) if picked else ()


def _numbered(question: Question, voice: Voice) -> tuple[OptionId, ...]:
    for i, option in enumerate(question.options, start=1):
        _say(f"{i}. {in_voice(option.label, voice)}")
    many = question.type is QuestionType.MANY
    invite = "Numbers, with commas. Enter skips:" if many else "Number. Enter skips:"
    count = len(question.options)
    while True:
        typed = _read(invite).replace(",", " ").split()
        numbers = [int(t) for t in typed if t.isascii() and t.isdecimal() and 1 <= int(t) <= count]
        if len(numbers) == len(typed) and (many or len(typed) <= 1):
            return tuple(question.options[number - 1].id for number in dict.fromkeys(numbers))
        _say(f"Type {'numbers' if many else 'one number'} from 1 to {count}, or press Enter.")


def _typed(question: Question, *, plain: bool) -> tuple[OptionId, ...]:
    while True:
        if plain:
            typed = _read(TYPED)
        else:
            import questionary

            typed = str(questionary.text(TYPED).unsafe_ask())
        words = [word.strip() for word in typed.split(",") if word.strip()]
        try:
            return answer_of(question, words) if words else ()
        except AnswersError as error:
            _say(str(error))
