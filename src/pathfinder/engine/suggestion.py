"""From a knowledge base and sheets of answers to results."""

from collections.abc import Collection, Sequence

from msgspec import UNSET

from pathfinder.engine.case import cases_on, gathered, voices, where_halted
from pathfinder.engine.columns import columns_of
from pathfinder.engine.notification import notices
from pathfinder.engine.openness import open_questions, with_trials
from pathfinder.engine.places import first_three
from pathfinder.engine.planning import plans
from pathfinder.engine.ranking import suggestions
from pathfinder.engine.scoring import scored, with_eligibility
from pathfinder.engine.withholding import withheld
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.result import FORMAT, KnowledgeUsed, Result, Suggestion
from pathfinder.model.wording import in_voice

PARTS = frozenset({"notices", "suggestions", "plan", "withheld", "open_questions"})
"""The parts of a result that take time."""


def suggest(kb: KnowledgeBase, answers: Answers) -> Result:
    """Return the notices, the ranked suggestions and what is withheld for `answers`.

    `answers` holds ids of `kb` only (`pathfinder.answers.parse` reads and checks them). The
    same answers, in whatever order, give an equal result. Nothing is read or written.
    """
    return suggest_each(kb, [answers])[0]


def suggest_each(
    kb: KnowledgeBase, sheets: Sequence[Answers], parts: Collection[str] = PARTS
) -> list[Result]:
    """Return what `suggest` returns for each of `sheets`, all evaluated at once.

    Those of `PARTS` that are not among `parts` are not worked out, and stay empty.
    """
    if not sheets:
        return []
    columns = columns_of(sheets, kb.conditions)
    trials = with_trials(kb, columns) if "open_questions" in parts else None
    tried = trials.columns if trials else with_eligibility(columns, kb.supports)
    eligible = {id_: where & columns.every for id_, where in tried.eligible.items()}
    cases = cases_on(kb, columns._replace(eligible=eligible))
    going_on = cases.every & ~where_halted(kb, columns)
    ranks = scored(tried, kb.needs, kb.supports)
    first = first_three(ranks, tried.every) if trials else ()
    advice = gathered(
        [
            [(in_voice(kb.choosing, voice), where)]
            for voice, where in voices(columns, about_use=True)
        ],
        cases.every,
    )
    none: list[tuple[()]] = [()] * len(sheets)
    suggested: Sequence[tuple[Suggestion, ...]] = none
    if not {"suggestions", "plan"}.isdisjoint(parts):
        suggested = suggestions(cases, ranks, going_on)
    made = zip(
        notices(cases) if "notices" in parts else none,
        suggested,
        advice.values(),
        plans(cases, sheets, suggested) if "plan" in parts else [None] * len(sheets),
        withheld(cases) if "withheld" in parts else none,
        open_questions(cases, trials, first, going_on) if trials else none,
        strict=True,
    )
    used = KnowledgeUsed(version=kb.version, sha256=kb.sha256, places=kb.places or UNSET)
    return [
        Result(
            format=FORMAT,
            knowledge=used,
            notices=shown,
            suggestions=suggestions_,
            choosing=choosing,
            plan=plan,
            withheld=kept_back,
            open_questions=open_,
        )
        for shown, suggestions_, (choosing,), plan, kept_back, open_ in made
    ]
