"""Where something came from that a local file says, in a sentence."""

from collections.abc import Iterable, Iterator

from pathfinder.model.interface import Interface
from pathfinder.model.local import Local


def origins(words: Interface, local: Iterable[Local]) -> Iterator[str]:
    """Yield a sentence for each place of `local`: its name, the day, and which facts are its own."""
    for origin in local:
        named = dict.fromkeys(_label(words, field) for field in origin.fields)
        which = f" ({', '.join(named)})" if named else ""
        yield f"{words.from_place} {origin.place}, {words.checked_there} {origin.verified_on}{which}."


def _label(words: Interface, field: str) -> str:
    """Return what a page calls `field` of a support."""
    labels = {
        "name": words.named,
        "abbreviation": words.named,
        "suits": words.suits,
        "not_for": words.not_for,
        "eligibility": words.not_for,
        "formats": words.how,
        "cost": words.cost,
        "cost_note": words.cost,
        "led_by": words.led_by,
        "medication_note": words.medicine,
        "first_step": words.first_step,
        "first_visit": words.first_visit,
        "ask": words.ask,
        "if_it_does_not_fit": words.other_choices,
        "evidence": words.studies,
        "contacts": words.reach,
        "status": words.status,
        "status_note": words.status,
        "verified_on": words.checked_on,
        "sources": words.sources,
        "rules": words.why,
        "cautions": words.careful,
    }
    return labels.get(field, words.what)
