"""One line of a batch: a sheet of answers as a JSON object, perhaps with an id beside them."""

import json
import math
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pathfinder.answers.danger import may_speak_of_danger
from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.text import LARGEST
from pathfinder.answers.unreadable import why_unreadable
from pathfinder.documents.text import NotTextError, TooLargeError, decoded
from pathfinder.errors import AnswersError, Problem, quoted
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.results.line_error import LineId

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords

EXAMPLE = '{"substances": ["alcohol"], "goal": "abstinence"}'

PLAIN = msgspec.json.Decoder(dict[str, str | int | float | tuple[str, ...] | None])
"""An id, and answers: words or lists of words."""

MOST_CHECKED = 1 << 14
"""Answers whose check is remembered."""


class Sheet(NamedTuple):
    """What one line holds. Where there are problems, there are no answers.

    `in_danger`: it is refused, and may speak of danger now.
    """

    id: LineId | None
    answers: Answers
    problems: tuple[Problem, ...]
    in_danger: bool = False


class LineReader:
    """Reads lines about the same questions. What many lines have in common is checked once."""

    def __init__(self, index: QuestionIndex) -> None:
        self._index = index
        self._checked: dict[tuple[str, tuple[str, ...]], tuple[OptionId, ...]] = {}

    def read(self, line: bytes) -> Sheet:
        """Return the sheet in `line`, its answers checked against the questions.

        Nothing is raised for a wrong line: its problems are in the sheet, and other lines go on.
        """
        return self._plain(line) or read_sheet(line, self._index)

    def _plain(self, line: bytes) -> Sheet | None:
        """Return the sheet in `line` where it is as programs write it, with nothing to be said.

        A key that stands there twice leaves quotation marks that no key and no word accounts for.
        """
        plain = b"\\" not in line and len(line) <= LARGEST
        try:
            raw = PLAIN.decode(line) if plain else None
        except (msgspec.DecodeError, ValueError):
            return None
        if raw is None:
            return None
        marks = len(raw)
        id_ = raw.pop("id", None)
        said: dict[QuestionId, tuple[OptionId, ...]] = {}
        for key, value in raw.items():
            if isinstance(value, int | float):
                return None
            words = (value,) if isinstance(value, str) else value or ()
            if (options := self._options(key, words)) is None:
                return None
            marks += len(words)
            said[QuestionId(key)] = options
        if isinstance(id_, float | tuple) or line.count(b'"') != 2 * (marks + isinstance(id_, str)):
            return None
        ordered = {question: said[question] for question in self._index.by_id if said.get(question)}
        return Sheet(id_, ordered, ())

    def _options(self, key: str, words: tuple[str, ...]) -> tuple[OptionId, ...] | None:
        """Return the options of the question of the id `key` that `words` name.

        Nothing where they are wrong, or where `key` is another name of a question.
        """
        if key not in self._index.by_id:
            return None
        known = self._checked.get((key, words))
        if known is None:
            try:
                answers = checked_answers({key: [*words]}, self._index)
            except AnswersError:
                return None
            known = answers.get(QuestionId(key), ())
            if len(self._checked) >= MOST_CHECKED:
                self._checked.clear()
            self._checked[key, words] = known
        return known


def read_sheet(line: bytes, index: QuestionIndex) -> Sheet:
    """Return the sheet in `line`, its answers checked against the questions of `index`.

    Nothing is raised for a wrong line: its problems are in the sheet, and other lines go on.
    """
    id_ = None
    try:
        raw = _object(line, index)
        id_ = _id(raw.pop("id", None), index)
        return Sheet(id_, checked_answers(raw, index), ())
    except AnswersError as error:
        text = line.decode("utf-8", "replace")
        in_danger = may_speak_of_danger(text, index.in_every_language())
        return Sheet(id_, {}, error.problems, in_danger)


def _object(line: bytes, index: QuestionIndex) -> dict[str, object]:
    try:
        text = decoded(line, LARGEST)
    except (TooLargeError, NotTextError) as error:
        raise AnswersError([Problem("", why_unreadable(error, index.words))]) from error
    if not text.strip():
        hint = index.words.nothing_said.format(example="{}")
        raise AnswersError([Problem("", index.words.empty_line, hint)])
    unique = partial(_unique, index)
    try:
        raw: object = json.loads(text, object_pairs_hook=unique, parse_constant=_no_number)
        return msgspec.convert(raw, dict[str, object])
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise AnswersError([_no_object(error, text, index.words)]) from error


def _no_object(error: Exception, text: str, words: "FaultWords") -> Problem:
    """Return what is wrong with `text`, which is no JSON of an object, as `error` says."""
    example = words.for_example.format(example=EXAMPLE)
    match error:
        case json.JSONDecodeError():
            where = words.at_column.format(number=error.colno)
            is_list = text.lstrip().startswith("[")
            return Problem(where, words.no_json, words.one_a_line if is_list else example)
        case msgspec.ValidationError():
            return Problem("", words.one_object, example)
        case _:
            return Problem("", words.broken_json, example)


def _unique(index: QuestionIndex, pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key, value in pairs:
        if key in mapping:
            message = index.words.key_twice.format(word=quoted(key))
            raise AnswersError([Problem(key, message, index.words.keep_one)])
        mapping[key] = value
    return mapping


def _no_number(word: str) -> object:
    raise ValueError(word)


def _id(raw: object, index: QuestionIndex) -> LineId | None:
    """Return the id of a line: what can be written again as it was read."""
    try:
        id_: LineId | None = msgspec.convert(raw, LineId | None)
        msgspec.json.encode(id_)
    except (msgspec.ValidationError, UnicodeEncodeError):
        id_ = math.nan
    if isinstance(id_, float) and not math.isfinite(id_):
        hint = index.words.for_example.format(example='"id": 7')
        raise AnswersError([Problem("id", index.words.no_id, hint)])
    return id_
