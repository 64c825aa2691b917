"""The plainest possible reading of what rests on the order of the suggestions, for one sheet at a time."""

import itertools

from tests.oracle import Oracle, Sheet
from tests.oracle_needs import Stands, in_turn


def open_questions(oracle: Oracle, sheet: Sheet) -> list[str]:
    """Return the unanswered questions with an answer that changes the first three suggestions.

    None after an answer that halts, none that no longer applies; no answer that halts counts.
    """

    def first(answers: Sheet) -> list[str]:
        if oracle.halted(answers):
            return []
        return [stands.id for stands in itertools.islice(in_turn(oracle, answers), 3)]

    before = first(sheet)
    return [
        question["id"]
        for question in oracle.questions
        if question["id"] not in sheet
        and not oracle.halted(sheet)
        and oracle.truth(question.get("ask_when"), sheet) is not False
        and any(
            first({**sheet, question["id"]: [option["id"]]}) != before
            for option in oracle.options(question)
            if option.get("halts") != "true"
        )
    ]


def first_steps(oracle: Oracle, sheet: Sheet, most: int) -> list[Stands]:
    """Return what to begin with: the first ones, at most `most`, in their order.

    What was tried and left stands aside, unless it leads all the same. What was tried and liked takes
    the place of the last that is no care for a danger or for what was said.
    """
    ranked = oracle.order(sheet)
    left = sheet.get("tried_and_left", [])
    sound = [s for s in ranked if s.id not in left or s in ranked[:3]]
    steps = sound[:most]
    liked = [s for s in sound if s.id in sheet.get("tried_and_liked", [])][:1]
    for helped in liked:
        free = [s for s in steps if s.level > 2]
        if helped not in steps and (free or len(steps) < most):
            steps = [s for s in steps if s not in free[-1:]] + [helped]
    return sorted(steps, key=ranked.index)
