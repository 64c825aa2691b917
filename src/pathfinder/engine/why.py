"""Why one support stands where it does for one set of answers, and what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from pathfinder.engine.changes import change_shown, labels
from pathfinder.engine.columns import Columns, columns_of, evaluate, truth
from pathfinder.engine.evaluation import is_halted
from pathfinder.engine.ranking.bounds import serves
from pathfinder.engine.ranking.places import FIRST
from pathfinder.engine.rests_on import Questions, rested_on
from pathfinder.engine.suggest import suggest
from pathfinder.engine.what_if import WhatIf
from pathfinder.model.answers import Answers
from pathfinder.model.condition import (
    Condition,
    QuestionId,
    SupportId,
    Truth,
    questions_in,
)
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import Standing
from pathfinder.model.results.result import Result
from pathfinder.model.results.why import (
    FORMAT,
    Alternative,
    AnswerShown,
    ExplainedSuggestion,
    Explanation,
    Why,
)

NO_QUESTION: Questions = frozenset()


class WhyContext(NamedTuple):
    """One set of answers with what every explanation needs of it; `sheet` holds them alone."""

    kb: KnowledgeBase
    answers: Answers
    result: Result
    sheet: Columns
    what_if: WhatIf


def why(kb: KnowledgeBase, answers: Answers, support: SupportId) -> Why:
    """Return why `support`, an id of `kb`, is or is not suggested for `answers`.

    The same answers give an equal value. Nothing is read or written.
    """
    result = suggest(kb, answers)
    return Why(
        format=FORMAT,
        knowledge=result.knowledge,
        notices=result.notices,
        why=explanations(kb, answers, result, [support])[support],
    )


def explanations(
    kb: KnowledgeBase, answers: Answers, result: Result, supports: Iterable[SupportId]
) -> Mapping[SupportId, Explanation]:
    """Return why each of `supports` stands where it does in `result`, all that `answers` give."""
    sheet = columns_of([answers], kb.conditions)
    asked = WhyContext(kb, answers, result, sheet, WhatIf(kb, answers, result))
    return {id_: _explanation(asked, id_) for id_ in supports}


def explained(shown: Result, whys: Mapping[SupportId, Explanation]) -> Result:
    """Return `shown` with each suggestion explained by what `whys` holds for it."""
    suggestions = tuple(
        ExplainedSuggestion(**msgspec.structs.asdict(s), why=whys[s.id]) for s in shown.suggestions
    )
    return msgspec.structs.replace(shown, suggestions=suggestions)


def _explanation(asked: WhyContext, id_: SupportId) -> Explanation:
    support = next(support for support in asked.kb.supports if support.id == id_)
    suggestion = next((s for s in asked.result.suggestions if s.id == id_), None)
    withheld = next((w for w in asked.result.withheld if w.id == id_), None)
    halted = is_halted(asked.kb, asked.answers)
    standing: Standing
    if halted:
        standing = "halted"
    elif withheld:
        standing = "withheld"
    elif suggestion:
        standing = "top3" if suggestion.rank <= FIRST else "suggested"
    else:
        standing = "not_suggested"
    reasons = suggestion.reasons if suggestion else ()
    return Explanation(
        id=id_,
        name=support.name,
        standing=standing,
        rank=suggestion.rank if suggestion else None,
        need=suggestion.need if suggestion else None,
        serves=tuple(need.name for need in asked.kb.needs if serves(support, need.id)),
        score=suggestion.score if suggestion else None,
        moved_up=suggestion.moved_up if suggestion else None,
        reasons=tuple(reason for reason in reasons if reason.weight > 0),
        against=tuple(reason for reason in reasons if reason.weight < 0),
        withheld=withheld.reasons if withheld and not halted else (),
        safety=bool(withheld and withheld.safety and not halted),
        blocking=tuple(_blocking(asked, support)) if standing == "not_suggested" else (),
        unknown=() if halted else _unknown(asked, support, is_withheld=withheld is not None),
        alternatives=()
        if halted
        else tuple(
            Alternative(changes=tuple(change_shown(asked.kb, asked.answers, c) for c in made))
            for made in asked.what_if.alternatives(id_)
        ),
    )


def _blocking(asked: WhyContext, support: Support) -> Iterator[AnswerShown]:
    """Yield the answers that leave no need open that it serves, or nothing that speaks for it.

    With those answers alone, it is not suggested either.
    """
    found: set[QuestionId] = set()
    for condition in _called_for(asked, support):
        if (truth := _truth(asked, condition)) != "met":
            # What keeps it unknown may be a term that counts a skipped question as met.
            found |= (
                questions_in(condition, asked.kb.conditions)
                if truth == "unknown"
                else _rests_on(asked, condition)
            )
    for question in asked.kb.questions:
        if question.id in found and question.id in asked.answers:
            label = labels(asked.answers, question)
            said = "; ".join(label[option] for option in asked.answers[question.id])
            yield AnswerShown(question=question.id, text=f"{question.name}: {said}")


def _called_for(asked: WhyContext, support: Support) -> Iterator[Condition]:
    """Yield the conditions of which `support` needs some met: of needs, of serving them, of rules."""
    for need in asked.kb.needs:
        if serves(support, need.id):
            yield from (level.when for level in need.levels if level.when is not None)
    yield from (serve.when for serve in support.serves if serve.when is not None)
    yield from (rule.when for rule in support.rules if rule.weight > 0 and rule.when is not None)


def _unknown(asked: WhyContext, support: Support, *, is_withheld: bool) -> tuple[QuestionId, ...]:
    """Return the skipped questions, of those that apply, that keep a condition of `support` unknown.

    Of a support that is withheld only the requirements count that wait for an answer.
    """
    conditions = [
        requirement.needs
        for requirement in support.eligibility
        if not is_withheld or requirement.unknown == "withhold"
    ]
    if not is_withheld:
        conditions += [rule.when for rule in support.rules if rule.when is not None]
        conditions += [serve.when for serve in support.serves if serve.when is not None]
    found = NO_QUESTION.union(
        *(_rests_on(asked, c) for c in conditions if _truth(asked, c) == "unknown")
    )
    return tuple(
        question.id
        for question in asked.kb.questions
        if question.id in found
        and (question.ask_when is None or _truth(asked, question.ask_when) != "not_met")
    )


def _rests_on(asked: WhyContext, condition: Condition) -> frozenset[QuestionId]:
    return next(iter(rested_on(condition, asked.sheet, 1)))


def _truth(asked: WhyContext, condition: Condition) -> Truth:
    return truth(evaluate(condition, asked.sheet))
