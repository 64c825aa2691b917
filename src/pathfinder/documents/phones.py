"""Telephone numbers of the United States, in whichever form people write them, to one form."""

import re
from typing import NamedTuple

CANONICAL = re.compile(r"1-\d{3}-\d{3}-\d{4}", re.ASCII)
SHORT = re.compile(r"[2-9]11|988")
THEN = re.compile(r"(?P<number>.*?)(?P<then>, then press \d)", re.DOTALL | re.ASCII)
"""A number that asks for a key."""

VANITY = re.compile(
    r"(?:\+?1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?"
    r"(?:[A-Z]{7}|[A-Z]{3}[-. ]?[A-Z]{4}|[A-Z]{3}[-. ]?\d{4}|\d{3}[-. ]?[A-Z]{4})",
    re.IGNORECASE | re.ASCII,
)
"""A number with a word in it: letters alone in the last seven, the first three or the last four."""

CODE = re.compile(r"(?<![\w-])(?:[0-9]{3}-[0-9]{3}|[0-9]{5,6}|988)(?![\w-])")
"""What a text message is sent to, beside a telephone."""

AREA = 10
"""Digits with the area code."""

EXAMPLE = "for example 1-555-555-0110"


class Number(NamedTuple):
    """A number as `1-555-555-0110`, or as short as 911, and the extension to ask for, if any."""

    number: str
    extension: str | None = None


class WrongNumberError(ValueError):
    """The text is not one number; `hint` says what would be right."""

    def __init__(self, *, wrong: str, hint: str) -> None:
        self.hint = hint
        super().__init__(wrong)


def one_number(text: str) -> Number:
    """Return the number that the whole of `text` is.

    Raises `WrongNumberError` where it holds none, more than one, or more than a number.
    """
    said = text.strip()
    if CANONICAL.fullmatch(said) or SHORT.fullmatch(said):
        return Number(said)
    if pressed := THEN.fullmatch(said):
        number = one_number(pressed["number"])
        return number._replace(number=f"{number.number}{pressed['then']}")
    said = said.removeprefix("tel:")
    found = _found(said)
    if len(found) > 1:
        raise WrongNumberError(wrong="holds more than one number", hint="write a contact for each")
    if not found:
        raise _no_number(said)
    number, start, end = found[0]
    if (start, end) != (0, len(said)):
        hint = f"phone: {number.number}  and the rest as hours, extension or note"
        raise WrongNumberError(wrong="holds more than a number", hint=hint)
    return number


def with_whole_numbers(text: str) -> str:
    """Return `text` with each whole number in it in the one form."""
    for found in reversed(_found(text)):
        text = f"{text[: found.start]}{found.number.number}{text[found.end :]}"
    return text


def one_target(text: str) -> str:
    """Return `text`, which says what to send in a message and where, with its number in one form.

    Raises `WrongNumberError` where it names nowhere, or more than one place, to send it.
    """
    whole = with_whole_numbers(text)
    rest = CANONICAL.sub(" ", whole)
    targets = [*CANONICAL.findall(whole), *CODE.findall(rest)]
    if len(targets) != 1:
        message = "holds more than one number" if targets else "names no number to send it to"
        raise WrongNumberError(wrong=message, hint="for example  text HELP to 741741")
    return whole


def digits_of(text: str) -> str:
    """Return the digits of `text`, without the country code of a whole number."""
    digits = "".join(letter for letter in text if letter.isdecimal() and letter.isascii())
    return digits[1:] if len(digits) == AREA + 1 and digits[0] == "1" else digits


class _Found(NamedTuple):
    """A number, and where it stands in a text."""

    number: Number
    start: int
    end: int


def _found(text: str) -> list[_Found]:
    """Return the numbers in `text` that have an area code."""
    if len(digits_of(CANONICAL.sub("", text))) < AREA and not VANITY.fullmatch(text):
        return [_Found(Number(m[0]), *m.span()) for m in CANONICAL.finditer(text)]
    import phonenumbers  # 30 ms that only a form of their own costs

    if VANITY.fullmatch(text):
        digits = phonenumbers.convert_alpha_characters_in_number(text)
        return [_Found(_number(digits), 0, len(text))]
    found: list[_Found] = []
    for match in phonenumbers.PhoneNumberMatcher(text, "US", phonenumbers.Leniency.POSSIBLE):
        said, digits = match.number, str(match.number.national_number)
        in_the_plan = len(digits) == AREA and digits[0] not in "01" and digits[3] not in "01"
        in_the_plan = in_the_plan and len({*digits}) > 1  # 999-999-9999 fills an empty field
        if said.country_code == 1 and in_the_plan:
            number = _number(digits)._replace(extension=said.extension)
            found.append(_Found(number, match.start, match.end))
    return found


def _number(digits: str) -> Number:
    last = digits_of(digits)
    return Number(f"1-{last[:3]}-{last[3:6]}-{last[6:]}")


def _no_number(text: str) -> WrongNumberError:
    digits = digits_of(text)
    if text.startswith(("+", "011")):
        return WrongNumberError(wrong="is no number of the United States", hint=EXAMPLE)
    if any(map(str.isalpha, text)) and len(digits) > AREA // 2:
        return WrongNumberError(
            wrong="has a letter among the digits, such as O for 0", hint=EXAMPLE
        )
    if len(digits) == AREA - 3:
        return WrongNumberError(wrong="lacks its area code", hint=EXAMPLE)
    if digits:
        return WrongNumberError(wrong="is no whole number", hint=EXAMPLE)
    return WrongNumberError(
        wrong="is no number", hint=f"{EXAMPLE}; who has none leaves the key out"
    )
