"""The files of a knowledge base as they are authored, as dictionaries and lists of text."""

import functools
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_file(folder: Path, name: str, language: str = "") -> Any:
    """Return the file of that name, with the sentences of `language` laid over it, if it has any."""
    english = read_yaml(folder / f"{name}.yaml")
    other = folder / language / f"{name}.yaml"
    return _laid_over(english, read_yaml(other)) if language and other.exists() else english


def _laid_over(english: Any, other: Any) -> Any:
    """Return `english` with the sentences of `other`, which has the same ids and keys, but fewer.

    What is not there, or has another shape, stays English.
    """
    if isinstance(english, dict) and isinstance(other, dict):
        return {
            key: _laid_over(part, other[key]) if key in other else part
            for key, part in english.items()
        }
    if isinstance(english, list) and isinstance(other, list):
        return [
            _laid_over(part, found[0]) if (found := _counterparts(part, i, other)) else part
            for i, part in enumerate(english)
        ]
    return other if isinstance(english, str) and isinstance(other, str) else english


def _counterparts(part: Any, position: int, others: list[Any]) -> list[Any]:
    if isinstance(part, dict) and "id" in part:
        return [other for other in others if other["id"] == part["id"]]
    return others[position : position + 1]


def read_yaml(path: Path) -> Any:
    """Return what is in the file at `path`; whatever is no dictionary and no list is text."""
    return _tree(path.read_text("utf-8"))


@functools.lru_cache(maxsize=64)  # most files of a folder with a planted fault are those of `data/`
def _tree(text: str) -> Any:
    """Return what `text` says, for all who read it: nobody may change it."""
    return yaml.load(text, LOADER)  # noqa: S506 - text only
