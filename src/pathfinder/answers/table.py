"""A table of answers: a row a sheet, a column a question or one of its options.

As forms, REDCap and spreadsheets write it: headers are ids, names or prompts, in any language.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pathfinder.answers.danger import may_speak_of_danger
from pathfinder.answers.line import Sheet
from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.spellings import bare, folded
from pathfinder.errors import AnswersError, Problem, quoted
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import Question

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords

IDS = {"id", "record_id", "record id"}
BESIDE = re.compile(
    r"timestamp|start time|completion time|last modified time|email|email address|username|name|score"
    r"|redcap_\w+|\w+_complete|\w+_timestamp|survey timestamp|survey identifier|event name"
    r"|repeat instrument|repeat instance|complete\?|",
)
"""Columns that forms and REDCap put beside the answers."""

OF_AN_OPTION = (
    re.compile(r"(?P<question>.+?)___(?P<option>.+)", re.DOTALL),
    re.compile(r"(?P<question>.+) \(choice=(?P<option>.+)\)", re.DOTALL),
)
"""How REDCap names the column of one option, in raw data and with labels."""

CHOSEN = {"1", "x", "checked", "true", "yes"}
NOT_CHOSEN = {"", "0", "unchecked", "false", "no"}

NOTHING: Answers = {}

DELIMITERS = ",;\t"


class Column(NamedTuple):
    """What a column holds: the id of the sheet, answers to a question, or whether to one option."""

    name: str
    question: Question | None = None
    option: OptionId | None = None


Name = Callable[["FaultWords"], str]
"""Gives what messages in these words call a table."""


def read_table(
    lines: Iterable[str], name: Name, index: QuestionIndex, skipped: Collection[str]
) -> Iterator[Sheet]:
    """Yield the sheet in each row of `lines`, a table; rows of nothing are passed over.

    The columns in `skipped` are not read. Raises `AnswersError` where the table can't be read, or
    where a column is no question: what it holds would be lost without a word.
    """
    given = iter(lines)
    first = next(given, "")
    rows = csv.reader(_again(first, given), delimiter=_delimiter(first), strict=True)
    try:
        header = next(rows, list[str]())
        columns = _columns(header, name, index, {bare(word) for word in skipped})
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _sheet(columns, cells, index)
    except csv.Error as error:
        words = index.words
        where = f"{name(words)}:{rows.line_num}"
        raise AnswersError([Problem(where, words.no_table, words.check_quotes)]) from error


def table_header(questions: Iterable[Question]) -> list[str]:
    """Return the header of a table with every question."""
    return ["id", *(question.id for question in questions)]


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str) -> str:
    """Return the sign between the headers in `line`: a comma, a semicolon or a tab."""
    outside = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=outside.count)


def _columns(
    header: Sequence[str], name: Name, index: QuestionIndex, skipped: Collection[str]
) -> list[Column | None]:
    """Return what each column under `header` holds; nothing where it is not read."""
    problems: list[Problem] = []
    columns: list[Column | None] = []
    for title in header:
        column = _column(title, index)
        columns.append(None if bare(title) in skipped else column)
        if column is None and bare(title) not in skipped and not BESIDE.fullmatch(folded(title)):
            message = index.words.no_column.format(word=quoted(title))
            hint = "; ".join(filter(None, (index.hint(title), index.words.rename_column)))
            problems.append(Problem("", message, hint))
    if not problems and not any(column and column.question for column in columns):
        problems = [Problem("", index.words.no_header, index.words.prints_header)]
    if problems:
        where = f"{name(index.words)}:1"
        raise AnswersError(problem._replace(where=where) for problem in problems)
    return columns


def _column(title: str, index: QuestionIndex) -> Column | None:
    if folded(title) in IDS:
        return Column(title)
    if question := index.question(title):
        return Column(title, question)
    for pattern in OF_AN_OPTION:
        found = pattern.fullmatch(title.strip())
        question = index.question(found["question"]) if found else None
        option = index.option(question, found["option"]) if found and question else None
        if option:
            return Column(title, question, option)
    return None


def _sheet(columns: Sequence[Column | None], cells: Sequence[str], index: QuestionIndex) -> Sheet:
    id_ = None
    raw: dict[str, list[str]] = {}
    problems: list[Problem] = []
    if len(cells) > len(columns):
        problems.append(Problem("", index.words.long_row, index.words.quote_commas))
    for column, cell in zip(columns, map(str.strip, cells), strict=False):
        if column is None or not cell:
            continue
        if column.question is None:
            id_ = cell
            continue
        try:
            said = _said(column.question, column.option, cell, index)
        except ValueError:
            message = index.words.no_mark.format(word=quoted(cell))
            problems.append(Problem(column.name, message, index.words.which_mark))
            said = [str(column.option)]  # what can't be read may be a danger
        raw.setdefault(column.question.id, []).extend(said)
    return Sheet(id_, *_checked(raw, problems, index))


def _checked(
    raw: Mapping[str, Sequence[str]], problems: Sequence[Problem], index: QuestionIndex
) -> tuple[Answers, tuple[Problem, ...], bool]:
    """Return the answers in `raw`, all that is wrong, `problems` first, and whether it may be danger."""
    try:
        answers, found = checked_answers(raw, index), (*problems,)
    except AnswersError as error:
        answers, found = NOTHING, (*problems, *error.problems)
    if not found:
        return answers, (), False
    text = "\n".join(f"{key}: {', '.join(said)}" for key, said in raw.items())
    return NOTHING, found, may_speak_of_danger(text, index.in_every_language())


def _said(
    question: Question, option: OptionId | None, cell: str, index: QuestionIndex
) -> Sequence[str]:
    """Return the words in `cell`, or the `option` that it says was chosen, or none.

    Raises `ValueError` where it says neither.
    """
    said = folded(cell)
    if option is None:
        return [cell]
    if said in CHOSEN or (said not in NOT_CHOSEN and index.option(question, cell) == option):
        return [option]
    if said in NOT_CHOSEN:
        return []
    raise ValueError(cell)
