"""Terminals for the tests that press keys."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathfinder.model.condition import QuestionId

if sys.platform != "win32":
    from tests.e2e.terminal import Open, Terminal, shipped, terminals, walk_until

    @pytest.fixture(name="terminal")
    def opened_terminals() -> Iterator[Open]:
        """Open terminals, and close them after the test."""
        yield from terminals()

    @pytest.fixture
    def at_the_question(terminal: Open, tmp_path: Path) -> Open:
        """Open a terminal that waits for the answer to a question, everything before it skipped."""

        def at_(id_: str, *, plain: bool) -> Terminal:
            first, *others = (question.id for question in shipped().questions)
            skipped = tmp_path / "skipped.yaml"
            before = others[: others.index(QuestionId(id_))] if id_ != first else []
            skipped.write_text(json.dumps(dict.fromkeys(before)), encoding="utf-8")
            at = terminal("interview", "--resume", str(skipped), plain=plain)
            assert at.question().id == first
            at.press("a")
            return walk_until(at, id_)

        return at_
