"""Check of the answers that may be proposed to be otherwise: never one that safety rests on."""

from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.authored_items import Items
from pathfinder.model.question import Question


def check_changeable(items: Items, questions: Iterable[Question]) -> Iterator[Problem]:
    """Yield each of `questions` that is changeable, with an option that bears a risk or halts."""
    wrong = {
        question.id
        for question in questions
        if question.changeable and any(option.risk or option.halts for option in question.options)
    }
    for item in items["questions"]:
        if item.id in wrong:
            message = "a question with an option that bears a risk or halts is not changeable"
            yield item.problem(message, "changeable", hint="leave out changeable")
