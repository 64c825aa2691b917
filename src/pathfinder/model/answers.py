"""What a person said: the options chosen, by question. A question left out was skipped."""

from collections.abc import Mapping

from pathfinder.model.condition import OptionId, QuestionId

Answers = Mapping[QuestionId, tuple[OptionId, ...]]
"""Options by question. Every id is one of the knowledge base, and no tuple is empty."""

Said = Mapping[QuestionId, tuple[OptionId, ...]]
"""What was said to each question that was asked; no option means that it was skipped."""
