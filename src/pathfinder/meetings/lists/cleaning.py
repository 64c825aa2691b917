"""Values of a list made plain: text, times, days, coordinates; what can't be one is None."""

import re
from functools import lru_cache

from pathfinder.meetings.lists.reading import is_list
from pathfinder.meetings.meeting import DAY

LONGEST = 160
"""Letters of one text."""
LONGEST_LINK = 400
LONGEST_MEETING = 12 * 60
"""Minutes; what is said to last longer has a wrong end."""

TAG = re.compile(r"<[^<>]{0,300}>")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s\"'<>\\`]+", re.IGNORECASE)
DIAL = re.compile(r"[+(\d][\d\s().,#*+-]{5,39}")
OF_A_PERSON = re.compile(
    r"@|venmo|cash\s?app|pay\s?pal|zelle|\b(?:contact|call|text|e-?mail|ask\s+for)\b", re.IGNORECASE
)
"""In a note on how to join: that it tells of a person, or of money."""
IN_OF_A_PERSON = ("@", "venmo", "cash", "pay", "zelle", "contact", "call", "text", "mail", "ask")
"""One of these is in each text that `OF_A_PERSON` finds: a search costs ten times as much."""
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
ZIP = re.compile(r"(?:^|[\s,])([A-Z]{2})[.,]?\s+(\d{5})(?:-\d{4})?\b")
DAY_WORD = r"(?:(?:sun|mon|tues|wednes|thurs|fri|satur)days?|(?:sun|mon|tue|wed|thu|fri|sat)s?|weeks?|months?)"
NOT_WEEKLY = re.compile(
    rf"\b(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b(?:\W+\w+){{0,4}}?\W+{DAY_WORD}\b"
    r"|\bbi-?weekly\b|\bbi-?monthly\b|\bmonthly\b|\bevery\s+(?:other|2nd|second|third)\b"
    r"|\balternat(?:e|es|ing)\b|\b(?:once|twice)\s+(?:a|per|each)\s+month\b"
    r"|\bquincenal|\bcada\s+(?:dos|15)\b|\b(?:primer|segund|tercer|[uú]ltim)[oa]?\s+(?:domingo|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado)",
    re.IGNORECASE,
)

IN_NOT_WEEKLY = (
    "1st", "2nd", "3rd", "4th", "5th", "first", "second", "third", "fourth", "fifth", "last", "week", "month",
    "every", "altern", "quincenal", "cada", "primer", "segund", "tercer", "ltim",
)  # fmt: skip
"""One of these is in each text that `NOT_WEEKLY` finds: a search costs ten times as much."""


def plain(value: object, most: int = LONGEST) -> str:
    """Return `value` as one line: no HTML, nothing that can't be printed, at most `most` letters."""
    if value is None:
        return ""
    if type(value) is not str:
        value = str(value) if type(value) in {int, float} else ""
    is_plain = value.isprintable() and "&" not in value and "<" not in value
    if is_plain and "  " not in value and len(value) <= most:  # as nearly all are
        return value.strip()
    if "&" in value:
        from html import unescape  # 10 ms that only a list with such letters pays

        value = unescape(unescape(value[: 4 * most]))
    if "<" in value:
        value = TAG.sub(" ", value)
    if not value.isprintable():
        value = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(value.split())[:most].rstrip()


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, or those of one text between commas; each once."""
    parts: object = [*value.split(",")] if isinstance(value, str) else value
    if not is_list(parts):
        return ()
    try:
        return tuple(dict.fromkeys(filter(None, map(_code, parts))))
    except TypeError:  # a list or a mapping is no text
        said = (part for part in parts if isinstance(part, str))
        return tuple(dict.fromkeys(filter(None, map(_code, said))))


@lru_cache(4096)
def _code(value: object) -> str:
    return plain(value, 40)


def days_of(value: object) -> tuple[int, ...]:
    """Return the days of `value`, 0 for Sunday: a number or a name, as text or not, or a list.

    7 is Sunday too: some lists count so.
    """
    if is_list(value):
        return tuple(dict.fromkeys(day for each in value for day in days_of(each)))
    if isinstance(value, bool):
        return ()
    if isinstance(value, int):
        return (value % 7,) if 0 <= value <= 7 else ()  # noqa: PLR2004 - the days of a week
    text = value.strip().lower() if isinstance(value, str) else ""
    if text.isascii() and text.isdigit():
        return days_of(int(text[:3]))
    return tuple(i for i, name in enumerate(DAYS) if text[:3] == name)


def minute_of(value: object) -> int | None:
    """Return the minute of a day for `19:00`, `19:00:00` or `7:00 pm`."""
    return _minute(value) if isinstance(value, str) and value else None


@lru_cache(4096)
def _minute(value: str) -> int | None:
    match = TIME.fullmatch(value.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), match[3]
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return hour * 60 + minute if hour * 60 + minute < DAY and minute < 60 else None  # noqa: PLR2004


def length_of(start: int, end: int | None, minutes: object) -> int | None:
    """Return how long a meeting lasts by its `end`, else by `minutes`, if that can be."""
    if end is not None:
        length = (end - start) % DAY
    else:
        text = plain(minutes, 8)
        length = int(text) if text.isascii() and text.isdigit() else 0
    return length if 0 < length <= LONGEST_MEETING else None


def degrees_of(lat: object, lon: object) -> tuple[float, float] | None:
    """Return latitude and longitude, where both are numbers on the earth and not both 0."""
    north, east = _number(lat), _number(lon)
    if north is None or east is None:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180):  # noqa: PLR2004 - the earth
        return None
    return None if north == east == 0 else (north, east)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def link_of(value: object) -> str:
    """Return `value` if it is a web address as a whole."""
    text = plain(value, LONGEST_LINK)
    return text if LINK.fullmatch(text) else ""


def dial_of(value: object) -> str:
    """Return the number to dial into a meeting, if `value` is one and nothing else."""
    text = plain(value, 40)
    return text if DIAL.fullmatch(text) else ""


def join_note_of(value: object) -> str:
    """Return a note on how to join, such as a code to enter; nothing where it tells of a person."""
    text = plain(value)
    if not text:
        return ""
    is_likely = any(map(text.lower().__contains__, IN_OF_A_PERSON))
    return "" if is_likely and OF_A_PERSON.search(text) else text


def is_maybe_not_weekly(*values: object) -> bool:
    """Return whether a text of `values` has a word such as "1st", "last" or "biweekly"."""
    text = "\n".join(value for value in values if value and isinstance(value, str))
    is_likely = any(map(text.lower().__contains__, IN_NOT_WEEKLY))
    return is_likely and NOT_WEEKLY.search(text) is not None
