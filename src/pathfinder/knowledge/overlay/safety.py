"""What no local file may do to what people are shown: the bounds that safety sets."""

from collections.abc import Iterable, Iterator, Sequence

from pathfinder.documents.tree import Location
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.overlay.checks import local_items
from pathfinder.knowledge.overlay.local_file import LocalFile
from pathfinder.knowledge.overlay.merge import Overlaid
from pathfinder.knowledge.parse.located import Item
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.support import Requirement, Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import ALCOHOL, DRINKING_LESS

NEVER_CHANGED = ("formats", "status")
"""What the place of a support that saves lives rests on, beside what no change may touch."""


def check_safety(
    file: LocalFile, kb: KnowledgeBase, after: Overlaid, foundation: Foundation
) -> Iterator[Problem]:
    """Yield what `file`, laid over `kb` to give `after`, would do that it may not."""
    items = local_items(file.document)
    item_by_id = {item.id: item for key in ("supports", "changes") for item in items[key]}
    support_by_id = {support.id: support for support in after.kb.supports}
    telling = [other for other in kb.supports if other.twelve_step or other.purpose]
    yield from _off(file, kb, foundation)
    for id_, change in file.changes.items():
        item = item_by_id[id_]
        yield from _refuse_protected(item, foundation)
        yield from _safety(item, ("add", "eligibility"), change.add.eligibility)
    for local in file.supports:
        item, support = item_by_id[local.support.id], support_by_id[local.support.id]
        yield from _safety(item, ("eligibility",), local.written.eligibility)
        yield from _needs(item, support)
        yield from _traits(item, support, telling)
        if all(rule.weight <= 0 for rule in local.written.rules):
            hint = "write a rule with a weight above zero: 1 to 4 is usual"
            yield item.problem("no rule of its own speaks for it", "rules", hint=hint, key=True)


def _off(file: LocalFile, kb: KnowledgeBase, foundation: Foundation) -> Iterator[Problem]:
    known = {support.id for support in kb.supports}
    for i, id_ in enumerate(file.heading.off):
        where = file.document.where(("off", i))
        why = foundation.saving.get(id_) or foundation.spoken_of.get(id_)
        if id_ not in known:
            yield Problem(where, f"{quoted(id_)} is no support", did_you_mean(id_, known))
        elif why:
            yield Problem(where, f"{quoted(id_)} can't be switched off", why)


def _refuse_protected(change: Item, foundation: Foundation) -> Iterator[Problem]:
    """Yield what a change may not say of a support that safety rests on."""
    id_ = SupportId(change.id)
    if why := foundation.saving.get(id_):
        for field in NEVER_CHANGED:
            if field in change.tree:
                yield change.problem(
                    f'"{field}" of "{id_}" is not changed by a local file',
                    field,
                    hint=why,
                    key=True,
                )
    why = why or foundation.spoken_of.get(id_)
    added = change.tree.get("add")
    if why and isinstance(added, dict) and added.get("eligibility"):
        message = f'nothing more can be asked of whoever may be shown "{id_}"'
        yield change.problem(message, "add", "eligibility", hint=why, key=True)


def _safety(item: Item, below: Location, added: Sequence[Requirement]) -> Iterator[Problem]:
    """Yield the requirements said to be for safety, of which nobody has proved what they must keep."""
    for i, requirement in enumerate(added):
        if requirement.safety:
            hint = "leave it out: it is asked for all the same"
            message = '"safety" is only for requirements that are the same everywhere'
            yield item.problem(message, *below, i, "safety", hint=hint, key=True)


def _needs(item: Item, support: Support) -> Iterator[Problem]:
    """Yield where a support says of no need that it serves it: it would never be suggested."""
    if not support.serves:
        hint = "serves: [{need: company}], or another of `pathfinder needs`"
        yield item.problem("it says of no need that it serves it", hint=hint)


def _traits(item: Item, support: Support, telling: Iterable[Support]) -> Iterator[Problem]:
    """Yield traits that can be seen to be wrong, by which a support would escape a condition.

    `telling`: supports whose names tell what else is called so.
    """
    for_less = {*support.goals} <= DRINKING_LESS and {*support.substances} == {ALCOHOL}
    if for_less and support.purpose != "moderate_drinking":
        hint = "purpose: moderate_drinking, with all that safety asks of it"
        yield item.problem("a support for drinking less says so", "goals", hint=hint, key=True)
    said = {word for name in (support.name, support.abbreviation) if name for word in name.split()}
    for other in telling:
        of_that_name = other.name in support.name or other.abbreviation in said
        if of_that_name and other.kind == support.kind:
            if other.twelve_step and not support.twelve_step:
                message = f"{quoted(other.name)} is a twelve-step group"
                hint = "twelve_step: true, so that who asks for none is shown none"
                yield item.problem(message, "twelve_step", hint=hint)
            if other.purpose and not support.purpose:
                message = f"{quoted(other.name)} is for drinking less"
                yield item.problem(message, hint=f"purpose: {other.purpose}")
