"""`pathfinder batch`: many sheets of answers in, one result out for each, in order."""

import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from io import BufferedReader
from typing import TYPE_CHECKING, Annotated, NamedTuple, Protocol

import typer

from pathfinder.answers.line import LineReader, Sheet
from pathfinder.answers.parse import LARGEST, Asked
from pathfinder.cli.batch_files import (
    fault,
    in_utf8,
    name_in,
    name_out,
    opened,
    opened_for_lines,
    text_of,
)
from pathfinder.cli.exit_codes import CANCELLED, WRONG_FILE
from pathfinder.cli.line_reader import chunks
from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.formats import check_format
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.options.top import limit_of
from pathfinder.cli.paths import PIPE
from pathfinder.cli.stderr_notes import tell
from pathfinder.engine.suggest import suggest_each
from pathfinder.errors import AnswersError, Problem
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.line_error import LineId
from pathfinder.model.results.result import Result
from pathfinder.render.as_jsonl import ResultLines, bad_line
from pathfinder.render.fields import Fields, field_names, fields_of
from pathfinder.render.trimming import Trimming, trimmed

if TYPE_CHECKING:
    from pathfinder.cli.typer_internals import ProgressBar

MOST_AT_ONCE = 1024
"""Lines answered together: more are no faster, and what comes from a pipe would wait."""

JSONL, CSV, TSV = "jsonl", "csv", "tsv"
READ, WRITTEN = (JSONL, CSV, TSV), (JSONL, CSV)


class Forms(NamedTuple):
    """In which form the sheets come, and the results go; `skipped`: columns that are not read."""

    out_of: str
    into: str
    skipped: Sequence[str]


class Writer(Protocol):
    """Makes lines of results."""

    def head(self) -> bytes:
        """Return what stands before the first result."""
        ...

    def result(self, number: int, result: Result, id_: LineId | None) -> bytes:
        """Return `result`, that of the sheet with this `number`, counted from 1."""
        ...

    def fault(
        self, number: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str
    ) -> bytes:
        """Return what is wrong with the sheet of this `number`; `help_`: the crisis line."""
        ...


class Lines:
    """Writes results as lines of JSON."""

    def __init__(self, fields: Fields) -> None:
        self._lines = ResultLines(fields)

    def head(self) -> bytes:
        """Return nothing."""
        return b""

    def result(self, number: int, result: Result, id_: LineId | None) -> bytes:
        """Return `result` as a line."""
        del number
        return self._lines.line(result, id_)

    def fault(
        self, number: int, problems: tuple[Problem, ...], id_: LineId | None, help_: str
    ) -> bytes:
        """Return as a line what is wrong with line `number`."""
        return bad_line(number, problems, id_, help_)


class Wanted(NamedTuple):
    """What comes out of each result."""

    fields: Fields
    trimming: Trimming


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def batch(  # noqa: PLR0913 - the options of one command
        source: Annotated[
            str,
            typer.Argument(
                metavar="IN", help="A sheet a line or row; - for a pipe.", autocompletion=a_file
            ),
        ],
        target: Annotated[
            str,
            typer.Argument(
                metavar="OUT",
                help="A new file for the results; - for a pipe.",
                autocompletion=a_file,
            ),
        ],
        *,
        fields: Annotated[
            list[str] | None,
            typer.Option(
                "--fields",
                metavar="KEYS",
                help="Only these keys: notices,suggestions.id",
                autocompletion=some_of(field_names()),
            ),
        ] = None,
        top: Annotated[
            str | None,
            typer.Option(
                "--top",
                metavar="N",
                help="How many suggestions, or all.",
                autocompletion=one_of(["all"]),
            ),
        ] = None,
        include_answers: Annotated[
            bool, typer.Option("--include-answers", help="Repeat the answers.")
        ] = False,
        private: Annotated[
            bool, typer.Option("--private", help="Leave out reasons and answers.")
        ] = False,
        out_of: Annotated[
            str | None,
            typer.Option(
                "--from",
                metavar="FORM",
                help="jsonl, csv or tsv (default: by the ending of IN).",
                autocompletion=one_of(READ),
            ),
        ] = None,
        into: Annotated[
            str | None,
            typer.Option(
                "--to",
                metavar="FORM",
                help="jsonl or csv (default: by the ending of OUT).",
                autocompletion=one_of(WRITTEN),
            ),
        ] = None,
        skip: Annotated[
            list[str] | None,
            typer.Option(
                "--skip", metavar="COLUMN", help="A column of a table that is no question."
            ),
        ] = None,
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        words = [word for value in fields or () for word in value.split(",") if word]
        trimming = Trimming(limit_of(top, default=None), private, include_answers)
        wanted = Wanted(fields_of(words), trimming)
        forms = Forms(
            _form(out_of, source, READ, "--from"), _form(into, target, WRITTEN, "--to"), skip or ()
        )
        _run(knowledge(lang, local), source, target, wanted, forms)

    return app


def _run(kb: KnowledgeBase, source: str, target: str, wanted: Wanted, forms: Forms) -> None:
    """Answer the sheets of `source` into `target`; exit with code 1 where some are wrong."""
    asked = Asked(kb.questions, questions_in_every_language)
    what = "lines" if forms.out_of == JSONL else "rows"
    done = wrong = 0
    try:
        with (
            opened(source) as stream,
            opened_for_lines(target, stream) as out,
            _bar(stream, target) as bar,
        ):
            out.write([_writer(forms.into, wanted).head()])
            read = 0
            for sheets in _sheets(stream, name_in(source), forms, asked):
                out.write(_answered(kb, sheets, done + 1, wanted, forms.into))
                done += len(sheets)
                wrong += sum(bool(sheet.problems) for sheet in sheets)
                if stream.seekable():
                    bar.update(-read + (read := stream.tell()))
    except KeyboardInterrupt as error:
        said = f"\nStopped. The first {done} {what} are answered, in {name_out(target)}."
        tell(said)
        raise typer.Exit(CANCELLED) from error
    if wrong:
        message = f"{wrong} of {done} {what} could not be answered"
        hint = "a record in the place of each says what is wrong"
        tell(f"pathfinder: {Problem(name_in(source), message, hint)}")
        raise typer.Exit(WRONG_FILE)


def _answered(
    kb: KnowledgeBase, sheets: Sequence[Sheet], first: int, wanted: Wanted, into: str
) -> Iterator[bytes]:
    """Yield the line that comes out for each of `sheets`, the `first` of which has that number."""
    good = [sheet.answers for sheet in sheets if not sheet.problems]
    results = suggest_each(kb, good, wanted.fields)
    write = _writer(into, wanted)
    for number, sheet in enumerate(sheets, start=first):
        if sheet.problems:
            help_ = kb.interface.stopped_help if sheet.in_danger else ""
            yield write.fault(number, sheet.problems, sheet.id, help_)
        else:
            result = trimmed(next(results), sheet.answers, wanted.trimming)
            yield write.result(number, result, sheet.id)


def _form(asked: str | None, path: str, forms: Sequence[str], flag: str) -> str:
    """Return the one of `forms` that is `asked` for at `flag`, else that of the ending of `path`."""
    ending = path.rpartition(".")[2].lower()
    form = asked or (ending if ending in forms else JSONL)
    check_format(form, forms, flag)
    return form


def _writer(form: str, wanted: Wanted) -> Writer:
    if form == JSONL:
        return Lines(wanted.fields)
    from pathfinder.render.as_table import Table  # only a table pays for it

    return Table(wanted.fields, wanted.trimming.top)


def _sheets(stream: BufferedReader, name: str, forms: Forms, asked: Asked) -> Iterator[list[Sheet]]:
    """Yield the sheets that come from `stream`, called `name`, some at once."""
    try:
        if forms.out_of == JSONL:
            reader = LineReader(asked)
            lines = chunks(in_utf8(stream), most_lines=MOST_AT_ONCE, most_bytes=LARGEST)
            yield from ([*map(reader.read, chunk)] for chunk in lines)
            return
        from pathfinder.answers.table import read_table  # only a table pays for it

        with text_of(stream) as text:
            sheets = read_table(text, name, asked, forms.skipped)
            while some := [*itertools.islice(sheets, MOST_AT_ONCE)]:
                yield some
    except OSError as error:
        raise fault(name, "read", error) from error
    except UnicodeDecodeError as error:
        hint = 'save it as UTF-8; in Excel, as "CSV UTF-8"'
        raise AnswersError([Problem(name, "can't be read: not text in UTF-8", hint)]) from error


def _bar(stream: BufferedReader, target: str) -> "ProgressBar[int]":
    """Return a bar for the bytes of `stream`, seen only where nothing else is on the terminal."""
    in_the_way = target == PIPE and sys.stdout.isatty()
    return typer.progressbar(
        itertools.count(),
        length=os.fstat(stream.fileno()).st_size or None,  # a pipe has no size
        file=sys.stderr,
        hidden=in_the_way or not sys.stderr.isatty(),
    )
