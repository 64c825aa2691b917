"""Handouts to test: of the people of the vignettes, and of the hardest answers we know."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

from pathfinder import suggest
from pathfinder.answers.line import read_sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.handout.compose import handouts
from pathfinder.render.handout.pagination import fitting
from pathfinder.render.handout.parts import Handout
from pathfinder.render.trimming import private

VIGNETTES: dict[str, Any] = {
    vignette["id"]: vignette["answers"]
    for vignette in yaml.safe_load(
        (Path(__file__).parent / "authored" / "vignettes.yaml").read_text("utf-8")
    )["vignettes"]
}

WORST = {
    QuestionId(question): OptionId(option)
    for question, option in {
        "drinking": "daily_heavy",
        "goal": "moderation",
        "pregnant": "maybe",
        "stage": "using",
    }.items()
}
"""Where one option is to be chosen, the one that brings the most notices."""


def answers_of(kb: KnowledgeBase, vignette: str) -> Answers:
    """Return what the person of `vignette` answers."""
    return read_sheet(json.dumps(VIGNETTES[vignette]).encode(), QuestionIndex(kb)).answers


def handout_of(kb: KnowledgeBase, answers: Answers, *, is_full: bool = False) -> Handout:
    """Return the handout that `pathfinder suggest` makes of `answers`."""
    result = suggest(kb, answers)
    return fitting(handouts(kb, result if is_full else private(result), is_full=is_full))


def hard(kb: KnowledgeBase) -> list[Answers]:
    """Return answers that call for the most notices: all that can be said at once, for each voice."""
    everything: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in kb.questions:
        ids = [o.id for o in question.options if o.id != "none" and not o.halts]
        one = [WORST[question.id]] if question.id in WORST else ids[:1]
        everything[question.id] = tuple(one if question.type == "one" else ids)
    whom = QuestionId("for_whom")
    ids = [option.id for q in kb.questions if q.id == whom for option in q.options]
    return [{**everything, whom: (id_,)} for id_ in ids]


MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
"""Markdown as it is read where handouts are pasted: with what many readers add to CommonMark."""

INLINE = {"a", "span", "strong"}


class Document(HTMLParser):
    """The words of a document, in order, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.in_style = tag == "style"
        if tag not in INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.in_style &= tag != "style"

    def handle_data(self, data: str) -> None:
        if not self.in_style:
            self.text.append(data)


BLOCKS = {
    "inline", "hr", "heading_open", "heading_close", "paragraph_open", "paragraph_close",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
}  # fmt: skip
PARTS = {"text", "strong_open", "strong_close"}
"""What a handout in Markdown is made of: no HTML, no link, no code."""


def document_of(html: str) -> Document:
    """Return what is in `html`."""
    document = Document()
    document.feed(html)
    return document


def html_text(html: str) -> str:
    """Return what is read in `html`, on one line."""
    return " ".join("".join(document_of(html).text).split())


def markdown_text(markdown: str) -> str:
    """Return what is read in `markdown`, on one line, once it is sure that no HTML is in it."""
    said: list[str] = []
    for token in MARKDOWN.parse(markdown):
        assert token.type in BLOCKS, token.type
        for part in token.children or ():
            assert part.type in PARTS, part.type
            said.append(part.content)
        said.append(" ")
    return " ".join("".join(said).split())
