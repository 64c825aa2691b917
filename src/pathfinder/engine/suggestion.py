"""From a knowledge base and one set of answers to the result."""

from pathfinder.engine.case import case_of, is_halted, voice_of
from pathfinder.engine.notification import notices
from pathfinder.engine.openness import open_questions
from pathfinder.engine.ranking import suggestions
from pathfinder.engine.scoring import first_three, scored
from pathfinder.engine.withholding import withheld
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.result import FORMAT, KnowledgeUsed, Result
from pathfinder.model.wording import in_voice


def suggest(kb: KnowledgeBase, answers: Answers) -> Result:
    """Return the notices, the ranked suggestions and what is withheld for `answers`.

    `answers` holds ids of `kb` only (`pathfinder.knowledge.answers` reads and checks them). The
    same answers, in whatever order, give an equal result. Nothing is read or written.
    """
    case = case_of(kb, answers)
    halted = is_halted(kb, answers)
    ranks = () if halted else scored(case.sheets, kb.supports)
    first = first_three(ranks, case.sheets.every)
    return Result(
        format=FORMAT,
        knowledge=KnowledgeUsed(version=kb.version, sha256=kb.sha256),
        notices=notices(case),
        suggestions=suggestions(case, ranks, first),
        choosing=in_voice(kb.choosing, voice_of(answers, about_use=True)),
        withheld=tuple(withheld(case)),
        open_questions=() if halted else open_questions(case, first),
    )
