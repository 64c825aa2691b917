"""Which keys of a result come out: whole ones, or some keys of what is in them."""

from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.results.result import Result

Fields = Mapping[str, tuple[str, ...]]
"""Keys of a result, in its order; of what is in each, the keys to keep, or none to keep it whole."""


def fields_of(words: Iterable[str]) -> Fields:
    """Return the fields that `words` name, such as `notices` or `suggestions.id`; no word, all.

    Raises `UsageError` for each that there is not.
    """
    keys_by_name = _keys_by_name()
    paths = _paths(keys_by_name)
    wanted = set(words) or set(keys_by_name)
    if unknown := sorted(wanted.difference(keys_by_name, paths)):
        raise UsageError(_unknown(word, [*keys_by_name], paths) for word in unknown)
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


def _unknown(word: str, names: list[str], paths: list[str]) -> Problem:
    near = did_you_mean(word, names + paths)
    hint = near or f"one of: {', '.join(names)}; or a key within, such as suggestions.id"
    return Problem("--fields", f"there is no field {quoted(word)}", hint)


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
