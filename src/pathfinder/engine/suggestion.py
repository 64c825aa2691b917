"""From a knowledge base and sheets of answers to results."""

from collections.abc import Sequence

from pathfinder.engine.case import cases_on, gathered, voices, where_halted
from pathfinder.engine.columns import columns_of
from pathfinder.engine.notification import notices
from pathfinder.engine.openness import open_questions, with_trials
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
    return suggest_each(kb, [answers])[0]


def suggest_each(kb: KnowledgeBase, sheets: Sequence[Answers]) -> list[Result]:
    """Return what `suggest` returns for each of `sheets`, all evaluated at once."""
    if not sheets:
        return []
    columns = columns_of(sheets, kb.conditions)
    trials = with_trials(kb, columns)
    eligible = {id_: where & columns.every for id_, where in trials.columns.eligible.items()}
    cases = cases_on(kb, columns._replace(eligible=eligible))
    going_on = cases.every & ~where_halted(kb, columns)
    ranks = scored(trials.columns, kb.supports) if going_on else ()
    first = first_three(ranks, trials.columns.every)
    choosing = gathered(
        [
            [(in_voice(kb.choosing, voice), where)]
            for voice, where in voices(columns, about_use=True)
        ],
        cases.every,
    )
    used = KnowledgeUsed(version=kb.version, sha256=kb.sha256)
    parts = zip(
        notices(cases),
        suggestions(cases, ranks, first, going_on),
        choosing.values(),
        withheld(cases),
        open_questions(cases, trials, first, going_on),
        strict=True,
    )
    return [
        Result(
            format=FORMAT,
            knowledge=used,
            notices=shown,
            suggestions=suggested,
            choosing=advice,
            withheld=kept_back,
            open_questions=open_,
        )
        for shown, suggested, (advice,), kept_back, open_ in parts
    ]
