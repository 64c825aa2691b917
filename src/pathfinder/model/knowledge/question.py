"""Questions and the options they offer."""

from typing import Literal

import msgspec

from pathfinder.model.condition import Condition, OptionId, QuestionId
from pathfinder.model.knowledge.wording import Wording

NONE = OptionId("none")
"""Where several options may be chosen: none of them. It stands alone."""


QuestionType = Literal["one", "many"]
"""How many options an answer holds."""


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that can be said to a question.

    `risk`: adding it never removes an emergency or urgent notice, and nobody is told to take it back.
    `halts`: nothing more is asked and no suggestion is made; the notices are the result.
    `share`: of a hundred people asked, how many say it; a guess, used only to choose questions.
    """

    id: OptionId
    label: Wording
    aliases: tuple[str, ...] = ()
    risk: bool = False
    halts: bool = False
    share: float | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked.

    `name`: what it is about, in a word or two. `about_use`: with a loved one, the answer is about
    them, not the asker. `pinned`: asked in its place, whatever it can still change.
    `core`: asked before the first list. `changeable`: the answer is a choice or easily misspoken, and another one may be proposed.
    """

    id: QuestionId
    name: str
    type: QuestionType
    prompt: Wording
    help: Wording
    options: tuple[Option, ...]
    about_use: bool = False
    pinned: bool = False
    core: bool = False
    changeable: bool = False
    ask_when: Condition | None = None

    @property
    def asks_of_danger(self) -> bool:
        """Return whether it is the question about danger now: an answer to it may end the rest."""
        return any(option.halts for option in self.options)
