"""A list in a file to the local file that it begins."""

from pathlib import Path

from pathfinder.documents.text import read_text
from pathfinder.errors import KnowledgeBaseError, Problem
from pathfinder.knowledge.draft.facility import ListSource
from pathfinder.knowledge.draft.from_findtreatment import FROM, places_listed
from pathfinder.knowledge.draft.from_table import places_in_table
from pathfinder.knowledge.draft.write import local_file
from pathfinder.model.knowledge_base import KnowledgeBase

LARGEST = 16 * 1024 * 1024
"""Bytes of a list."""


def draft_from(path: Path, kb: KnowledgeBase) -> str:
    """Return the text of a local file over `kb` with the places in the list at `path`.

    A list in JSON is of FindTreatment.gov, any other a table. Raises `KnowledgeBaseError` where it
    can't be read.
    """
    try:
        text = read_text(path, LARGEST)
    except OSError as error:
        problem = Problem(str(path), f"can't be read: {error.strerror}")
        raise KnowledgeBaseError([problem]) from error
    except ValueError as error:
        raise KnowledgeBaseError([Problem(str(path), f"can't be read: {error}")]) from error
    if text.lstrip().startswith(("{", "[")):
        return local_file(places_listed(text, str(path)), FROM, kb)
    lines = text.splitlines(keepends=True)
    origin = ListSource("our_list", f"List of places in {path.name}")
    return local_file(places_in_table(lines, str(path), kb), origin, kb)
