"""`pathfinder batch`: many sheets of answers in, one line of JSON out for each, in order."""

import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, NamedTuple

import typer

from pathfinder.answers.line import Sheet, read_sheet
from pathfinder.answers.parse import LARGEST, Asked
from pathfinder.cli.exit_codes import CANCELLED, WRONG_FILE
from pathfinder.cli.line_reader import chunks
from pathfinder.cli.options.completers import a_file, one_of, some_of
from pathfinder.cli.options.language import Lang
from pathfinder.cli.options.local import LocalFiles, knowledge
from pathfinder.cli.options.top import limit_of
from pathfinder.cli.private_file import new_file
from pathfinder.engine.suggestion import suggest_each
from pathfinder.errors import AnswersError, Problem
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.render.as_jsonl import bad_line, result_line
from pathfinder.render.fields import Fields, field_names, fields_of
from pathfinder.render.trimming import Trimming, trimmed

if TYPE_CHECKING:
    from pathfinder.cli.typer_internals import ProgressBar

MOST_AT_ONCE = 256
"""Sheets evaluated together: more are no faster, and take more memory."""

PIPE = "-"


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
                metavar="IN", help="A sheet of answers a line; - for a pipe.", autocompletion=a_file
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
        lang: Lang = None,
        local: LocalFiles = None,
    ) -> None:
        words = [word for value in fields or () for word in value.split(",") if word]
        trimming = Trimming(limit_of(top, default=None), private, include_answers)
        wanted = Wanted(fields_of(words), trimming)
        _run(knowledge(lang, local), source, target, wanted)

    return app


def _run(kb: KnowledgeBase, source: str, target: str, wanted: Wanted) -> None:
    """Answer the lines of `source` into `target`; exit with code 1 where some are wrong."""
    asked = Asked(kb.questions, questions_in_every_language)
    lines = wrong = 0
    try:
        with _source(source) as stream, _target(target) as out, _bar(stream, target) as bar:
            for chunk in _chunks(stream, source):
                sheets = [read_sheet(line, asked) for line in chunk]
                _write(_answered(kb, sheets, lines + 1, wanted), out, target)
                lines += len(chunk)
                wrong += sum(bool(sheet.problems) for sheet in sheets)
                bar.update(sum(map(len, chunk)) + len(chunk))
    except KeyboardInterrupt as error:
        typer.echo(f"\nStopped. The first {lines} lines are answered, in {_out(target)}.", err=True)
        raise typer.Exit(CANCELLED) from error
    if wrong:
        message = f"{wrong} of {lines} lines could not be answered"
        hint = "a record in the place of each says what is wrong"
        typer.echo(f"pathfinder: {Problem(_in(source), message, hint)}", err=True)
        raise typer.Exit(WRONG_FILE)


def _answered(
    kb: KnowledgeBase, sheets: Sequence[Sheet], first: int, wanted: Wanted
) -> Iterator[bytes]:
    """Yield the line that comes out for each of `sheets`, the `first` of which has that number."""
    good = [sheet.answers for sheet in sheets if not sheet.problems]
    results = iter(suggest_each(kb, good, wanted.fields))
    for number, sheet in enumerate(sheets, start=first):
        if sheet.problems:
            help_ = kb.interface.stopped_help if sheet.in_danger else ""
            yield bad_line(number, sheet.problems, sheet.id, help_)
        else:
            result = trimmed(next(results), sheet.answers, wanted.trimming)
            yield result_line(result, wanted.fields, sheet.id)


def _source(path: str) -> AbstractContextManager[BufferedReader]:
    if path == PIPE:
        return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise _fault(path, "read", error) from error


def _target(path: str) -> AbstractContextManager[IO[bytes]]:
    if path == PIPE:
        return nullcontext(sys.stdout.buffer)
    return os.fdopen(new_file(Path(path)), "wb")


def _chunks(stream: BufferedReader, source: str) -> Iterator[list[bytes]]:
    try:
        yield from chunks(stream, most_lines=MOST_AT_ONCE, most_bytes=LARGEST)
    except OSError as error:
        raise _fault(_in(source), "read", error) from error


def _write(lines: Iterable[bytes], out: IO[bytes], target: str) -> None:
    try:
        out.writelines(lines)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _fault(_out(target), "written", error) from error


def _fault(name: str, done: str, error: OSError) -> AnswersError:
    return AnswersError([Problem(name, f"can't be {done}: {error.strerror}")])


def _in(source: str) -> str:
    return "standard input" if source == PIPE else source


def _out(target: str) -> str:
    return "standard output" if target == PIPE else target


def _bar(stream: BufferedReader, target: str) -> "ProgressBar[int]":
    """Return a bar for the bytes of `stream`, seen only where nothing else is on the terminal."""
    in_the_way = target == PIPE and sys.stdout.isatty()
    return typer.progressbar(
        itertools.count(),
        length=os.fstat(stream.fileno()).st_size or None,  # a pipe has no size
        file=sys.stderr,
        hidden=in_the_way or not sys.stderr.isatty(),
    )
