"""How to go with someone, in a sentence and the words to ask for it."""

from pathfinder.model.interface import Interface
from pathfinder.model.results.parts import GoWithShown


def go_with_told(words: Interface, company: GoWithShown | None) -> str:
    """Return how to go with someone and what to say; empty where nothing is known of it."""
    return f"{company.how} {words.say}: {company.say}" if company else ""
