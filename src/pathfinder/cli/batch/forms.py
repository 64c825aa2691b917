"""The forms in which sheets come and results go, and how a file name tells them."""

from collections.abc import Sequence
from typing import NamedTuple

from pathfinder.cli.options.formats import check_format

JSONL, CSV, TSV = "jsonl", "csv", "tsv"

READ, WRITTEN = (JSONL, CSV, TSV), (JSONL, CSV)


class Forms(NamedTuple):
    """In which form the sheets come, and the results go; `skipped`: columns that are not read."""

    out_of: str
    into: str
    skipped: Sequence[str]


def form_of(asked: str | None, path: str, forms: Sequence[str], flag: str) -> str:
    """Return the one of `forms` that is `asked` for at `flag`, else that of the ending of `path`."""
    ending = path.rpartition(".")[2].lower()
    form = asked or (ending if ending in forms else JSONL)
    check_format(form, forms, flag)
    return form
