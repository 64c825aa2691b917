"""The commands that documents show, and what they are shown to print.

    python -m tests.samples

writes anew what the programs print now, wherever a document shows all of it.
"""

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^ *```(?:sh|console)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SESSION = re.compile(r"(?<=^\$ )(.+)\n((?:(?!```|\$ ).*\n)*)", re.MULTILINE)
LEFT_OUT = "..."
"""A line that stands for any lines."""


class Example(NamedTuple):
    """A command that a document shows, and what it is shown to print, if that is shown."""

    command: str
    printed: str


def examples_of(text: str) -> Iterator[Example]:
    """Yield the commands in the blocks of `text`: each line of `sh`, each `$` of `console`."""
    for block in map(textwrap.dedent, FENCE.findall(text)):
        if "$ " in block:
            yield from (Example(*session) for session in SESSION.findall(block))
        else:
            yield from (
                Example(line, "") for line in block.splitlines() if line[:1] not in {"", "#"}
            )


def environment(home: Path, *search: str) -> Mapping[str, str]:
    """Return the environment of a person at `home`, with the programs installed beside this one."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COV", "XDG", "PATHFINDER"))}
    return {
        **kept,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, [*search, kept.get("PYTHONPATH", "")])),
    }


def ran(
    command: str, folder: Path, env: Mapping[str, str], within: Sequence[str] = ()
) -> "subprocess.CompletedProcess[str]":
    """Run `command` in `folder` by a shell that `within` may start, and return what came of it."""
    return subprocess.run(
        [*within, "sh", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )


def written_anew(text: str, folder: Path) -> str:
    """Return `text` with what its commands print now, run in `folder`, where it shows all of it."""

    def now(session: re.Match[str]) -> str:
        if not session[2] or LEFT_OUT in session[2].splitlines():
            return session[0]
        return f"{session[1]}\n{ran(session[1], folder, environment(folder)).stdout}"

    return SESSION.sub(now, text)


def main() -> None:
    """Write anew every document that shows what a command prints."""
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            if (new := written_anew(text, Path(folder))) != text:
                document.write_text(new, "utf-8")
                sys.stdout.write(f"{document.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
