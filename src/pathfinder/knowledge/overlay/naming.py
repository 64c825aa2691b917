"""The names of supports, among the options of questions whose options are supports."""

from collections.abc import Iterable, Mapping

import msgspec

from pathfinder.model.condition import OptionId, SupportId
from pathfinder.model.knowledge.question import NONE, Option, Question
from pathfinder.model.knowledge.support import Support


def with_names(
    question: Question, supports: Iterable[Support], touched: Mapping[SupportId, Support]
) -> Question:
    """Return `question` with what was `touched` among its options, where these are `supports`."""
    there = {option.id for option in question.options}
    if not all(OptionId(support.id) in there for support in supports):
        return question
    named = [_renamed(o, touched.get(SupportId(o.id))) for o in question.options if o.id != NONE]
    new = [_option(s) for s in touched.values() if OptionId(s.id) not in there]
    none = [option for option in question.options if option.id == NONE]
    return msgspec.structs.replace(question, options=(*named, *new, *none))


def _renamed(option: Option, support: Support | None) -> Option:
    """Return `option` with the name of `support` beside those it had."""
    if support is None or support.name in option.aliases:
        return option
    aliases = (*_option(support).aliases, *option.aliases)
    return msgspec.structs.replace(
        option, label=support.name, aliases=tuple(dict.fromkeys(aliases))
    )


def _option(support: Support) -> Option:
    """Return `support` as an option; its name, abbreviation and aliases may be said for its id."""
    named = [name for name in (support.name, support.abbreviation) if name and "," not in name]
    known = (*named, *support.aliases)
    return Option(id=OptionId(support.id), label=support.name, aliases=known)
