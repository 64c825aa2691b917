"""YAML and JSON text to plain trees in which every value knows its line and column.

Scalars stay text: the schema, not YAML 1.1, decides what `yes` or `012` is. Aliases, tags, double
keys, deep nesting and large files are refused, so that no file can cost more than its size.
"""

import re
from collections.abc import Iterator

import yaml

from pathfinder.documents.plain_words import NOT_YAML, QUOTES, UNREADABLE, said_plainly
from pathfinder.documents.tree import Document, Location, Mark, Tree
from pathfinder.errors import Problem, quoted

DEEPEST = 24
"""Levels of nesting; the knowledge base itself needs ten."""

TOO_DEEP = "maximum nesting"
"""What a fast parser says that refuses a thousand levels before it tells of the first of them.

PyYAML 6.0.4 brought one. The plain parser reads no further than it is asked, so it comes to ours.
"""

CUT = re.compile(r" #")
"""A comment one space after a text may be part of it."""

SPACES = re.compile(
    "[ ]*[\u00a0\u2007\u2009\u200a\u202f\u3000][ \u00a0\u2007\u2009\u200a\u202f\u3000]*"
)
"""Spaces that word processors write, which look like one and are none."""

KINDS = (yaml.ScalarEvent, yaml.CollectionStartEvent)
PLAIN_TAGS = (None, "!")
PLAIN_VALUES = "write plain words and lists"
IN_FULL = "write it out in full"


class _RefusedError(Exception):
    """The text can't be read any further."""

    def __init__(self, mark: Mark, message: str, hint: str = "") -> None:
        self.mark, self.message, self.hint = mark, message, hint
        super().__init__(message)


def read_yaml(text: str, name: str) -> Document:
    """Return the document in `text`; an empty text gives an empty mapping.

    JSON is read by the same way, being YAML. `name` is what the messages call the text.
    """
    return _read(text, name, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _read(text: str, name: str, loader: type[yaml.BaseLoader]) -> Document:
    reader = _Reader(name, text)
    try:
        reader.letters()
        tree = reader.document(yaml.parse(text, Loader=loader))
    except _RefusedError as refused:
        reader.fault(refused.mark, refused.message, refused.hint)
        tree = {}
    except yaml.MarkedYAMLError as error:
        if TOO_DEEP in (error.problem or "") and loader is not yaml.BaseLoader:
            return _read(text, name, yaml.BaseLoader)
        context = error.context or ""
        in_quotes = "quoted scalar" in context
        at = (error.context_mark if in_quotes else None) or error.problem_mark or error.context_mark
        mark = Mark(at.line + 1, at.column + 1) if at else Mark(1, 1)
        problem = error.problem or context
        reader.fault(mark, *said_plainly(text, problem, context, mark.line, mark.column))
        tree = {}
    except yaml.YAMLError as error:
        reader.fault(Mark(1, 1), f"{NOT_YAML}: {str(error).splitlines()[0]}")
        tree = {}
    return Document(
        name, tree, reader.values, reader.keys, tuple(reader.problems), tuple(reader.cut)
    )


class _Reader:
    """Builds one tree from a stream of parser events."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.may_cut = "#" in text
        self.has_spaces = "\\" in text or bool(SPACES.search(text))  # or written as an escape
        self.lines: list[str] = []
        self.cut: list[Problem] = []
        self.values: dict[Location, Mark] = {}
        self.keys: dict[Location, Mark] = {}
        self.problems: list[Problem] = []

    def fault(self, mark: Mark, message: str, hint: str = "") -> None:
        self.problems.append(Problem(f"{self.name}:{mark.line}:{mark.column}", message, hint))

    def letters(self) -> None:
        """See that the text holds only what YAML calls characters."""
        if found := UNREADABLE.search(self.text):
            before = self.text[: found.start()]
            mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = f"U+{ord(found[0]):04X} is no letter"
            raise _RefusedError(mark, message, "take it out")

    def scalar(self, event: yaml.ScalarEvent) -> str:
        """Return the text of `event`, with plain spaces; keep where a sharp sign may have cut it."""
        value = str(event.value)
        if self.may_cut and value and not event.style and (end := event.end_mark):
            self.lines = self.lines or self.text.split("\n")
            rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
            if CUT.match(rest) and (" " in value or rest.lstrip()[1:2].strip()):
                left = quoted(rest.strip())
                message = (
                    f"the text ends before {left}: a sharp sign after a space begins a comment"
                )
                where = f"{self.name}:{end.line + 1}:{end.column + 2}"
                self.cut.append(Problem(where, message, QUOTES))
        return SPACES.sub(" ", value) if self.has_spaces else value

    def document(self, events: Iterator[yaml.Event]) -> Tree:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                tree = self.node(event, events, ())
                self.nothing_more(events)
                return tree or {}
        self.values[()] = Mark(1, 1)
        return {}

    def nothing_more(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                raise _RefusedError(
                    _mark(event), "a second document", "one file holds one document"
                )

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], location: Location) -> Tree:
        self.values[location] = mark = _mark(event)
        if len(location) > DEEPEST:
            raise _RefusedError(mark, "nested too deeply", f"at most {DEEPEST} levels")
        if not isinstance(event, KINDS) or event.anchor is not None:
            raise _RefusedError(mark, "anchors and aliases (& and *) are not read", IN_FULL)
        if event.tag not in PLAIN_TAGS:
            message = f"tags such as {quoted(str(event.tag))} are not read"
            raise _RefusedError(mark, message, PLAIN_VALUES)
        if type(event) is yaml.ScalarEvent:
            return self.scalar(event)
        if type(event) is yaml.SequenceStartEvent:
            return self.sequence(events, location)
        return self.mapping(events, location)

    def sequence(self, events: Iterator[yaml.Event], location: Location) -> list[Tree]:
        items: list[Tree] = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self.node(event, events, (*location, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        of_key = (*location, "key")
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self.node(event, events, of_key)
            mark = self.values[of_key]
            if not isinstance(key, str):
                raise _RefusedError(mark, "a key is a list or a mapping", "keys are plain words")
            below = (*location, key)
            value = self.node(next(events), events, below)
            if key in found:
                self.fault(mark, f"the key {quoted(key)} stands here twice", "keep one of the two")
            else:
                found[key] = value
                self.keys[below] = mark
        return found


def _mark(event: yaml.Event) -> Mark:
    at = event.start_mark
    return Mark(at.line + 1, at.column + 1) if at else Mark(1, 1)
