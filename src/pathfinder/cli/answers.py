"""Answers from the command line: from a file, from standard input, from flags."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pathfinder.errors import AnswersError, Problem, UsageError
from pathfinder.knowledge.answers import LARGEST, answer_of, read_answers
from pathfinder.knowledge.decoding import decoded
from pathfinder.model.answers import Answers
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
    name = "standard input" if path == "-" else path
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
        text = decoded(data, LARGEST)
    except OSError as error:
        raise AnswersError([Problem(name, f"can't be read: {error.strerror}")]) from error
    except ValueError as error:
        raise AnswersError([Problem(name, f"can't be read: {error}")]) from error
    return read_answers(text, name, kb.questions)


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
