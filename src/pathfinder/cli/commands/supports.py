"""`pathfinder supports`: the knowledge base, to read."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from pathfinder.cli.options.find_support import support_named, supports_starting
from pathfinder.cli.options.formats import JSON, TEXT, Format, Json, format_chosen
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.options.support_filters import (
    OfApproach,
    OfDimension,
    OfForm,
    OfKind,
    OfNeed,
    OfPathway,
    OfSubstance,
    chosen_from,
)
from pathfinder.cli.pager import print_long
from pathfinder.cli.stderr_notes import print_exact
from pathfinder.cli.terminal import page_text
from pathfinder.engine.walk import listing
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.as_json import as_json
from pathfinder.render.terminal.page import PageLine, Part
from pathfinder.render.terminal.support_page import support_page

Plain = Annotated[bool, typer.Option("--plain", help="Plain text.")]


def build() -> typer.Typer:
    """Return the group of `list` and `show`."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

    @app.callback()
    def supports() -> None: ...

    @app.command("list", help="List the supports, all or some.")
    def list_(  # noqa: PLR0913 - the options of one command
        *,
        kind: OfKind = None,
        pathway: OfPathway = None,
        dimension: OfDimension = None,
        need: OfNeed = None,
        form: OfForm = None,
        approach: OfApproach = None,
        substance: OfSubstance = None,
        format_: Format = TEXT,
        json: Json = False,
        plain: Plain = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        printed = format_chosen(format_, json=json)
        kb = knowledge(lang, local)
        wanted = {
            "kind": kind,
            "pathway": pathway,
            "dimension": dimension,
            "need": need,
            "form": form,
            "approach": approach,
            "substance": substance,
        }
        chosen = chosen_from(kb, {name: word for name, word in wanted.items() if word is not None})
        if printed == JSON:
            print_exact(f"{as_json(listing(kb, chosen))}\n")
            return
        print_long(kb.interface, page_text(_lines(kb, chosen), plain=plain), plain=plain)

    @app.command(help="Show all that is known of one support.")
    def show(  # noqa: PLR0913 - the options of one command
        id_: Annotated[
            str,
            typer.Argument(
                metavar="ID",
                help="An id, name or abbreviation of `supports list`.",
                autocompletion=supports_starting,
            ),
        ],
        *,
        format_: Format = TEXT,
        json: Json = False,
        plain: Plain = False,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        form = format_chosen(format_, json=json)
        kb = knowledge(lang, local)
        support = support_named(kb, id_, "supports show")
        if form == JSON:
            print_exact(f"{as_json(support)}\n")
            return
        page = support_page(kb, support)
        print_long(kb.interface, page_text(page, plain=plain), plain=plain)

    return app


def _lines(kb: KnowledgeBase, supports: Iterable[Support]) -> Iterator[PageLine]:
    words = kb.interface
    for support in supports:
        short = f" ({support.abbreviation})" if support.abbreviation else ""
        status = "" if support.status == "active" else f", {words.statuses[support.status]}"
        text = f"{support.name}{short}, {words.kinds[support.kind]}{status}"
        off = kb.off.get(support.id)
        places = "".join(f", {local.place}" for local in kb.local.get(support.id, ()))
        here = f". {words.not_had} {off}." if off else places
        yield PageLine(Part.LABEL, f"{text}{here}", f"{support.id}: ")
