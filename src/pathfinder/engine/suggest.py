"""From a knowledge base and sheets of answers to results."""

from collections.abc import Collection, Sequence

from msgspec import UNSET

from pathfinder.engine.evaluation import Evaluation, evaluation_of
from pathfinder.engine.parts.first_week import plans
from pathfinder.engine.parts.notices import notices
from pathfinder.engine.parts.open_questions import open_questions
from pathfinder.engine.parts.suggestions import suggestions
from pathfinder.engine.parts.withheld import withheld
from pathfinder.engine.spread import gathered
from pathfinder.engine.voices import voices
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
    evaluation = evaluation_of(kb, sheets, with_trials="open_questions" in parts)
    none: list[tuple[()]] = [()] * len(sheets)
    suggested: Sequence[tuple[Suggestion, ...]] = none
    if not {"suggestions", "plan"}.isdisjoint(parts):
        suggested = suggestions(evaluation)
    made = zip(
        notices(evaluation) if "notices" in parts else none,
        suggested,
        _advice(evaluation),
        plans(evaluation, suggested) if "plan" in parts else [None] * len(sheets),
        withheld(evaluation) if "withheld" in parts else none,
        open_questions(evaluation) if "open_questions" in parts else none,
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
        for shown, suggestions_, choosing, plan, kept_back, open_ in made
    ]


def _advice(evaluation: Evaluation) -> list[str]:
    """Return, for each sheet, what holds for any choice among the suggestions."""
    spoken = voices(evaluation.columns, about_use=True)
    said = [(in_voice(evaluation.kb.choosing, voice), where) for voice, where in spoken]
    return [advice for (advice,) in gathered([said], evaluation.every).values()]
