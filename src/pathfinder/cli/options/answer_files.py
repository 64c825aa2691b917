"""Answers from files and from standard input."""

import sys
from collections.abc import Sequence

from pathfinder.answers.danger import may_speak_of_danger
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.text import LARGEST, read_said
from pathfinder.cli.fault_words import fault_words, reason_of
from pathfinder.cli.paths import PIPE, file_named
from pathfinder.documents.text import decoded
from pathfinder.errors import AnswersError, PathfinderError, Problem
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase


def answers_from_file(kb: KnowledgeBase, path: str) -> Answers:
    """Return the answers in the file at `path`, or on standard input for `-`.

    Raises `AnswersError` with every problem and its place.
    """
    return {question: options for question, options in said_in_file(kb, path).items() if options}


def answers_from_files(kb: KnowledgeBase, paths: Sequence[str]) -> Answers:
    """Return the answers in all files at `paths`, in the order of the questions.

    Raises `AnswersError` with every problem and its place, and where two files answer one question
    and not alike: neither is dropped.
    """
    sheets = {path: answers_from_file(kb, path) for path in paths}
    found: dict[QuestionId, tuple[str, tuple[OptionId, ...]]] = {}
    problems: list[Problem] = []
    for path, answers in sheets.items():
        for question, options in answers.items():
            other, said = found.setdefault(question, (path, options))
            if said != options:
                words = kb.interface.faults
                message = words.answered_otherwise.format(question=question, file=other)
                problems.append(Problem(path, message, words.keep_one))
    if problems:
        in_danger = any(speaks_of_danger(kb, answers) for answers in sheets.values())
        raise AnswersError(problems, in_danger=in_danger)
    return {q.id: found[q.id][1] for q in kb.questions if q.id in found}


def speaks_of_danger(kb: KnowledgeBase, answers: Answers) -> bool:
    """Return whether `answers` name a danger that there is now."""
    return any(
        option.risk and option.id in answers.get(question.id, ())
        for question in kb.questions
        if question.asks_of_danger
        for option in question.options
    )


def may_speak_of_danger_in(kb: KnowledgeBase, path: str) -> bool:
    """Return whether the answers in the file at `path` speak of danger now, or may do so."""
    try:
        return speaks_of_danger(kb, answers_from_file(kb, path))
    except PathfinderError as error:
        return error.in_danger


def said_in_file(kb: KnowledgeBase, path: str) -> Said:
    """Return what `answers_from_file` does, and the questions that were skipped.

    Raises `AnswersError` with every problem and its place.
    """
    text, name = _text(path)
    index = QuestionIndex(kb, questions_in_every_language)
    try:
        return read_said(text, name, index)
    except AnswersError as error:
        in_danger = may_speak_of_danger(text, index.in_every_language())
        raise AnswersError(error.problems, in_danger=in_danger) from error


def _text(path: str) -> tuple[str, str]:
    """Return the text of the file at `path`, and what messages call it."""
    name = path if path != PIPE else fault_words().standard_input
    try:
        if path == PIPE:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with file_named(path, "--answers").open("rb") as file:
                data = file.read(LARGEST + 1)
        return decoded(data, LARGEST), name
    except OSError as error:
        words = fault_words()
        message = words.no_read.format(why=reason_of(error, words))
        raise AnswersError([Problem(name, message)]) from error
    except ValueError as error:  # what nobody can read may speak of anything
        message = fault_words().no_read.format(why=error)
        raise AnswersError([Problem(name, message)], in_danger=True) from error
