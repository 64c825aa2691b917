"""By what `supports list` can choose: one option each, its words, and what it keeps."""

from collections.abc import Collection, Mapping
from typing import Annotated, get_args

import typer

from pathfinder.cli.options.completers import one_of
from pathfinder.cli.options.find_support import needs_starting
from pathfinder.cli.options.local import knowledge
from pathfinder.errors import Problem, UsageError, nearest, quoted
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.support_traits import Approach, Form, Kind, Pathway
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.required_ids import SUBSTANCES

ANY = "any"
"""A support for every substance says so in one word."""

MOST_NAMED = 40
"""So many words that are known are named where another one was typed."""


def _substances(kb: KnowledgeBase) -> list[str]:
    return [
        o.id for question in kb.questions if question.id == SUBSTANCES for o in question.options
    ]


def _known(kb: KnowledgeBase) -> Mapping[str, Collection[str]]:
    """Return, for each filter, the words that may be given."""
    return {
        "kind": get_args(Kind),
        "pathway": get_args(Pathway),
        "dimension": get_args(Dimension),
        "need": [need.id for need in kb.needs],
        "form": get_args(Form),
        "approach": get_args(Approach),
        "substance": _substances(kb),
    }


def _kept_by(support: Support, substances: Collection[str]) -> Mapping[str, Collection[str]]:
    """Return, for each filter, the words with which `support` stays; `substances` are all there are."""
    return {
        "kind": [support.kind],
        "pathway": [support.pathway],
        "dimension": [support.dimension],
        "need": [serve.need for serve in support.serves],
        "form": support.forms,
        "approach": [support.approach],
        "substance": substances if ANY in support.substances else support.substances,
    }


def chosen_from(kb: KnowledgeBase, wanted: Mapping[str, str]) -> list[Support]:
    """Return the supports of `kb` that every filter in `wanted` keeps, with the word it was given.

    Raises `UsageError` where a word is not known. A word may be typed with - for _.
    """
    known = _known(kb)
    words = {name: word.replace("-", "_") for name, word in wanted.items()}
    for name, word in words.items():
        if word not in known[name]:
            said = kb.interface.faults
            near, named = nearest(word, known[name]), ", ".join([*known[name]][:MOST_NAMED])
            hint = said.did_you_mean.format(word=near) if near else said.one_of.format(words=named)
            message = said.not_known.format(word=quoted(wanted[name]))
            raise UsageError([Problem(f"--{name}", message, hint)])
    kept_by = ((support, _kept_by(support, known["substance"])) for support in kb.supports)
    return [s for s, kept in kept_by if all(word in kept[name] for name, word in words.items())]


def _substances_starting(incomplete: str) -> list[tuple[str, str]]:
    return one_of(_substances(knowledge()))(incomplete)


OfKind = Annotated[
    str | None,
    typer.Option(metavar="KIND", help="Only this kind.", autocompletion=one_of(get_args(Kind))),
]
OfPathway = Annotated[
    str | None,
    typer.Option(
        metavar="PATHWAY",
        help=f"Only this pathway: {', '.join(get_args(Pathway))}.",
        autocompletion=one_of(get_args(Pathway)),
    ),
]
OfDimension = Annotated[
    str | None,
    typer.Option(
        metavar="DIMENSION",
        help=f"Only this dimension of a life: {', '.join(get_args(Dimension))}.",
        autocompletion=one_of(get_args(Dimension)),
    ),
]
OfNeed = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="Only what serves this need of `pathfinder needs`.",
        autocompletion=needs_starting,
    ),
]
OfForm = Annotated[
    str | None,
    typer.Option(
        metavar="FORM",
        help=f"Only peer support of this form: {', '.join(get_args(Form))}.",
        autocompletion=one_of(get_args(Form)),
    ),
]
OfApproach = Annotated[
    str | None,
    typer.Option(
        metavar="APPROACH",
        help="Only this approach to belief.",
        autocompletion=one_of(get_args(Approach)),
    ),
]
OfSubstance = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="Only what is for this substance.",
        autocompletion=_substances_starting,
    ),
]
