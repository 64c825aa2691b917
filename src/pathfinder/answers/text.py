"""The text of a file of answers, YAML or JSON, to answers, with the place of what is wrong."""

from typing import TYPE_CHECKING

import msgspec

from pathfinder.answers.parse import ProblemAt, Raw, read_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.errors import AnswersError, Problem
from pathfinder.model.answers import Said

if TYPE_CHECKING:
    from pathfinder.documents.tree import Document, Tree

LARGEST = 64 * 1024
"""Bytes of one file of answers; a full one has about a thousand."""


def read_said(text: str, name: str, index: QuestionIndex) -> Said:
    """Return the answers in `text`, YAML or JSON: one key a question, one option or a list.

    An empty value is a skipped question: it has no option. `name` is what the messages call the
    text. An `id`, which names a sheet among many, is no answer. Raises `AnswersError` with every problem
    and its place.
    """
    raw = _plain_json(text)
    problems: list[ProblemAt] = []
    if raw is not None:
        said, problems = read_answers(_without_id(raw, index), index)
        if not problems:
            return said
    # Only text that is no plain JSON, or is wrong, pays for the parser that knows places.
    from pathfinder.documents.yaml import read_yaml

    words = index.words
    document = read_yaml(text, name)
    tree = document.tree
    if _holds_many(text, tree):
        raise AnswersError([Problem(document.where(()), words.many_sheets, words.use_batch)])
    if document.problems:  # a letter that JSON may write in two escapes, and YAML may not
        unplaced = (
            problem._replace(where=f"{name}: {location[0]}") for location, problem in problems
        )
        raise AnswersError([*unplaced] or document.problems)
    if not isinstance(tree, dict):
        hint = words.for_example.format(example=" substances: [alcohol]")
        raise AnswersError([Problem(document.where(()), words.no_answers, hint)])
    said, problems = read_answers(_without_id(tree, index), index)
    if problems:
        raise AnswersError(_placed(document, problem) for problem in problems)
    return said


def _without_id(raw: Raw, index: QuestionIndex) -> Raw:
    return {key: value for key, value in raw.items() if key != "id" or key in index.by_id}


def _holds_many(text: str, tree: "Tree") -> bool:
    """Return whether `text`, read as `tree`, is a list of sheets, or has one on each line."""
    if isinstance(tree, list):
        return any(isinstance(item, dict) for item in tree)
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return len(lines) > 1 and all(line[0] == "{" and line[-1] == "}" for line in lines)


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


def _placed(document: "Document", found: ProblemAt) -> Problem:
    location, problem = found
    key = len(location) == 1
    return Problem(document.where(location, key=key), problem.message, problem.hint)
