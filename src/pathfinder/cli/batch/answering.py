"""The sheets of a file or a pipe answered into another, and what is said when some can't be."""

import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from io import BufferedReader
from typing import TYPE_CHECKING

import typer

from pathfinder.answers.line import Sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.cli.batch.files import name_in, name_out, opened, opened_for_lines
from pathfinder.cli.batch.forms import JSONL, Forms
from pathfinder.cli.batch.reading import sheets_from
from pathfinder.cli.batch.writers import Wanted, writer_for
from pathfinder.cli.exit_codes import CANCELLED, WRONG_FILE
from pathfinder.cli.paths import PIPE
from pathfinder.cli.stderr_notes import tell
from pathfinder.engine.suggest import suggest_each
from pathfinder.errors import Problem
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.trimming import trimmed

if TYPE_CHECKING:
    from pathfinder.cli.typer_internals import ProgressBar


def answer_all(kb: KnowledgeBase, source: str, target: str, wanted: Wanted, forms: Forms) -> None:
    """Answer the sheets of `source` into `target`; exit with code 1 where some are wrong."""
    index = QuestionIndex(kb, questions_in_every_language)
    what = "lines" if forms.out_of == JSONL else "rows"
    done = wrong = written = 0
    try:
        with (
            opened(source) as stream,
            opened_for_lines(target, stream) as out,
            _bar(stream, target) as bar,
        ):
            out.write([writer_for(forms.into, wanted).head()])
            head, read = out.written, 0
            try:
                for sheets in sheets_from(stream, name_in(source), forms, index):
                    out.write(_answered(kb, sheets, done + 1, wanted, forms.into))
                    done += len(sheets)
                    wrong += sum(bool(sheet.problems) for sheet in sheets)
                    if stream.seekable():
                        bar.update(-read + (read := stream.tell()))
            finally:
                written = out.written - head
    except KeyboardInterrupt as error:
        said = f"\nStopped. The first {written} {what} are answered, in {name_out(target)}."
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
    write = writer_for(into, wanted)
    for number, sheet in enumerate(sheets, start=first):
        if sheet.problems:
            help_ = kb.interface.stopped_help if sheet.in_danger else ""
            yield write.fault(number, sheet.problems, sheet.id, help_)
        else:
            result = trimmed(next(results), sheet.answers, wanted.trimming)
            yield write.result(number, result, sheet.id)


def _bar(stream: BufferedReader, target: str) -> "ProgressBar[int]":
    """Return a bar for the bytes of `stream`, seen only where nothing else is on the terminal."""
    in_the_way = target == PIPE and sys.stdout.isatty()
    return typer.progressbar(
        itertools.count(),
        length=os.fstat(stream.fileno()).st_size or None,  # a pipe has no size
        file=sys.stderr,
        hidden=in_the_way or not sys.stderr.isatty(),
    )
