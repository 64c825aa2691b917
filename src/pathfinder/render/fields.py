"""Which keys of a result come out: whole ones, or some keys of what is in them."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, get_args

import msgspec

from pathfinder.errors import Problem, UsageError, nearest, quoted
from pathfinder.model.results.result import Result

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords

Fields = Mapping[str, tuple[str, ...]]
"""Keys of a result, in its order; of what is in each, the keys to keep, or none to keep it whole."""


def every_field() -> Fields:
    """Return all fields, each whole."""
    return dict.fromkeys(_keys_by_name(), ())


def fields_of(named: Iterable[str], words: "Callable[[], FaultWords]") -> Fields:
    """Return the fields that are `named`, such as `notices` or `suggestions.id`; all, if none is.

    Raises `UsageError` for each that there is not, in the `words`, which are asked for only then.
    """
    keys_by_name = _keys_by_name()
    paths = _paths(keys_by_name)
    wanted = set(named) or set(keys_by_name)
    if unknown := sorted(wanted.difference(keys_by_name, paths)):
        said = words()
        raise UsageError(_unknown(word, [*keys_by_name], paths, said) for word in unknown)
    some = {
        name: tuple(key for key in keys if f"{name}.{key}" in wanted)
        for name, keys in keys_by_name.items()
    }
    return {
        name: () if name in wanted else keys
        for name, keys in some.items()
        if keys or name in wanted
    }


def field_names() -> list[str]:
    """Return every word that names a field."""
    keys_by_name = _keys_by_name()
    return [*keys_by_name, *_paths(keys_by_name)]


def _keys_by_name() -> dict[str, tuple[str, ...]]:
    return {f.name: _keys_within(f.type) for f in msgspec.structs.fields(Result)}


def _paths(keys_by_name: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{name}.{key}" for name, keys in keys_by_name.items() for key in keys]


def _unknown(word: str, names: list[str], paths: list[str], words: "FaultWords") -> Problem:
    if near := nearest(word, names + paths):
        hint = words.did_you_mean.format(word=near)
    else:
        one = words.one_of.format(words=", ".join(names))
        hint = f"{one}; {words.key_within.format(example='suggestions.id')}"
    return Problem("--fields", words.no_field.format(word=quoted(word)), hint)


def _keys_within(type_: object) -> tuple[str, ...]:
    for part in (type_, *get_args(type_)):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            return part.__struct_fields__
    return ()


def within(value: msgspec.Struct | tuple[msgspec.Struct, ...], keys: tuple[str, ...]) -> object:
    """Return the `keys` of `value`, or of each in it; a key that is left out there is left out here."""
    if isinstance(value, msgspec.Struct):
        found = {key: getattr(value, key) for key in keys}
        return {key: part for key, part in found.items() if part is not msgspec.UNSET}
    return [within(item, keys) for item in value]
