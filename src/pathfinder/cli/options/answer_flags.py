"""Answers from flags, one a question."""

from collections.abc import Mapping, Sequence

from pathfinder.answers.parse import answer_of
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.errors import AnswersError, Problem, UsageError
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase


def flag_of(question: Question) -> str:
    """Return the flag that answers `question`."""
    return flag_named(question.id)


def flag_named(name: str) -> str:
    """Return the flag of the option `name`."""
    return "--" + name.replace("_", "-")


def answers_from_flags(kb: KnowledgeBase, given: Mapping[QuestionId, Sequence[str]]) -> Answers:
    """Return the answers in `given`, by question what its flag was given, commas and all.

    Raises `UsageError` with every problem.
    """
    answers: dict[QuestionId, tuple[OptionId, ...]] = {}
    problems: list[Problem] = []
    index = QuestionIndex(kb, questions_in_every_language)
    for question in kb.questions:
        words = [word for word in given.get(question.id, ()) if word.strip(", ;")]
        if words:
            try:
                answers[question.id] = answer_of(question, words, index)
            except AnswersError as error:
                flag = flag_of(question)
                problems += [Problem(flag, p.message, p.hint) for p in error.problems]
    if problems:
        raise UsageError(problems)
    return answers
