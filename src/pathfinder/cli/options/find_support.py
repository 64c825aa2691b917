"""Which support or need a word on the command line names."""

from collections.abc import Iterable

from pathfinder.answers.spellings import folded
from pathfinder.cli.options.completers import some_of
from pathfinder.cli.options.local import knowledge
from pathfinder.errors import Problem, UsageError, nearest, quoted
from pathfinder.model.condition import SupportId
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
        raise UsageError([_unknown(kb, word, where, named, kb.interface.faults.all_supports)])
    return support


def supports_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete `incomplete` to: ids with their names."""
    return [(s.id, s.name) for s in knowledge().supports if s.id.startswith(incomplete)]


def programs_named(kb: KnowledgeBase, given: str | None) -> tuple[SupportId, ...]:
    """Return the ids of the groups that `given` names, with commas between. Raises `UsageError`."""
    words = [word for word in (given or "").split(",") if word.strip()]
    return tuple(dict.fromkeys(support_named(kb, word, "--program").id for word in words))


def programs_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete a list of groups to: ids with their names."""
    names = {str(support.id): support.name for support in knowledge().supports}
    return some_of(names, names.__getitem__)(incomplete)


def need_named(kb: KnowledgeBase, word: str, where: str) -> Need:
    """Return the need whose id or name is `word`, in letters of any size.

    Raises `UsageError`, at `where`, if there is none.
    """
    named = {folded(name): need for need in kb.needs for name in (need.name, need.id)}
    need = named.get(folded(word))
    if need is None:
        raise UsageError([_unknown(kb, word, where, named, kb.interface.faults.all_needs)])
    return need


def needs_starting(incomplete: str) -> list[tuple[str, str]]:
    """Return what a shell may complete `incomplete` to: ids with their names."""
    return [(need.id, need.name) for need in knowledge().needs if need.id.startswith(incomplete)]


def _unknown(kb: KnowledgeBase, word: str, where: str, named: Iterable[str], all_: str) -> Problem:
    """Return that `word` is none of those `named`, and the nearest one or `all_` as a hint."""
    words, near = kb.interface.faults, nearest(word.lower(), named)
    hint = words.did_you_mean.format(word=near) if near else all_
    return Problem(where, words.not_known.format(word=quoted(word)), hint)
