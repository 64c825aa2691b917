"""A file of answers to fill in: every question with its options, and no answer."""

from collections.abc import Iterable, Iterator

from pathfinder.answers.parse import some_options
from pathfinder.model.question import Question, QuestionType


def blank_answers(questions: Iterable[Question]) -> Iterator[str]:
    """Yield the lines of an answers file with every question, its options, and no answer."""
    from pathfinder.model.wording import Voice, in_voice

    yield "# Answers for `pathfinder suggest --answers FILE`. Leave out what you do not want to say."
    for question in questions:
        one = question.type is QuestionType.ONE
        yield ""
        yield f"# {in_voice(question.prompt, Voice.SELF)}"
        yield f"# {'One' if one else 'Any'} of: {some_options(question).removeprefix('one of: ')}"
        yield f"{question.id}:{'' if one else ' []'}"
