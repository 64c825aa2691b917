"""Sheets out of a stream of lines or rows, some at once."""

import itertools
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from pathfinder.answers.line import LineReader, Sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.text import LARGEST
from pathfinder.cli.batch.files import in_utf8, name_in, not_read, text_of
from pathfinder.cli.batch.forms import JSONL, Forms
from pathfinder.cli.batch.line_reader import chunks
from pathfinder.errors import AnswersError, Problem

MOST_AT_ONCE = 1024
"""Lines answered together: more are no faster, and what comes from a pipe would wait."""


def sheets_from(
    stream: BufferedReader, source: str, forms: Forms, index: QuestionIndex
) -> Iterator[list[Sheet]]:
    """Yield the sheets that come from `stream`, which reads `source`, some at once."""
    try:
        if forms.out_of == JSONL:
            reader = LineReader(index)
            lines = chunks(in_utf8(stream), most_lines=MOST_AT_ONCE, most_bytes=LARGEST)
            yield from ([*map(reader.read, chunk)] for chunk in lines)
            return
        from pathfinder.answers.table import read_table  # only a table pays for it

        with text_of(stream) as text:
            sheets = read_table(text, partial(name_in, source), index, forms.skipped)
            while some := [*itertools.islice(sheets, MOST_AT_ONCE)]:
                yield some
    except OSError as error:
        raise not_read(source, error, index.words) from error
    except UnicodeDecodeError as error:
        words = index.words
        message = words.no_read.format(why=words.not_utf8)
        raise AnswersError([Problem(name_in(source, words), message, words.save_utf8)]) from error
