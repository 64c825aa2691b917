"""Which support or need a word on the command line names."""

from pathfinder.answers.spellings import folded
from pathfinder.cli.options.local import knowledge
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.knowledge.need import Need
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase


def support_named(kb: KnowledgeBase, word: str, where: str) -> Support:
    """Return the support whose id, abbreviation, name or alias is `word`, in letters of any size.

    Raises `UsageError`, at `where`, if there is none.
    """
    named = {
        folded(name): support
        for support in kb.supports
        for name in (*support.aliases, support.name, support.abbreviation, support.id)
        if name
    }
    support = named.get(folded(word.replace("-", " "))) or named.get(folded(word))
    if support is None:
        hint = did_you_mean(word.lower(), named) or "`pathfinder supports list` shows them all"
        raise UsageError([Problem(where, f"{quoted(word)} is not known", hint)])
    return support


def supports_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete `incomplete` to: ids with their names."""
    return [(s.id, s.name) for s in knowledge().supports if s.id.startswith(incomplete)]


def need_named(kb: KnowledgeBase, word: str, where: str) -> Need:
    """Return the need whose id or name is `word`, in letters of any size.

    Raises `UsageError`, at `where`, if there is none.
    """
    named = {folded(name): need for need in kb.needs for name in (need.name, need.id)}
    need = named.get(folded(word))
    if need is None:
        hint = did_you_mean(word.lower(), named) or "`pathfinder needs` shows them all"
        raise UsageError([Problem(where, f"{quoted(word)} is not known", hint)])
    return need


def needs_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete `incomplete` to: ids with their names."""
    return [(need.id, need.name) for need in knowledge().needs if need.id.startswith(incomplete)]
