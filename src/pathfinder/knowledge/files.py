"""The files of a knowledge base, read to documents."""

from collections.abc import Mapping
from pathlib import Path

from pathfinder.documents.text import read_text
from pathfinder.documents.tree import Document
from pathfinder.documents.yaml import read_yaml
from pathfinder.errors import KnowledgeBaseError, Problem

LARGEST = 4 * 1024 * 1024
"""Bytes of one file of a knowledge base."""

FILES = (
    "conditions", "needs", "questions", "supports", "notices", "rules", "plans", "contacts", "sources",
    "interface", "words",
)  # fmt: skip
BESIDE = ("coverage", "examples", "feeds", "invariants")
"""Files that say nothing a person is shown: they try and measure the knowledge base."""


def read_documents(folder: Path, instead: Mapping[str, Path] | None = None) -> dict[str, Document]:
    """Return the documents of the knowledge base in `folder`, by name.

    `instead` names files to read in place of those of the folder. Raises `KnowledgeBaseError`
    where a file can't be read at all.
    """
    return read_all({name: path_of(name, folder, instead or {}) for name in FILES})


def path_of(name: str, folder: Path, instead: Mapping[str, Path]) -> Path:
    """Return where the file `name` of the knowledge base in `folder` is, or what stands `instead`."""
    return instead.get(name, folder / f"{name}.yaml")


def read_all(paths: Mapping[str, Path]) -> dict[str, Document]:
    """Return the documents at `paths`, by name. Raises `KnowledgeBaseError` naming each that fails."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name, path in paths.items():
        try:
            documents[name] = read_yaml(read_text(path, LARGEST), str(path))
        except OSError as error:
            problems.append(Problem(str(path), f"can't be read: {error.strerror}"))
        except ValueError as error:
            problems.append(Problem(str(path), f"can't be read: {error}"))
    if problems:
        raise KnowledgeBaseError(problems)
    return documents
