"""A result, or why it is so, as one JSON document."""

import msgspec


def as_json(result: msgspec.Struct, *, indent: int = 0) -> str:
    """Return `result`, a value with a format, as JSON, on one line or, with `indent`, on many. No line end follows."""
    encoded = msgspec.json.encode(result)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
