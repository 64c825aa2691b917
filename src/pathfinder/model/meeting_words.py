"""The words around meetings, below `meetings` in `data/interface.yaml`."""

from collections.abc import Mapping

import msgspec

from pathfinder.model.results.meeting import Attendance, Trait


class MeetingWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each heading, label or sentence about meetings. In { } stands what is filled in.

    `weekdays` are counted from Sunday, 0, and `months` from 1. `left_out` and `odd`: why a row of a
    list was not read, and what is missing in one that was.
    """

    near: str
    online: str
    finders: str
    under: str
    none_near: str
    none_tonight: str
    none_online: str
    farther: str
    tomorrow_too: str
    online_too: str
    weekdays: Mapping[str, str]
    months: Mapping[str, str]
    date: str
    day: str
    today: str
    tonight: str
    tomorrow: str
    clock: str
    am: str
    pm: str
    miles: str
    a_mile: str
    under_a_mile: str
    way_unknown: str
    attendance: Mapping[Attendance, str]
    traits: Mapping[Trait, str]
    maybe_not_weekly: str
    join: str
    dial: str
    link: str
    listed: str
    old: str
    too_old: str
    ask_proof: str
    title: str
    offer: str
    where: str
    asks_hosts: str
    unchanged: str
    no_place: str
    none_of_these: str
    read: str
    kept: str
    not_kept: str
    mind: str
    left_out: Mapping[str, str]
    odd: Mapping[str, str]
    age: str
    most_codes: str
