"""Many answer sheets at once: one integer for each option, whose bit *i* belongs to sheet *i*.

A condition is then evaluated for all sheets together with `&` and `|`; one sheet is the case of
one bit. Nothing here knows what the questions mean.
"""

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import assert_never

import msgspec

from pathfinder.model.answers import Answers
from pathfinder.model.condition import (
    All,
    AnyOf,
    Condition,
    Definitions,
    Eligible,
    Named,
    Not,
    OptionId,
    QuestionId,
    Reads,
    SupportId,
    Term,
    Truth,
)

OCTET = 8

AS_BITS = bytes.maketrans(b"01", b"\0\1")


class Outcome(msgspec.Struct, frozen=True):
    """Three-valued truth of one condition on every sheet: a sheet in neither is unknown."""

    met: int
    not_met: int


class Columns(msgspec.Struct, frozen=True):
    """Answer sheets as bit columns. `every` has the bit of each sheet set.

    `named` holds what the named conditions came out as, and `eligible`, for each support, the
    sheets on which it may be suggested; both are filled in once and then only read. `reads` keeps
    which questions the named conditions read.
    """

    every: int
    chosen: Mapping[QuestionId, Mapping[OptionId, int]]
    answered: Mapping[QuestionId, int]
    definitions: Definitions
    named: Mapping[str, Outcome]
    eligible: Mapping[SupportId, int]
    reads: Reads


def columns_with(
    chosen: Mapping[QuestionId, Mapping[OptionId, int]],
    answered: Mapping[QuestionId, int],
    every: int,
    definitions: Definitions,
) -> Columns:
    """Return the columns of the sheets of `every` on which these options are `chosen`.

    Nothing is said yet of who is eligible.
    """
    named: dict[str, Outcome] = {}
    columns = Columns(every, chosen, answered, definitions, named, {}, {})
    for name, condition in definitions.items():
        named[name] = evaluate(condition, columns)
    return columns


def columns_of(sheets: Sequence[Answers], definitions: Definitions) -> Columns:
    """Return the columns of `sheets`, on which any of `definitions` may be named.

    Sheet *i* has bit *i*. Nothing is said yet of who is eligible.
    """
    chosen: dict[QuestionId, dict[OptionId, int]] = {}
    answered: dict[QuestionId, int] = {}
    for position, answers in enumerate(sheets):
        bit = 1 << position
        for question, options in answers.items():
            answered[question] = answered.get(question, 0) | bit
            column = chosen.setdefault(question, {})
            for option in options:
                column[option] = column.get(option, 0) | bit
    return columns_with(chosen, answered, (1 << len(sheets)) - 1, definitions)


def evaluate(condition: Condition, columns: Columns) -> Outcome:
    """Return where `condition` is met and where it is not."""
    if type(condition) is Term:
        return _term(condition, columns)
    if type(condition) is Named:
        return columns.named[condition.name]
    if type(condition) is All:
        return _all(condition.conditions, columns)
    if type(condition) is AnyOf:
        return _any(condition.conditions, columns)
    if type(condition) is Not:
        outcome = evaluate(condition.condition, columns)
        return Outcome(outcome.not_met, outcome.met)
    if type(condition) is Eligible:
        met = columns.eligible[condition.support]
        return Outcome(met, columns.every ^ met)
    assert_never(condition)


def _all(conditions: Sequence[Condition], columns: Columns) -> Outcome:
    met, not_met = columns.every, 0
    for part in conditions:
        outcome = evaluate(part, columns)
        met &= outcome.met
        not_met |= outcome.not_met
        if not_met == columns.every:  # whatever else is asked, it is met nowhere
            break
    return Outcome(met, not_met)


def _any(conditions: Sequence[Condition], columns: Columns) -> Outcome:
    met, not_met = 0, columns.every
    for part in conditions:
        outcome = evaluate(part, columns)
        met |= outcome.met
        not_met &= outcome.not_met
        if met == columns.every:  # whatever else would do, it is met everywhere
            break
    return Outcome(met, not_met)


def _term(term: Term, columns: Columns) -> Outcome:
    answered = columns.answered.get(term.question)
    if not answered:
        return Outcome(columns.every if term.skipped == "met" else 0, 0)
    column = columns.chosen[term.question]
    met = 0
    for option in term.options:
        met |= column.get(option, 0)
    not_met = answered ^ met
    if term.skipped == "met":
        met |= columns.every ^ answered
    return Outcome(met, not_met)


def positions(sheets: int) -> list[int]:
    """Return the number of each sheet whose bit is set in `sheets`, from the first."""
    if sheets in {0, 1}:
        return [0] * sheets
    bits = f"{sheets:b}"[::-1].encode().translate(AS_BITS)
    return [*compress(range(len(bits)), bits)]


def numbers(planes: Sequence[int], sheets: int) -> Sequence[int]:
    """Return the number that the bits of a sheet in `planes` spell, for each of so many `sheets`.

    Plane *b* holds bit *b* of every number.
    """
    if sheets == 1:  # one sheet by itself, as a person has
        number = 0
        for plane in reversed(planes):
            number = number << 1 | plane
        return [number]
    rows = [_octets(planes[i : i + OCTET], sheets) for i in range(0, len(planes), OCTET)]
    found: Sequence[int] = rows[0]
    for higher, row in enumerate(rows[1:], start=1):
        found = [low | high << OCTET * higher for low, high in zip(found, row, strict=True)]
    return found


def _octets(planes: Sequence[int], sheets: int) -> bytes:
    """Return one byte for each of so many `sheets`, with its bits of `planes`."""
    total, ones = 0, int.from_bytes(b"\1" * sheets)
    for digit, plane in enumerate(planes):
        if plane:  # as digits, a bit is a byte whose last bit it is
            total |= (int.from_bytes(f"{plane:b}".encode()) & ones) << digit
    return total.to_bytes(sheets, "little")


def truth(outcome: Outcome) -> Truth:
    """Return what `outcome` is on the first sheet."""
    if outcome.met & 1:
        return "met"
    return "not_met" if outcome.not_met & 1 else "unknown"
