"""Checks that the ids that code names (`model/required_ids.py`) are there."""

from collections.abc import Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.model.required_ids import NEEDED, Needed

Named = tuple[str, str, str]
"""The file in which an id stands, what it is the id of, and the id."""


def check_required(authored: Authored) -> Iterator[Problem]:
    """Yield each id that code names and `authored`, which is sound, lacks, and what it is for."""
    there = set(_there(authored))
    for needed in NEEDED:
        named = [*_named(needed)]
        missing = [each for each in named if each not in there]
        if needed.is_for_all or len(missing) < len(named):
            for file, what, id_ in missing:
                where = authored.documents[file].name
                yield Problem(where, f'there is no {what} "{id_}"', needed.what_for)


def _there(authored: Authored) -> Iterator[Named]:
    yield from (("contacts", "contact", contact.id) for contact in authored.contacts)
    yield from (("notices", "notice", notice.id) for notice in authored.notices)
    yield from (("supports", "support", support.id) for support in authored.supports)
    for question in authored.questions:
        yield "questions", "question", question.id
        for option in question.options:
            yield "questions", f"option of {question.id}", option.id


def _named(needed: Needed) -> Iterator[Named]:
    yield from (("contacts", "contact", id_) for id_ in needed.contacts)
    yield from (("notices", "notice", id_) for id_ in needed.notices)
    yield from (("supports", "support", id_) for id_ in needed.supports)
    for question, options in needed.options.items():
        yield "questions", "question", question
        yield from (("questions", f"option of {question}", id_) for id_ in options)
