"""Where each group lists its meetings, and what it is called for short."""

from pathfinder.engine.parts.contacts import contact_shown, sources_of
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown

MOST_FINDERS = 2


def finders_of(kb: KnowledgeBase) -> dict[SupportId, tuple[ContactShown, ...]]:
    """Return where each support lists its meetings, as far as we know: its own pages, at most two."""
    by_id = {contact.id: contact for contact in kb.contacts}
    sources = sources_of(kb)
    found: dict[SupportId, tuple[ContactShown, ...]] = {}
    for support in kb.supports:
        pages = [contact_shown(by_id[id_], sources) for id_ in support.contacts if by_id[id_].url]
        listing = [page for page in pages if page.id.endswith(("_meetings", "_online", "_virtual"))]
        found[support.id] = tuple((listing or pages[:1])[:MOST_FINDERS])
    return found


def short_names(kb: KnowledgeBase) -> dict[SupportId, str]:
    """Return of each support its abbreviation, or else its name."""
    return {support.id: support.abbreviation or support.name for support in kb.supports}
