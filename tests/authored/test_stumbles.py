"""What people stumble over: every kind is named where it is planted, in both languages."""

from pathlib import Path

import pytest

from pathfinder.documents.yaml import read_yaml
from pathfinder.knowledge.checks.wording import check_language
from pathfinder.knowledge.parse.wordlist import Stumble, WordList, read_words
from tests.conftest import DATA

WORDS = {"en": DATA / "words.yaml", "es": DATA / "es" / "words.yaml"}


def read(path: Path) -> WordList:
    words = read_words(read_yaml(path.read_text("utf-8"), path.name))
    assert isinstance(words, WordList)
    return words


KINDS = tuple(
    pytest.param(language, kind, id=f"{language}-{kind.kind}")
    for language, path in WORDS.items()
    for kind in read(path).stumbles
)


def messages(language: str, key: str, sentence: str) -> list[str]:
    """Return what the check says of `sentence` where it stands under `key` of a support."""
    path = WORDS[language]
    words = read_yaml(path.read_text("utf-8"), path.name)
    planted = read_yaml("supports:\n  - id: lantern\n    " + f"{key}: >-\n      {sentence}\n", "it")
    return [str(problem) for problem in check_language(words, [planted])]


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_a_kind_is_named_where_it_stands_with_what_would_be_right(
    language: str, kind: Stumble
) -> None:
    key = kind.under[0] if kind.under else "what"

    assert [m for m in messages(language, key, kind.example) if f": {kind.kind}" in m]
    assert messages(language, key, kind.better) == []


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_a_kind_of_some_keys_is_looked_for_below_them_only(language: str, kind: Stumble) -> None:
    named = [m for m in messages(language, "led_by", kind.example) if f": {kind.kind}" in m]

    assert bool(named) == (not kind.under)


LISTED = [
    ("en", "what", "You can not do this alone.", "You cannot do this alone."),
    ("en", "what", "A doctor comes first.", "See a doctor first."),
    ("en", "what", "The pills are not to be stopped.", "Do not stop the pills."),
    ("en", "what", "A body can take less.", "The body can take less."),
    ("en", "what", "Fainting calls for 911.", "For fainting, call 911."),
    ("en", "medication_note", "No rule was found.", "Ask first."),
    ("en", "not_for", "It is not medical care.", "People who need medical care."),
    ("en", "medication_note", "It welcomes medicine.", "AA welcomes medicine."),
    ("en", "good_answer", "A plain answer.", "Yes. Here is the rule."),
    ("en", "good_answer", "Yes, and they explain it.", "Yes, and here is how."),
    ("en", "what", "What each place has differs.", "Each place offers different things."),
    ("en", "what", "Use it beside counseling.", "Use it along with counseling."),
    ("en", "what", "Whoever comes is welcome.", "Anyone who comes is welcome."),
    ("es", "what", "Un cuerpo tolera menos.", "El cuerpo aguanta menos."),
    ("es", "what", "Primero va un médico.", "Vea primero a un médico."),
    ("es", "medication_note", "No se vio ninguna regla.", "Pregunte antes."),
    ("es", "not_for", "No es atención médica.", "Personas que necesitan un médico."),
    ("es", "good_answer", "Una respuesta clara.", "Sí. Esta es la regla."),
    ("es", "what", "Hable con un abogado o una abogada.", "Hable con un abogado."),
    ("es", "what", "Está en libertad condicional.", "Está en parole."),
]
"""Sentences as readers met them, and as they should be: written by hand, apart from the data."""


@pytest.mark.parametrize(("language", "key", "stumble", "better"), LISTED)
def test_what_readers_listed_is_found_and_what_is_better_is_not(
    language: str, key: str, stumble: str, better: str
) -> None:
    assert messages(language, key, stumble)
    assert messages(language, key, better) == []
