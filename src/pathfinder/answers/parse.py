"""Answers as people and programs write them (flags, YAML, JSON) to answers of the model."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from pathfinder.answers.danger import TO_DENY, seems_to_deny
from pathfinder.errors import AnswersError, Problem, did_you_mean, quoted
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.question import NONE, Question, QuestionType

if TYPE_CHECKING:
    from pathfinder.documents.yaml import Document

LARGEST = 64 * 1024
"""Bytes of one file of answers; a full one has about a thousand."""

MOST_PROBLEMS = 20
"""Problems named in one run; a file with more is not a file of answers."""

NOTHING_SAID = {"", "~", "null"}
"""What stands in YAML where nothing is said."""

Raw = Mapping[str, object]


class Asked:
    """Questions by id, and the options of each by word. Both are made once for many answers."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.by_id = {question.id: question for question in questions}
        self._named: dict[QuestionId, Mapping[str, OptionId]] = {}

    def named(self, question: Question) -> Mapping[str, OptionId]:
        """Return the options of `question` by their ids and aliases, in small letters."""
        if question.id not in self._named:
            self._named[question.id] = _option_by_word(question)
        return self._named[question.id]


def read_answers(text: str, name: str, questions: Iterable[Question]) -> Answers:
    """Return the answers in `text`, YAML or JSON: one key a question, one option or a list.

    An empty value is a skipped question. `name` is what the messages call the text. Raises
    `AnswersError` with every problem and its place.
    """
    said = read_said(text, name, questions)
    return {question: options for question, options in said.items() if options}


def read_said(text: str, name: str, questions: Iterable[Question]) -> Said:
    """Return what `read_answers` does, and the questions that were skipped, with no option.

    Raises `AnswersError` with every problem and its place.
    """
    asked = Asked(questions)
    raw = _plain_json(text)
    if raw is not None:
        said, problems = _read(raw, asked)
        if not problems:
            return said
    # Only text that is no plain JSON, or is wrong, pays for the parser that knows places.
    from pathfinder.documents.yaml import read_yaml

    document = read_yaml(text, name)
    if document.problems:
        raise AnswersError(document.problems)
    if not isinstance(document.tree, dict):
        message = "answers are a list of questions with their options"
        hint = "for example  substances: [alcohol]"
        raise AnswersError([Problem(document.where(()), message, hint)])
    said, problems = _read(document.tree, asked)
    if problems:
        raise AnswersError(_placed(document, problem) for problem in problems)
    return said


def checked_answers(raw: Raw, asked: Asked) -> Answers:
    """Return the answers in `raw`, words or lists of words by question.

    Raises `AnswersError` with every problem, each at its question.
    """
    said, problems = _read(raw, asked)
    if problems:
        raise AnswersError(problem._replace(where=str(place[0])) for place, problem in problems)
    return {question: options for question, options in said.items() if options}


def answer_of(question: Question, words: Iterable[str]) -> tuple[OptionId, ...]:
    """Return the options of `question` that `words` name, ids or aliases, in authored order.

    Raises `AnswersError` where a word is no option, where more is said than one option, or where
    `none` stands beside others.
    """
    options, problems = _options(question, tuple(words), _option_by_word(question))
    if problems:
        raise AnswersError(problem for _, problem in problems)
    return options


Found = tuple[tuple[str | int, ...], Problem]
"""A problem and the keys that lead to it."""


def _plain_json(text: str) -> Raw | None:
    """Return the mapping in `text` if it is JSON without double keys, else nothing."""
    if not text.lstrip().startswith("{"):
        return None
    import json  # msgspec would let the second of two equal keys win

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(mapping := dict(pairs)) < len(pairs):
            raise ValueError
        return mapping

    try:
        raw: object = json.loads(text, object_pairs_hook=unique)
        return msgspec.convert(raw, dict[str, str | list[str] | None])
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None


def _read(raw: Raw, asked: Asked) -> tuple[Said, list[Found]]:
    said: dict[QuestionId, tuple[OptionId, ...]] = {}
    problems: list[Found] = []
    for key, value in raw.items():
        if len(problems) >= MOST_PROBLEMS:
            break
        question = asked.by_id.get(QuestionId(key))
        if question is None:
            hint = did_you_mean(key, asked.by_id) or "`pathfinder questions` lists them all"
            problems.append(((key,), Problem("", f"there is no question {quoted(key)}", hint)))
            continue
        words = _words(value)
        if words is None:
            message = f'"{key}" takes one option, or a list of options'
            problems.append(((key,), Problem("", message, f"for example {_example(question)}")))
            continue
        options, found = _options(question, words, asked.named(question))
        problems += [((key, *below), problem) for below, problem in found]
        said[question.id] = options
    ordered = {id_: said[id_] for id_ in asked.by_id if id_ in said}
    return ordered, problems


def _words(value: object) -> tuple[str, ...] | None:
    """Return the words in `value`, one or a list; nothing where it holds something else."""
    try:
        said: str | list[str] | None = msgspec.convert(value, str | list[str] | None)
    except msgspec.ValidationError:
        return None
    if isinstance(said, str):
        return () if said in NOTHING_SAID else (said,)
    return tuple(said or ())


def _options(
    question: Question, words: tuple[str, ...], named: Mapping[str, OptionId]
) -> tuple[tuple[OptionId, ...], list[Found]]:
    problems: list[Found] = []
    chosen: set[OptionId] = set()
    for i, word in enumerate(words):
        if len(problems) == MOST_PROBLEMS:
            break
        option = named.get(word.strip().lower())
        if option is None or seems_to_deny(question, word):
            deny = TO_DENY if seems_to_deny(question, word) else ""
            hint = deny or did_you_mean(word, named) or _some(question)
            message = f'{quoted(word)} is no option of "{question.id}"'
            problems.append(((i,), Problem("", message, hint)))
        else:
            chosen.add(option)
    if len(chosen) > 1 and question.type is QuestionType.ONE:
        problems.append(((), Problem("", f'"{question.id}" takes one option')))
    if len(chosen) > 1 and NONE in chosen:
        message = f'"none" stands beside another option of "{question.id}"'
        hint = "leave none out" if question.asks_of_danger else "leave one of them out"
        problems.append(((), Problem("", message, hint)))
    return tuple(option.id for option in question.options if option.id in chosen), problems


def _option_by_word(question: Question) -> dict[str, OptionId]:
    named: dict[str, OptionId] = {}
    for option in question.options:
        for word in (*option.aliases, option.id):
            named[word.lower()] = option.id
    return named


def _some(question: Question) -> str:
    ids = [option.id for option in question.options]
    most = 16
    return f"one of: {', '.join(ids[:most])}{', ...' if len(ids) > most else ''}"


def _example(question: Question) -> str:
    option = question.options[0].id
    return f"{question.id}: {option if question.type is QuestionType.ONE else f'[{option}]'}"


def _placed(document: "Document", found: Found) -> Problem:
    place, problem = found
    key = len(place) == 1
    return Problem(document.where(place, key=key), problem.message, problem.hint)


def blank_answers(questions: Iterable[Question]) -> Iterator[str]:
    """Yield the lines of an answers file with every question, its options, and no answer."""
    from pathfinder.model.wording import Voice, in_voice

    yield "# Answers for `pathfinder suggest --answers FILE`. Leave out what you do not want to say."
    for question in questions:
        one = question.type is QuestionType.ONE
        yield ""
        yield f"# {in_voice(question.prompt, Voice.SELF)}"
        yield f"# {'One' if one else 'Any'} of: {_some(question).removeprefix('one of: ')}"
        yield f"{question.id}:{'' if one else ' []'}"
