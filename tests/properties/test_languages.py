"""Laws of the two languages: they say the same things, and decide nothing differently."""

import re
from typing import Any

import msgspec
import pytest

from pathfinder import load_knowledge, suggest
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.languages import LANGUAGES
from pathfinder.model.answers import Answers
from pathfinder.model.results.result import Result
from tests.conftest import Run
from tests.properties.crowds import for_many

ENGLISH, SPANISH = (load_knowledge(language) for language in LANGUAGES)

SAID = {
    "text", "name", "what", "how", "not_for", "cost", "first_step", "first_visit", "ask", "if_it_does_not_fit", "heading", "call_911", "in_short",
    "status_note", "moved_up", "now", "say", "do", "day", "opening", "closing", "label", "note", "finding", "choosing", "sha256",
}  # fmt: skip
"""The keys of a result that hold what is said, and the mark of the knowledge base."""

DIGITS = re.compile(r"\d")


def decided(result: Result) -> Any:
    """Return `result` without its sentences; of the ways to reach a contact, the digits."""

    def bare(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {
                key: "".join(DIGITS.findall(str(part))) if key in {"phone", "text"} else bare(part)
                for key, part in tree.items()
                if key not in SAID or (key == "text" and "label" in tree)
            }
        return [bare(part) for part in tree] if isinstance(tree, list | tuple) else tree

    return bare(msgspec.to_builtins(result))


@for_many(40, of=lambda: ENGLISH)
def test_both_languages_decide_alike(answers: Answers, result: Result) -> None:
    assert decided(suggest(SPANISH, answers)) == decided(result)


@for_many(60, of=lambda: ENGLISH, parts={"notices": ()})
def test_every_notice_is_said_in_spanish(answers: Answers, result: Result) -> None:
    english = {notice.id: notice.text for notice in result.notices}
    (spanish,) = suggest_each(SPANISH, [answers], {"notices": ()})
    for notice in spanish.notices:
        in_spanish_anyway = notice.id == "spanish_help"
        assert (notice.text == english[notice.id]) is in_spanish_anyway


@pytest.mark.parametrize("arguments", [["help-now"], ["suggest", "--top", "1"], ["questions"]])
def test_the_language_is_that_asked_for_else_that_of_the_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    english = run(*arguments).out
    spanish = run(*arguments, "--lang", "es").out

    assert english != spanish
    assert run("--lang", "es", *arguments).out == spanish
    monkeypatch.setenv("LANG", "es_US.UTF-8")
    assert run(*arguments).out == spanish
    assert run(*arguments, "--lang", "en").out == english
    monkeypatch.setenv("LC_ALL", "C")
    assert run(*arguments).out == english


@pytest.mark.parametrize("locale", ["portuguese", "C.UTF-8@test", "nl_NL.es", "fr_ES.UTF-8"])
def test_only_what_a_locale_begins_with_is_its_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert run("help-now").out == run("help-now", "--lang", "en").out


def test_a_language_that_is_not_there_is_refused(run: Run) -> None:
    ran = run("help-now", "--lang", "ess")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'pathfinder: --lang: "ess" is no language here; did you mean "es"?\n'
