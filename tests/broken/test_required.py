"""Ids that code names: a knowledge base without one is told which it is and what needs it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pathfinder.knowledge.checks.required import NEEDED, Needed, check_required
from pathfinder.knowledge.files import read_documents
from pathfinder.knowledge.parse.authored import Authored
from pathfinder.knowledge.parse.base import read_authored
from pathfinder.meetings.lists.codes import GUIDE
from pathfinder.model.required_ids import AA
from tests.conftest import DATA, ROOT

SOUND = Path(__file__).parent / "sound"


@pytest.fixture(scope="module")
def shipped() -> Authored:
    return read_authored(read_documents(DATA, {}))


@pytest.fixture(scope="module")
def sound() -> Authored:
    return read_authored(read_documents(SOUND, {}))


def without(authored: Authored, kind: str, id_: str, question: str = "") -> Authored:
    """Return `authored` without the item of this `id_`, or without that option of `question`."""
    if kind != "options":
        kept: Any = {kind: tuple(item for item in getattr(authored, kind) if item.id != id_)}
        return authored._replace(**kept)
    asked = tuple(
        msgspec.structs.replace(q, options=tuple(o for o in q.options if o.id != id_))
        if q.id == question
        else q
        for q in authored.questions
    )
    return authored._replace(questions=asked)


def named(needed: Needed) -> Iterator[tuple[str, str, str, str]]:
    """Yield each id that is `needed`: its list, its own name, its question, what is said of it."""
    for kind in ("contacts", "notices", "supports"):
        for id_ in getattr(needed, kind):
            yield kind, id_, "", f'{kind}.yaml: there is no {kind[:-1]} "{id_}"'
    for question, options in needed.options.items():
        yield "questions", question, "", f'questions.yaml: there is no question "{question}"'
        for id_ in options:
            message = f'questions.yaml: there is no option of {question} "{id_}"'
            yield "options", id_, question, message


EACH = [
    pytest.param(kind, id_, question, f"{message}; {needed.what_for}", id=f"{question}{id_}-{kind}")
    for needed in NEEDED
    for kind, id_, question, message in named(needed)
]


def told(authored: Authored) -> list[str]:
    """Return what is said of `authored`, the files named without their folders."""
    return [re.sub(r"^.*/", "", str(problem)) for problem in check_required(authored)]


def test_the_shipped_base_and_the_smallest_have_what_code_names(
    shipped: Authored, sound: Authored
) -> None:
    assert told(shipped) == told(sound) == []


@pytest.mark.parametrize(("kind", "id_", "question", "message"), EACH)
def test_each_id_is_missed_and_it_is_said_what_for(
    shipped: Authored, kind: str, id_: str, question: str, message: str
) -> None:
    said = told(without(shipped, kind, id_, question))

    assert message in said
    if kind != "questions":  # with which its options go
        assert said == [message]


def test_the_smallest_base_without_988_is_not_sound(sound: Authored) -> None:
    assert told(without(sound, "contacts", "lifeline_988")) == [
        'contacts.yaml: there is no contact "lifeline_988"; the card of every handout shows it'
    ]


def test_a_base_that_has_nothing_of_a_part_is_not_asked_for_it(sound: Authored) -> None:
    (lantern,) = sound.supports
    of_meetings = next(needed for needed in NEEDED if "aa" in needed.supports)
    aa = msgspec.structs.replace(lantern, id=AA)

    assert len(told(sound._replace(supports=(aa,)))) == len([*named(of_meetings)]) - 1


def test_the_codes_of_lists_of_meetings_are_of_supports_that_are_asked_for() -> None:
    assert {*GUIDE} <= {id_ for needed in NEEDED for id_ in needed.supports}


def test_no_other_module_spells_an_id_of_the_data() -> None:
    source = ROOT / "src" / "pathfinder"
    spelled = re.compile(r"\b(?:Question|Option|Notice|Contact|Support)Id\(\"\w")
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if spelled.search(path.read_text("utf-8"))
    }

    assert found == {"model/knowledge/question.py", "model/required_ids.py"}
