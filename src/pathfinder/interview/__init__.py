"""The interview as a pure state machine: what was said so far, what to ask next, and going back.

It knows no terminal. What was said to every question is kept, in any branch; what counts is decided
anew from it each time, so that an answer of a branch that closes stops counting, and counts again
when the branch opens again.
"""

from pathfinder.interview.choosing import Next, next_question
from pathfinder.interview.counting import (
    counted_answers,
    open_questions,
    open_said,
    said_before,
)
from pathfinder.interview.state import START, State, Stretch, Turn, answered, back, change, resumed

__all__ = [
    "START", "Next", "State", "Stretch", "Turn", "answered", "back", "change", "counted_answers",
    "next_question", "open_questions", "open_said", "resumed", "said_before",
]  # fmt: skip
