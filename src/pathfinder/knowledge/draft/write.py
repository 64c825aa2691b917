"""Places to a local file: what is known stands there, and each key still missing is named."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pathfinder.answers.spellings import folded
from pathfinder.documents.links import WrongLinkError
from pathfinder.documents.phones import WrongNumberError
from pathfinder.knowledge.draft.facility import Facility, ListSource
from pathfinder.knowledge.parse.ways import READ
from pathfinder.model.knowledge_base import KnowledgeBase

MISSING = "# MISSING"
"""Opens a line that a person has to finish: write the value, and take this away."""

LIKE = "the id of a support in `pathfinder supports list`"
WHAT = "one or two short sentences: what it is, and for whom"
FORMATS = "[in_person, online, phone], those that are so"
STEP = "{self: ..., other: ...}, one short sentence each"

CALL = '{self: "Call and ask when you can come.", other: "Help them call and ask when to come."}'
WRITE = '{self: "Write and ask when you can come.", other: "Help them write and ask when to come."}'
WAYS = ("phone", "extension", "text", "url", "email", "address", "days", "hours")
REACHES = {"phone", "text", "url", "email", "address"}


def local_file(places: Iterable[Facility], origin: ListSource, kb: KnowledgeBase) -> str:
    """Return the text of a local file over `kb` with `places`, all from `origin`.

    It becomes sound once every line with `MISSING` is finished.
    """
    taken = {str(item.id) for part in (kb.supports, kb.contacts, kb.sources) for item in part}
    named = [(_new_id(place.name, taken), place) for place in places]
    return (
        "\n".join((*_top(origin, len(named)), *_contacts(named, origin), *_supports(named, origin)))
        + "\n"
    )


def _top(origin: ListSource, count: int) -> Iterator[str]:
    yield f"# {count} places from: {origin.title}"
    yield "# Finish each line that says MISSING: write the value, and take the sign and the word away."
    yield "# Then:  pathfinder kb check --local THIS_FILE"
    yield f"{MISSING} place: the name that is printed beside all of this, such as Larch County"
    yield f"{MISSING} verified_on: the day somebody last asked at each place, as 2026-11-21"
    yield "sources:"
    yield f"  - id: {origin.id}"
    yield f"    title: {_text(origin.title)}"
    if origin.publisher:
        yield f"    publisher: {_text(origin.publisher)}"
    else:
        yield f"    {MISSING} publisher: who keeps this list"
    yield "    checked: page"


def _contacts(named: Iterable[tuple[str, Facility]], origin: ListSource) -> Iterator[str]:
    yield "contacts:"
    for id_, place in named:
        yield f"  - id: {id_}_contact"
        yield f"    label: {_text(place.name)}" if place.name else f"    {MISSING} label: its name"
        yield from _ways(place)
        if place.note:
            yield f"    note: {_text(place.note)}"
        yield f"    source: {origin.id}"
        yield "    confidence: medium    # certain or high, once somebody has asked there"


def _ways(place: Facility) -> Iterator[str]:
    """Yield each way to reach `place`; one that can't be read is missing, and says why."""
    read, wrong = _read(place)
    yield from (f"    {key}: {_text(text)}" for key, text in read.items())
    yield from (f"    {MISSING} {key}: {why}" for key, why in wrong.items())
    if not REACHES & {*read, *wrong}:
        yield f"    {MISSING} phone: or a text, url, email or address"


def _read(place: Facility) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the ways that can be read, in one form, and why others can't be."""
    read: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for key in WAYS:
        if text := getattr(place, key):
            try:
                read |= READ[key](text)
            except (WrongNumberError, WrongLinkError) as error:
                wrong[key] = f"{text} {error}"
    return read, wrong


def _supports(named: Iterable[tuple[str, Facility]], origin: ListSource) -> Iterator[str]:
    yield "supports:"
    names: set[str] = set()
    for id_, place in named:
        read, _ = _read(place)
        yield f"  - id: {id_}"
        yield from (f"    # {_line(said)}" for said in place.beside)
        yield f"    like: {place.like}" if place.like else f"    {MISSING} like: {LIKE}"
        yield _name(place, names)
        yield f"    what: {_text(place.what)}" if place.what else f"    {MISSING} what: {WHAT}"
        formats = [
            *(["in_person"] if "address" in read else []),
            *(["phone"] if {"phone", "text"} & {*read} else []),
        ]
        yield (
            f"    formats: [{', '.join(formats)}]"
            if formats
            else f"    {MISSING} formats: {FORMATS}"
        )
        step = CALL if "phone" in read else WRITE if "email" in read else ""
        yield f"    first_step: {step}" if step else f"    {MISSING} first_step: {STEP}"
        if place.is_unverified:
            yield "    status: unverified    # call it; once somebody says that it is so, take this line away"
        yield f"    contacts: [{id_}_contact]"
        yield f"    sources: [{origin.id}]"
        yield "    rules:"
        yield f"      - {{id: {id_}/here, weight: 1, because: It is in this county.}}"


def _name(place: Facility, names: set[str]) -> str:
    """Return the line of the name of `place`, which no other of these `names` may be."""
    if not place.name:
        return f"    {MISSING} name: its name"
    if folded(place.name) in names:
        return (
            f"    {MISSING} name: {place.name}, with its town or street: another one is called so"
        )
    names.add(folded(place.name))
    return f"    name: {_text(place.name)}"


def _new_id(name: str, taken: set[str]) -> str:
    """Return an id made of `name` that is not among those `taken`, and add it to them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_") or "place"
    stem = stem if stem[0].isalpha() else f"at_{stem}"
    number, id_ = 1, stem
    while {id_, f"{id_}_contact"} & taken or id_ in {"none", "any", "this_support"}:
        number += 1
        id_ = f"{stem}_{number}"
    taken |= {id_, f"{id_}_contact"}
    return id_


def _text(text: str) -> str:
    """Return `text` as YAML, in double quotes whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())
