"""Find recovery support that fits: knowledge in, ranked and explained suggestions out.

>>> from pathfinder import load_knowledge, suggest
>>> result = suggest(load_knowledge(), {"substances": ("alcohol",), "goal": ("abstinence",)})
"""

from pathfinder.engine.suggestion import suggest
from pathfinder.knowledge.compiled import load_knowledge

__all__ = ["load_knowledge", "suggest"]
__version__ = "0.1.0"
