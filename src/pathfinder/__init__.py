"""Find recovery support that fits: knowledge in, ranked and explained suggestions out.

>>> from pathfinder import load_knowledge, suggest
>>> result = suggest(load_knowledge(), {"substances": ("alcohol",), "goal": ("abstinence",)})
"""

TYPE_CHECKING = False
"""As in `typing`, which would be the first to be loaded: until then Ctrl-C can't be heeded."""

if TYPE_CHECKING:
    from pathfinder.engine.suggest import suggest
    from pathfinder.knowledge.compiled import load_knowledge

__all__ = ["load_knowledge", "suggest"]
__version__ = "0.1.0"

_HOMES = {
    "suggest": "pathfinder.engine.suggest",
    "load_knowledge": "pathfinder.knowledge.compiled",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, so that `pathfinder --help` does not pay for the engine."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
