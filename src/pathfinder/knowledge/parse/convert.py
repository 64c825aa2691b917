"""One authored item to one value, with msgspec's complaint made into a problem with a location."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from types import UnionType
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from pathfinder.documents.tree import Document, Location
from pathfinder.errors import Problem, did_you_mean

Item = TypeVar("Item", bound=msgspec.Struct)

NOTHING: frozenset[object] = frozenset()

_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>\d+)\]")


def converted(
    tree: object, type_: type[Item], document: Document, location: Location
) -> Item | Problem:
    """Return `tree`, found at `location` of `document`, as a `type_`, or what is wrong with it."""
    try:
        return msgspec.convert(tree, type_, strict=False)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        return _problem(message, tuple(_steps(path)), type_, document, location)


def _steps(path: str) -> Iterator[str | int]:
    for step in _STEP.finditer(path):
        yield step["key"] or int(step["index"])


def _problem(
    message: str,
    steps: Location,
    type_: type[msgspec.Struct],
    document: Document,
    location: Location,
) -> Problem:
    at = (*location, *steps)
    name = next(iter(re.findall(r"`([^`]*)`", message)), "")
    if "unknown field" in message:
        known = {field for struct in _structs(type_) for field in struct.__struct_fields__}
        where = document.where((*at, name), key=True)
        return Problem(where, f'unknown key "{name}"', did_you_mean(name, known))
    if "missing required field" in message:
        return Problem(document.where(at), f'the key "{name}" is missing')
    if "enum value" in message:
        word = message.rpartition("value ")[2].strip("'")
        values = _values(type_, str(next((s for s in reversed(steps) if isinstance(s, str)), "")))
        hint = f"one of: {', '.join(values)}" if values else ""
        return Problem(document.where(at), f'"{word}" is not a value of this key', hint)
    name = name.removesuffix(" | null")
    expected = {"int": "a whole number", "bool": "true or false", "array": "a list", "str": "text"}
    wanted = expected.get(name, "text, or text under self and other" if "|" in message else name)
    return Problem(document.where(at), f"{wanted} is needed here")


def _structs(type_: object, seen: frozenset[object] = NOTHING) -> Iterator[type[msgspec.Struct]]:
    """Yield the structs that `type_` is made of, itself included."""
    if type_ in seen:
        return
    struct = _as_struct(type_)
    if struct:
        yield struct
        parts: Iterable[object] = get_type_hints(struct).values()
    else:
        parts = get_args(type_) if get_origin(type_) in (tuple, Union, UnionType) else ()
    for part in parts:
        yield from _structs(part, seen.union([type_]))


def _as_struct(type_: object) -> type[msgspec.Struct] | None:
    return type_ if isinstance(type_, type) and issubclass(type_, msgspec.Struct) else None


def _values(type_: type[msgspec.Struct], field: str) -> list[str]:
    for struct in _structs(type_):
        for part in _parts(get_type_hints(struct).get(field)):
            if get_origin(part) is Literal:
                return [*get_args(part)]
            if isinstance(part, type) and issubclass(part, Enum):
                return [member.value for member in part]
    return []


def _parts(hint: object) -> Iterator[object]:
    """Yield `hint` and every type that stands in it."""
    yield hint
    for part in get_args(hint):
        yield from _parts(part)
