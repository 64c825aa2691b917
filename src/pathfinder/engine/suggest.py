"""From a knowledge base and sheets of answers to results."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import UNSET

from pathfinder.engine.evaluation import Evaluation, evaluation_of
from pathfinder.engine.lone_answers import fewest_tries
from pathfinder.engine.parts.first_week import plans
from pathfinder.engine.parts.notices import notices
from pathfinder.engine.parts.open_questions import open_questions
from pathfinder.engine.parts.suggestions import suggestions, unplaced
from pathfinder.engine.parts.withheld import withheld
from pathfinder.engine.spread import gathered
from pathfinder.engine.trials import most_trials
from pathfinder.model.answers import Answers
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import KnowledgeUsed
from pathfinder.model.results.result import FORMAT, Result, Suggestion

Parts = Mapping[str, Collection[str]]
"""Parts of a result; of what is in each, the keys that are wanted, or none for all of them."""

PARTS: Parts = dict.fromkeys(("notices", "suggestions", "plan", "withheld", "open_questions"), ())
"""The parts that take time."""

VARYING = frozenset({"rank", "need", "score", "fit", "reasons", "cautions"})
"""What of a suggestion differs from sheet to sheet."""

MOST_BITS = 1 << 23
"""How many supports times sheets and trials are evaluated at once: more take memory, and no less time."""


def suggest(kb: KnowledgeBase, answers: Answers) -> Result:
    """Return the notices, the ranked suggestions and what is withheld for `answers`.

    `answers` holds ids of `kb` only (`pathfinder.answers.parse` reads and checks them). The
    same answers, in whatever order, give an equal result. Nothing is read or written.
    """
    return next(suggest_each(kb, [answers]))


def suggest_each(
    kb: KnowledgeBase, sheets: Sequence[Answers], parts: Parts = PARTS
) -> Iterator[Result]:
    """Yield what `suggest` returns for each of `sheets`, many of which are evaluated at once.

    Those of `PARTS` that are not among `parts` are not worked out, and stay empty; so may what is
    in one and not among its keys.
    """
    tries = fewest_tries(kb, len(sheets)) if "open_questions" in parts else None
    bits = len(kb.supports) * (1 if tries is None else most_trials(tries))
    at_once = max(1, MOST_BITS // bits)
    for start in range(0, len(sheets), at_once):
        some = sheets[start : start + at_once]
        evaluation = evaluation_of(kb, some, tries)
        yield from _results(evaluation, parts)


def _results(evaluation: Evaluation, parts: Parts) -> Iterator[Result]:
    kb = evaluation.kb
    none: list[tuple[()]] = [()] * len(evaluation.answers)
    suggested: Sequence[tuple[Suggestion, ...]] = none
    if "plan" in parts or _vary(parts):
        suggested = suggestions(evaluation)
    elif "suggestions" in parts:
        suggested = unplaced(evaluation)
    made = zip(
        notices(evaluation) if "notices" in parts else none,
        suggested,
        _advice(evaluation),
        plans(evaluation, suggested) if "plan" in parts else [None] * len(evaluation.answers),
        withheld(evaluation) if "withheld" in parts else none,
        open_questions(evaluation) if "open_questions" in parts else none,
        strict=True,
    )
    used = KnowledgeUsed(version=kb.version, sha256=kb.sha256, places=kb.places or UNSET)
    for shown, suggestions_, choosing, plan, kept_back, open_ in made:
        yield Result(
            format=FORMAT,
            knowledge=used,
            notices=shown,
            suggestions=suggestions_,
            choosing=choosing,
            plan=plan,
            withheld=kept_back,
            open_questions=open_,
        )


def _vary(parts: Parts) -> bool:
    """Return whether anything is wanted of suggestions that differs from sheet to sheet."""
    if "suggestions" not in parts:
        return False
    keys = parts["suggestions"]
    return not keys or not VARYING.isdisjoint(keys)


def _advice(evaluation: Evaluation) -> list[str]:
    """Return, for each sheet, what holds for any choice among the suggestions."""
    spoken = evaluation.voices(about_use=True)
    said = [(in_voice(evaluation.kb.choosing, voice), where) for voice, where in spoken]
    return [advice for (advice,) in gathered([said], evaluation.every).values()]
