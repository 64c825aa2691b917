"""A result as one JSON document, format `pathfinder.result/1`."""

import msgspec

from pathfinder.model.result import Result


def as_json(result: Result, *, indent: int = 0) -> str:
    """Return `result` as JSON, on one line or, with `indent`, on many. No line end follows."""
    encoded = msgspec.json.encode(result)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
