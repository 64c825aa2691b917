"""Answers from the command line: from a file, from standard input, from flags."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pathfinder.answers.danger import may_speak_of_danger
from pathfinder.answers.parse import LARGEST, answer_of, read_said
from pathfinder.documents.text import decoded
from pathfinder.errors import AnswersError, Problem, UsageError
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import Question


def flag_of(question: Question) -> str:
    """Return the flag that answers `question`."""
    return "--" + question.id.replace("_", "-")


def answers_from_file(kb: KnowledgeBase, path: str) -> Answers:
    """Return the answers in the file at `path`, or on standard input for `-`.

    Raises `AnswersError` with every problem and its place.
    """
    return {question: options for question, options in said_in_file(kb, path).items() if options}


def said_in_file(kb: KnowledgeBase, path: str) -> Said:
    """Return what `answers_from_file` does, and the questions that were skipped.

    Raises `AnswersError` with every problem and its place.
    """
    text, name = _text(path)
    try:
        return read_said(text, name, kb.questions)
    except AnswersError as error:
        in_danger = may_speak_of_danger(text, kb.questions)
        raise AnswersError(error.problems, in_danger=in_danger) from error


def _text(path: str) -> tuple[str, str]:
    """Return the text of the file at `path`, and what messages call it."""
    name = "standard input" if path == "-" else path
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
        return decoded(data, LARGEST), name
    except OSError as error:
        raise AnswersError([Problem(name, f"can't be read: {error.strerror}")]) from error
    except ValueError as error:  # what nobody can read may speak of anything
        raise AnswersError([Problem(name, f"can't be read: {error}")], in_danger=True) from error


def answers_from_flags(kb: KnowledgeBase, given: Mapping[QuestionId, Sequence[str]]) -> Answers:
    """Return the answers in `given`, by question what its flag was given, commas and all.

    Raises `UsageError` with every problem.
    """
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    problems: list[Problem] = []
    for question in kb.questions:
        words = [word for value in given.get(question.id, ()) for word in value.split(",") if word]
        if words:
            try:
                answers[question.id] = answer_of(question, words)
            except AnswersError as error:
                flag = flag_of(question)
                problems += [Problem(flag, p.message, p.hint) for p in error.problems]
    if problems:
        raise UsageError(problems)
    return answers
