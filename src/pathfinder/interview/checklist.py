"""The checklist of an interview: one question made of rare facts, and what its lines say to others."""

from collections.abc import Callable

from pathfinder.model.answers import Answers, Said
from pathfinder.model.checklist import CHECKLIST, Line
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.question import NONE, Option, Question, QuestionType


def checklist_question(kb: KnowledgeBase, is_open: Callable[[QuestionId], bool]) -> Question | None:
    """Return the checklist as a question, with the lines about what `is_open`; none, no question."""
    words = kb.interface
    lines = [line for line in kb.checklist if all(map(is_open, line.questions()))]
    options = tuple(Option(id=line.id, label=line.label) for line in lines)
    if not options:
        return None
    return Question(
        id=CHECKLIST,
        name=words.checklist_name,
        type=QuestionType.MANY,
        prompt=words.checklist,
        help=words.checklist_help,
        options=(*options, Option(id=NONE, label=words.checklist_none)),
    )


def with_lines(kb: KnowledgeBase, said: Said) -> Said:
    """Return what was `said`, and what the ticked lines say to questions that have no answer."""
    if CHECKLIST not in said:
        return said
    told = _told(kb, said[CHECKLIST])
    answered = {question: options for question, options in said.items() if options}
    return {**said, **told, **answered}


def lines_met(kb: KnowledgeBase, answers: Answers) -> tuple[OptionId, ...]:
    """Return the lines that hold with `answers`."""

    def holds(line: Line) -> bool:
        return bool(line.says) and all(
            not set(options).isdisjoint(answers.get(question, ()))
            for question, options in line.says.items()
        )

    return tuple(line.id for line in kb.checklist if holds(line))


def opened(kb: KnowledgeBase, said: Said) -> frozenset[QuestionId]:
    """Return the questions that the ticked lines open."""
    ticked = said.get(CHECKLIST, ())
    return frozenset(line.opens for line in kb.checklist if line.opens and line.id in ticked)


def covered(kb: KnowledgeBase) -> frozenset[QuestionId]:
    """Return the questions that the lines are about."""
    return frozenset(question for line in kb.checklist for question in line.questions())


def settles(kb: KnowledgeBase, said: Said, question: Question) -> bool:
    """Return whether the checklist, once said, leaves nothing to ask of `question`.

    So it is where a line that was ticked answers a question that takes one option, and where its
    lines name every option there is.
    """
    if CHECKLIST not in said:
        return False
    told = _told(kb, said[CHECKLIST])
    if question.id not in told:
        return False
    if question.type is QuestionType.ONE and told[question.id] != (NONE,):
        return True
    named = {
        option
        for line in kb.checklist
        for part in (line.says, line.otherwise)
        for option in part.get(question.id, ())
    }
    return all(option.id in named for option in question.options)


def _told(kb: KnowledgeBase, ticked: tuple[OptionId, ...]) -> Said:
    """Return what `ticked` lines say to each question; to one that takes one option, the first."""
    told: dict[QuestionId, list[OptionId]] = {}
    for line in kb.checklist:
        for question, options in line.says.items() if line.id in ticked else ():
            told.setdefault(question, []).extend(options)
    for line in kb.checklist:
        for question, options in line.otherwise.items():
            told.setdefault(question, [*options])
    return {
        question.id: (told[question.id][0],)
        if question.type is QuestionType.ONE
        else tuple(o.id for o in question.options if o.id in told[question.id])
        for question in kb.questions
        if question.id in told
    }
