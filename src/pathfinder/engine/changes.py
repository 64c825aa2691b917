"""Other answers than those given: which may be proposed, and in which words."""

from collections.abc import Iterator, Mapping, Sequence

from pathfinder.engine.voices import voice_of
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.why import Change, ChangeShown

Try = tuple[Change, ...]
"""One change, or two of different questions made together."""


def changes(kb: KnowledgeBase, answers: Answers) -> Iterator[Change]:
    """Yield every single change of `answers` that may be told, in the order of the questions.

    Only a question that is `changeable` is answered otherwise. What was said stands where it bears
    a risk, and nothing that bears a risk or halts is proposed. Of several options one is added or
    taken away, never `none`.
    """
    for question in kb.questions:
        if question.changeable:
            yield from _changes_of(question, answers.get(question.id, ()))


def _changes_of(question: Question, said: Sequence[OptionId]) -> Iterator[Change]:
    one = question.type == "one"
    free = [option.id for option in question.options if not (option.risk or option.halts)]
    replaced = said[0] if said and (one or said[0] == NONE) else None
    if one and said and replaced not in free:
        return
    for option in free:
        if option not in said and (one or option != NONE):
            yield Change(question.id, add=option, remove=replaced)
        elif option in said and not one and option != NONE:
            yield Change(question.id, add=None, remove=option)


def changed(answers: Answers, made: Try) -> Answers:
    """Return `answers` after the changes `made`; a question with no option left is skipped."""
    after = dict(answers)
    for question, add, remove in made:
        kept = tuple(option for option in answers.get(question, ()) if option != remove)
        after[question] = kept if add is None else (*kept, add)
    return {question: options for question, options in after.items() if options}


def change_shown(kb: KnowledgeBase, answers: Answers, change: Change) -> ChangeShown:
    """Return `change` of `answers` in the words of its question and options."""
    words = kb.interface
    question = next(q for q in kb.questions if q.id == change.question)
    label = labels(answers, question)
    added = label[change.add] if change.add else ""
    before = label[change.remove] if change.remove else ""
    if not added:
        said = f"{words.without} {before}"
    elif question.id in answers and not before:
        said = f"{words.too} {added}"
    else:
        said = f"{added} ({words.now}: {before or words.not_answered})"
    return ChangeShown(
        question=change.question,
        add=change.add,
        remove=change.remove,
        text=f"{question.name}: {said}",
    )


def labels(answers: Answers, question: Question) -> Mapping[OptionId, str]:
    """Return the options of `question` in words, as said to who gave `answers`."""
    voice = voice_of(answers, about_use=question.about_use)
    return {option.id: in_voice(option.label, voice) for option in question.options}
