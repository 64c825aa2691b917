"""Sheets out of a stream of lines or rows, some at once."""

import itertools
from collections.abc import Iterator
from io import BufferedReader

from pathfinder.answers.line import LineReader, Sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.text import LARGEST
from pathfinder.cli.batch.files import fault, in_utf8, text_of
from pathfinder.cli.batch.forms import JSONL, Forms
from pathfinder.cli.batch.line_reader import chunks
from pathfinder.errors import AnswersError, Problem

MOST_AT_ONCE = 1024
"""Lines answered together: more are no faster, and what comes from a pipe would wait."""


def sheets_from(
    stream: BufferedReader, name: str, forms: Forms, index: QuestionIndex
) -> Iterator[list[Sheet]]:
    """Yield the sheets that come from `stream`, called `name`, some at once."""
    try:
        if forms.out_of == JSONL:
            reader = LineReader(index)
            lines = chunks(in_utf8(stream), most_lines=MOST_AT_ONCE, most_bytes=LARGEST)
            yield from ([*map(reader.read, chunk)] for chunk in lines)
            return
        from pathfinder.answers.table import read_table  # only a table pays for it

        with text_of(stream) as text:
            sheets = read_table(text, name, index, forms.skipped)
            while some := [*itertools.islice(sheets, MOST_AT_ONCE)]:
                yield some
    except OSError as error:
        raise fault(name, "read", error) from error
    except UnicodeDecodeError as error:
        hint = 'save it as UTF-8; in Excel, as "CSV UTF-8"'
        raise AnswersError([Problem(name, "can't be read: not text in UTF-8", hint)]) from error
