"""A file of answers to fill in: every question with its options, and no answer."""

from collections.abc import Iterable, Iterator

from pathfinder.answers.parse import some_options
from pathfinder.model.knowledge.question import Question
from pathfinder.model.script_words import ScriptWords


def blank_answers(questions: Iterable[Question], words: ScriptWords) -> Iterator[str]:
    """Yield the lines of an answers file with every question, its options, and no answer."""
    from pathfinder.model.knowledge.wording import in_voice

    yield f"# {words.answers_for.format(command='pathfinder suggest --answers FILE')}"
    for question in questions:
        one = question.type == "one"
        yield ""
        yield f"# {in_voice(question.prompt, 'self')}"
        some = some_options(question)
        yield f"# {(words.one_of if one else words.any_of).format(options=some)}"
        yield f"{question.id}:{'' if one else ' []'}"
