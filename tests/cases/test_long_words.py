"""A word that is too long to be repeated whole is looked up, and hinted at, whole all the same."""

import difflib

import pytest

from pathfinder.errors import MOST_QUOTED, did_you_mean

LONG = "Secular Organizations for Sobriety (Save Our Selves)"


def test_a_long_name_with_a_slip_behind_the_cut_is_found() -> None:
    others = [LONG[:MOST_QUOTED], "Secular Organizations for Peace"]

    assert (
        did_you_mean(LONG.replace("Selves", "Selvs"), [*others, LONG]) == f'did you mean "{LONG}"?'
    )


@pytest.mark.parametrize("known", [LONG[:MOST_QUOTED], "alcohol"])
def test_a_long_word_that_only_begins_like_a_known_one_is_not_hinted_to_be_it(known: str) -> None:
    assert did_you_mean(f"{known} {'and much more of it ' * 9}", [known]) == ""


@pytest.mark.parametrize("length", [1, 2, 3, 6, 7])
def test_what_is_left_out_as_too_long_is_like_nothing(length: int) -> None:
    for letters in range(1, 3 * length + 3):
        near = bool(difflib.get_close_matches("a" * letters, ["a" * length]))
        assert bool(did_you_mean("a" * letters, ["a" * length])) is near


def test_a_word_of_a_million_letters_is_compared_with_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[str] = []

    def matches(word: str, possibilities: list[str], n: int) -> list[str]:
        del word, n
        compared.extend(possibilities)
        return []

    monkeypatch.setattr(difflib, "get_close_matches", matches)
    did_you_mean("alcohol " * 125_000, ["alcohol", LONG])

    assert compared == []
