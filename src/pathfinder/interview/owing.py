"""What the checklists leave out: a rare answer that no line names, and that would bring a warning."""

from collections.abc import Iterable, Iterator

from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.parts.notice_forms import where_as_grave, where_shown
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge_base import KnowledgeBase


def owed(kb: KnowledgeBase, answers: Answers, questions: Iterable[Question]) -> set[QuestionId]:
    """Return those of `questions` where an option that no line names adds a grave notice."""
    trials = [(q.id, (*_beside(q, answers), o)) for q in questions for o in _unnamed(kb, q)]
    evaluation = evaluation_of(kb, [answers, *({**answers, id_: said} for id_, said in trials)])
    where = where_shown(evaluation)
    added = 0
    for notice in kb.notices:
        there = where_as_grave(evaluation, notice, *where[notice.id], "urgent")
        if not there & 1:
            added |= there
    return {id_ for place, (id_, _) in enumerate(trials, start=1) if added >> place & 1}


def _beside(question: Question, answers: Answers) -> tuple[OptionId, ...]:
    """Return what stands beside another option of `question`."""
    many = question.type == "many"
    return tuple(o for o in answers.get(question.id, ()) if o != NONE) if many else ()


def _unnamed(kb: KnowledgeBase, question: Question) -> Iterator[OptionId]:
    named = {
        option
        for checklist in kb.checklists
        for line in checklist.lines
        for option in line.says.get(question.id, ())
    }
    return (o.id for o in question.options if o.id != NONE and o.id not in named)
