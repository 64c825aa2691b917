"""By what `supports list` can choose: one option each, its words, and what it keeps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Annotated, NamedTuple

import typer

from pathfinder.cli.completing import one_of
from pathfinder.cli.local import knowledge
from pathfinder.cli.naming import needs_starting
from pathfinder.engine.scoring import serves
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.dimension import Dimension
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.need import NeedId
from pathfinder.model.support import Approach, Form, Kind, Pathway, Support

MOST_NAMED = 40
"""So many words that are known are named where another one was typed."""


def _words(of: type[Enum]) -> list[str]:
    return [str(member.value) for member in of]


def _substances(kb: KnowledgeBase) -> list[str]:
    return [
        o.id for question in kb.questions if question.id == "substances" for o in question.options
    ]


class Filter(NamedTuple):
    """The words that are known, and whether a support stays with one of them."""

    known: Callable[[KnowledgeBase], Sequence[str]]
    keeps: Callable[[Support, str], bool]


FILTERS: Mapping[str, Filter] = {
    "kind": Filter(lambda _: _words(Kind), lambda s, word: s.kind.value == word),
    "pathway": Filter(lambda _: _words(Pathway), lambda s, word: s.pathway.value == word),
    "dimension": Filter(lambda _: _words(Dimension), lambda s, word: s.dimension.value == word),
    "need": Filter(
        lambda kb: [need.id for need in kb.needs], lambda s, word: serves(s, NeedId(word))
    ),
    "form": Filter(lambda _: _words(Form), lambda s, word: Form(word) in s.forms),
    "approach": Filter(lambda _: _words(Approach), lambda s, word: s.approach.value == word),
    "substance": Filter(_substances, lambda s, word: not {word, "any"}.isdisjoint(s.substances)),
}


def chosen_from(kb: KnowledgeBase, wanted: Mapping[str, str]) -> Iterator[Support]:
    """Return the supports of `kb` that every filter in `wanted` keeps, with the word it was given.

    Raises `UsageError` where a word is not known. A word may be typed with - for _.
    """
    words = {name: word.replace("-", "_") for name, word in wanted.items()}
    for name, word in words.items():
        known = FILTERS[name].known(kb)
        if word not in known:
            hint = did_you_mean(word, known) or f"one of: {', '.join(known[:MOST_NAMED])}"
            raise UsageError([Problem(f"--{name}", f"{quoted(wanted[name])} is not known", hint)])
    return (s for s in kb.supports if all(FILTERS[n].keeps(s, word) for n, word in words.items()))


def _substances_starting(incomplete: str) -> list[tuple[str, str]]:
    return one_of(_substances(knowledge()))(incomplete)


OfKind = Annotated[
    str | None,
    typer.Option(metavar="KIND", help="Only this kind.", autocompletion=one_of(_words(Kind))),
]
OfPathway = Annotated[
    str | None,
    typer.Option(
        metavar="PATHWAY",
        help=f"Only this pathway: {', '.join(_words(Pathway))}.",
        autocompletion=one_of(_words(Pathway)),
    ),
]
OfDimension = Annotated[
    str | None,
    typer.Option(
        metavar="DIMENSION",
        help=f"Only this dimension of a life: {', '.join(_words(Dimension))}.",
        autocompletion=one_of(_words(Dimension)),
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
        help=f"Only peer support of this form: {', '.join(_words(Form))}.",
        autocompletion=one_of(_words(Form)),
    ),
]
OfApproach = Annotated[
    str | None,
    typer.Option(
        metavar="APPROACH",
        help="Only this approach to belief.",
        autocompletion=one_of(_words(Approach)),
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
