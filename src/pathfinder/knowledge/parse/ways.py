"""The ways to reach a contact, in whichever form they are written, to one form of each."""

import re
from collections.abc import Callable, Iterator, Mapping

from pathfinder.documents.links import WrongLinkError, one_link, one_mail
from pathfinder.documents.phones import WrongNumberError, one_number, one_target
from pathfinder.documents.tree import Tree
from pathfinder.errors import quoted

EXTENSION = re.compile(r"[0-9]{1,7}")
SAID = re.compile(r"\S.*\S|\S")


def _phone(text: str) -> Mapping[str, str]:
    number, extension = one_number(text)
    return {"phone": number} if extension is None else {"phone": number, "extension": extension}


def _extension(text: str) -> Mapping[str, str]:
    if not EXTENSION.fullmatch(text):
        raise WrongNumberError(
            wrong="is no extension", hint="its digits alone, for example  extension: 12"
        )
    return {"extension": text}


def _line(key: str) -> Callable[[str], Mapping[str, str]]:
    def read(text: str) -> Mapping[str, str]:
        if not SAID.fullmatch(text):
            raise WrongLinkError(
                wrong="is not one line of text", hint=f"{key}: in one line, or leave it out"
            )
        return {key: text}

    return read


READ: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "phone": _phone,
    "extension": _extension,
    "text": lambda text: {"text": one_target(text)},
    "url": lambda text: {"url": one_link(text)},
    "email": lambda text: {"email": one_mail(text)},
    "address": _line("address"),
    "days": _line("days"),
    "hours": _line("hours"),
}
"""What each key of a contact holds, and how it is read: into the keys that it fills."""


def in_one_form(contact: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return `contact` with each way to reach it in one form; what can't be read stays as it is."""
    found: dict[str, Tree] = {}
    for key, text in contact.items():
        found[key] = text
        if key in READ and isinstance(text, str):
            try:
                found |= READ[key](text)
            except (WrongNumberError, WrongLinkError):
                continue
    return found


def wrong_ways(contact: Mapping[str, Tree]) -> Iterator[tuple[str, str, str]]:
    """Yield each key of `contact` that holds what it may not, what is wrong, and what is right."""
    for key, read in READ.items():
        text = contact.get(key)
        if not isinstance(text, str):
            continue
        try:
            said = read(text)
        except (WrongNumberError, WrongLinkError) as error:
            yield key, f"{quoted(text)} {error}", error.hint
        else:
            if said[key] != text:
                yield key, f"{quoted(text)} is another form of it", f"write  {said[key]}"
    if "extension" in contact and "phone" not in contact:
        yield "extension", "an extension goes with a phone", "write the phone beside it"
