"""Questions and the options they offer."""

from enum import Enum

import msgspec

from pathfinder.model.condition import Condition, OptionId, QuestionId
from pathfinder.model.wording import Wording


class QuestionType(Enum):
    """How many options an answer holds."""

    ONE = "one"
    MANY = "many"


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that can be said to a question.

    `risk`: adding it never removes an emergency or urgent notice.
    `halts`: nothing more is asked and no suggestion is made; the notices are the result.
    """

    id: OptionId
    label: Wording
    aliases: tuple[str, ...] = ()
    risk: bool = False
    halts: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked. `about_use`: with a loved one, the answer is about them, not the asker."""

    id: QuestionId
    type: QuestionType
    prompt: Wording
    help: Wording
    options: tuple[Option, ...]
    about_use: bool = False
    ask_when: Condition | None = None
