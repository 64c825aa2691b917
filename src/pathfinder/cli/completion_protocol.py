"""The answer to a shell that completes an unfinished word.

Typer's own scripts complete no path in bash, no file in fish, and load rich for each meaning.
"""

import os

from typer.main import get_command

from pathfinder.cli.app import app
from pathfinder.cli.options.completers import WORD, WORDS
from pathfinder.cli.typer_internals import CompletionItem, ShellComplete


class WordCompletion(ShellComplete):
    """One line for each word that the unfinished one may become: the word, a tab, its meaning."""

    name = "words"
    source_template = ""

    def source_vars(self) -> dict[str, str]:
        """Return nothing: `pathfinder completion` prints the scripts."""
        return {}

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the unfinished one, and that one."""
        _, *before = os.environ.get(WORDS, "").split("\n")
        if before[-1:] == ["="]:  # bash takes --goal=quit for three words
            before.pop()
        return before, os.environ.get(WORD, "")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what `incomplete` may become after `args`."""
        found = super().get_completions(args[:], incomplete)
        is_value = bool(args) and args[-1].startswith("-")
        if not (found or incomplete or is_value):
            return super().get_completions(args, "-")
        flag, equals, _ = incomplete.partition("=")
        if equals and flag:
            return [CompletionItem(f"{flag}={item.value}", help=item.help) for item in found]
        return found

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line for `item`."""
        return f"{item.value}\t{' '.join((item.help or '').split())}"


def answer() -> str:
    """Return the lines for the word that the environment tells of; nothing, where none fits."""
    lines = WordCompletion(get_command(app), {}, "pathfinder", WORDS).complete()
    return lines and lines + "\n"
