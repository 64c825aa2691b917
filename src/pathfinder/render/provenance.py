"""Where something came from that a local file says, in a sentence."""

from collections.abc import Iterable, Iterator, Mapping

from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.provenance import Local


def origins(words: Interface, local: Iterable[Local]) -> Iterator[str]:
    """Yield a sentence for each place of `local`: its name, the day, and which facts are its own."""
    for origin in local:
        labels = _labels(words)
        named = dict.fromkeys(labels[field].lower() for field in origin.fields if field in labels)
        which = f": {', '.join(named)}" if named else ""
        yield f"{words.from_place} {origin.place}, {words.checked_there} {origin.verified_on}{which}."


def _labels(words: Interface) -> Mapping[str, str]:
    """Return what a page calls the fields of a support that hold facts for a person to read."""
    return {
        "name": words.named,
        "in_short": words.what,
        "what": words.what,
        "suits": words.suits,
        "not_for": words.not_for,
        "eligibility": words.not_for,
        "formats": words.how,
        "cost": words.cost,
        "cost_note": words.cost,
        "led_by": words.led_by,
        "forms": words.peers_give,
        "medication_note": words.medicine,
        "first_step": words.first_step,
        "say": words.say,
        "first_visit": words.first_visit,
        "go_with": words.go_with,
        "ask": words.ask,
        "if_it_does_not_fit": words.other_choices,
        "evidence": words.studies,
        "contacts": words.reach,
        "status_note": words.status,
        "cautions": words.careful,
    }
