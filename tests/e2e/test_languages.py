"""Pages for people who read or script the knowledge: every word around it is of the language asked for."""

import csv
import io
import re
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest
import yaml

from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.knowledge.support_traits import Kind
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import Run

EACH = pytest.mark.parametrize("language", LANGUAGES)
COMMANDS = ("questions", "questions --template", "questions --template redcap", "supports list")


def page(run: Run, command: str, language: str) -> str:
    """Return what `command` prints in `language`, in one line."""
    ran = run("--lang", language, *command.split())
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split())


def phrases(kb: KnowledgeBase) -> Iterator[str]:
    """Yield the phrases around questions and templates, without what is filled in."""
    for phrase in msgspec.to_builtins(kb.interface.scripting).values():
        yield re.split(r"\{|`", phrase)[0].strip()


@EACH
def test_questions_and_templates_say_each_phrase_in_the_language_asked_for(
    run: Run, language: str
) -> None:
    pages = " ".join(page(run, command, language) for command in COMMANDS)
    others = [load_knowledge(other) for other in LANGUAGES if other != language]

    for phrase in phrases(load_knowledge(language)):
        assert phrase in pages
    for phrase in (phrase for kb in others for phrase in phrases(kb) if " " in phrase):
        assert phrase not in pages


@EACH
def test_supports_are_listed_by_their_kind_and_state_in_the_language_asked_for(
    run: Run, language: str
) -> None:
    kb = load_knowledge(language)
    listed = page(run, "supports list --plain", language)

    assert {support.kind for support in kb.supports} == {*get_args(Kind)}
    for support in kb.supports:
        off = "" if support.status == "active" else f", {kb.interface.statuses[support.status]}"
        line = f"{support.id}: {support.name}"
        said = f", {kb.interface.kinds[support.kind]}{off} "
        assert line in listed
        assert said in f"{listed.partition(f'{line} ')[2] or listed.partition(line)[2]} "


@EACH
def test_the_words_an_option_goes_by_are_joined_in_the_language_asked_for(
    run: Run, language: str
) -> None:
    kb = load_knowledge(language)
    listed = page(run, "questions", language)

    named = [option for question in kb.questions for option in question.options[:30]]
    for option in (option for option in named if option.aliases):
        words = kb.interface.scripting.or_words.format(words=", ".join(option.aliases))
        assert f"- {option.id} ({words}): " in listed


@EACH
def test_a_template_in_each_language_has_the_same_keys_and_says_nothing(
    run: Run, language: str
) -> None:
    template = run("--lang", language, "questions", "--template").out
    first = template.splitlines()[0]

    assert "`pathfinder suggest --answers FILE`" in first
    assert [*yaml.safe_load(template)] == [q.id for q in load_knowledge(language).questions]
    given = run("suggest", "--format", "json", "--answers", "-", stdin=template)
    assert given.out == run("suggest", "--format", "json").out


@EACH
def test_the_form_for_redcap_names_its_records_in_the_language_asked_for(
    run: Run, language: str
) -> None:
    form = run("--lang", language, "questions", "--template", "redcap").out
    record = next(csv.DictReader(io.StringIO(form)))

    assert record["Variable / Field Name"] == "record_id"
    assert record["Field Label"] == load_knowledge(language).interface.scripting.record
