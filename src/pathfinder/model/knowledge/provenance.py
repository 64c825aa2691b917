"""Where something came from that the shipped knowledge base does not say: a file for one place."""

import msgspec


class Local(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place, the day its facts were last checked and which `fields` are its own; none, all."""

    place: str
    verified_on: str
    fields: tuple[str, ...] = ()
