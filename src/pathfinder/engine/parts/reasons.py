"""What speaks for a support and against it, and how well it fits."""

from collections.abc import Iterable, Iterator

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.rests_on import NO_QUESTION, rested_on
from pathfinder.engine.spread import Spread
from pathfinder.engine.voices import spoken
from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge.support import Rule
from pathfinder.model.results.parts import Fit, Reason


def reasons_of(
    evaluation: Evaluation, rules: Iterable[Rule], cache: dict[int, Spread[Reason]]
) -> Iterator[Spread[Reason]]:
    """Yield the reason of each of `rules`, which are met on some sheets, strongest first.

    `cache` keeps what was made of a rule, since many supports share it.
    """
    for rule in sorted(rules, key=lambda rule: -rule.weight):
        if id(rule) not in cache:
            cache[id(rule)] = _reason(evaluation, rule)
        yield cache[id(rule)]


def _reason(evaluation: Evaluation, rule: Rule) -> Spread[Reason]:
    where = evaluation.met(rule.when)
    columns = evaluation.columns
    rests_on = rested_on(rule.when, columns, where) if rule.when else {NO_QUESTION: where}
    return [
        (
            Reason(text=text, weight=rule.weight, answers=evaluation.prepared.in_order(questions)),
            both,
        )
        for text, heard in spoken(evaluation, rule.because, rule.when)
        for questions, sheets in rests_on.items()
        if (both := heard & sheets)
    ]


def fits(
    wishes: frozenset[QuestionId], reasons: Iterable[Spread[Reason]], suggested: int
) -> dict[int, Fit]:
    """Return, by position, how well a support fits: by how many of a person's choices and `wishes` speak for it.

    What they use and who they are opens its need already, and is not counted again.
    """
    speaking: dict[QuestionId, int] = {}
    for reason, where in (part for spread in reasons for part in spread):
        if reason.weight > 0:
            for question in wishes.intersection(reason.answers):
                speaking[question] = speaking.get(question, 0) | where
    one = several = 0
    for where in speaking.values():
        several |= one & where
        one |= where
    found: dict[int, Fit] = dict.fromkeys(positions(suggested), "possible")
    if one:
        found |= dict.fromkeys(positions(suggested & one), "good")
    if several:
        found |= dict.fromkeys(positions(suggested & several), "strong")
    return found
