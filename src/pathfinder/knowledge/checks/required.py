"""Checks that the ids that code names (`model/required_ids.py`) are there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.model import required_ids as ids
from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.reference import ContactId

Named = tuple[str, str, str]
"""The file in which an id stands, what it is the id of, and the id."""


class Needed(NamedTuple):
    """Ids that one part of the program names, and what it does with them.

    `is_for_all`: every knowledge base has them. A base may have none of the others: that part then
    has nothing to do there. One that has some of them has them all.
    """

    what_for: str
    contacts: tuple[ContactId, ...] = ()
    notices: tuple[NoticeId, ...] = ()
    supports: tuple[SupportId, ...] = ()
    options: Mapping[QuestionId, tuple[OptionId, ...]] = {}
    is_for_all: bool = False


NEEDED = (
    Needed(
        "the card of every handout shows it", contacts=(ids.CALL_911, ids.CALL_988), is_for_all=True
    ),
    Needed("a page in an emergency begins with it", notices=(ids.EMERGENCY,), is_for_all=True),
    Needed("every page says what it is not", notices=(ids.DISCLAIMER,), is_for_all=True),
    Needed(
        "it decides to whom we speak",
        options={ids.FOR_WHOM: (ids.CLIENT, ids.LOVED_ONE)},
        is_for_all=True,
    ),
    Needed("a first week takes up what was tried", options={ids.LIKED: (), ids.LEFT: ()}),
    Needed(
        "a local file may hold a group for drinking less",
        options={ids.SUBSTANCES: (ids.ALCOHOL,), ids.GOAL: (*sorted(ids.DRINKING_LESS),)},
    ),
    Needed(
        "lists of meetings are searched by it",
        supports=(
            ids.AA,
            ids.SECULAR_AA,
            ids.AL_ANON,
            ids.NA,
            ids.CA,
            ids.CMA,
            ids.MARIJUANA,
            ids.HEROIN,
            ids.DHARMA,
            ids.REFUGE,
            ids.ADULT_CHILDREN,
            ids.CODEPENDENTS,
            ids.LGBTQ_MEETINGS,
        ),
        options={
            ids.MEETING_WISHES: (ids.WOMEN_ONLY, ids.WITH_LGBTQ, ids.WITH_THE_YOUNG),
            ids.LANGUAGE: (ids.SPANISH,),
            ids.GENDER: (ids.WOMAN, ids.MAN),
            ids.JUSTICE: (ids.ORDERED,),
            ids.ACCESS: (ids.ONLINE, ids.IN_PERSON),
        },
    ),
    Needed(
        "`kb new --from` writes it for places on FindTreatment.gov",
        supports=(
            ids.RESIDENTIAL,
            ids.OUTPATIENT,
            ids.RESIDENCE,
            ids.WITHDRAWAL_CARE,
            ids.MEDICINE,
            ids.MENTAL_HEALTH,
        ),
    ),
)


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
