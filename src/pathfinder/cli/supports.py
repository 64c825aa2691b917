"""`pathfinder supports`: the knowledge base, to read."""

from collections.abc import Iterator
from typing import Annotated

import typer

from pathfinder.cli.completing import one_of
from pathfinder.cli.language import Lang
from pathfinder.cli.local import LocalFiles, knowledge
from pathfinder.cli.naming import support_named, supports_starting
from pathfinder.cli.paging import print_long
from pathfinder.cli.screen import page_text
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.support import Approach, Kind, Support
from pathfinder.render.page import Line, Part
from pathfinder.render.support_page import support_page

KINDS = [kind.value for kind in Kind]
APPROACHES = [approach.value for approach in Approach]

Plain = Annotated[bool, typer.Option("--plain", help="Plain text.")]


def build() -> typer.Typer:
    """Return the group of `list` and `show`."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

    @app.callback(help="Read what pathfinder knows of each support.")
    def supports() -> None: ...

    @app.command("list", help="List the supports, all or some.")
    def list_(  # noqa: PLR0913 - the options of one command
        *,
        kind: Annotated[
            str | None,
            typer.Option(metavar="KIND", help="Only this kind.", autocompletion=one_of(KINDS)),
        ] = None,
        approach: Annotated[
            str | None,
            typer.Option(
                metavar="APPROACH",
                help="Only this approach to belief.",
                autocompletion=one_of(APPROACHES),
            ),
        ] = None,
        substance: Annotated[
            str | None,
            typer.Option(
                metavar="ID",
                help="Only what is for this substance.",
                autocompletion=_completion,
            ),
        ] = None,
        plain: Plain = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        kb = knowledge(lang, local)
        _known("--kind", kind, KINDS)
        _known("--approach", approach, APPROACHES)
        _known("--substance", substance, _substances(kb))
        chosen = [
            support
            for support in kb.supports
            if (not kind or support.kind.value == kind)
            and (not approach or support.approach.value == approach)
            and (not substance or {substance, "any"} & set(support.substances))
        ]
        print_long(kb.interface, page_text(_lines(kb, chosen), plain=plain), plain=plain)

    @app.command(help="Show all that is known of one support.")
    def show(
        id_: Annotated[
            str,
            typer.Argument(
                metavar="ID",
                help="An id, name or abbreviation of `supports list`.",
                autocompletion=supports_starting,
            ),
        ],
        *,
        plain: Plain = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        kb = knowledge(lang, local)
        page = support_page(kb, support_named(kb, id_, "supports show"))
        print_long(kb.interface, page_text(page, plain=plain), plain=plain)

    return app


def _known(where: str, word: str | None, known: list[str]) -> None:
    if word is not None and word not in known:
        hint = did_you_mean(word, known) or f"one of: {', '.join(known[:20])}"
        raise UsageError([Problem(where, f"{quoted(word)} is not known", hint)])


def _substances(kb: KnowledgeBase) -> list[str]:
    return [
        o.id for question in kb.questions if question.id == "substances" for o in question.options
    ]


def _completion(incomplete: str) -> list[tuple[str, str]]:
    return one_of(_substances(knowledge()))(incomplete)


def _lines(kb: KnowledgeBase, supports: list[Support]) -> Iterator[Line]:
    for support in supports:
        short = f" ({support.abbreviation})" if support.abbreviation else ""
        status = "" if support.status.value == "active" else f", {support.status.value}"
        text = f"{support.name}{short}, {support.kind.value.replace('_', ' ')}{status}"
        off = kb.off.get(support.id)
        places = "".join(f", {local.place}" for local in kb.local.get(support.id, ()))
        here = f". {kb.interface.not_had} {off}." if off else places
        yield Line(Part.LABEL, f"{text}{here}", f"{support.id}: ")
