"""The plainest possible reading of what rests on the order of the suggestions, for one sheet at a time."""

from tests.oracle import Oracle, Sheet

LIFE_SAVING = 60


def open_questions(oracle: Oracle, sheet: Sheet) -> list[str]:
    """Return the unanswered questions with an answer that changes the first three suggestions.

    None after an answer that halts, none that no longer applies; no answer that halts counts.
    """

    def first(answers: Sheet) -> list[str]:
        return [id_ for id_, _ in oracle.ranking(answers)[:3]]

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


def first_steps(oracle: Oracle, sheet: Sheet, most: int) -> list[str]:
    """Return the supports to begin with: the first ones, at most `most`, in their order.

    What was tried and left stands aside, unless it leads all the same. What was tried and liked,
    then another kind where all are alike, takes the last place that saves no life.
    """
    score = dict(oracle.ranking(sheet))
    kind = {support["id"]: support["kind"] for support in oracle.supports}
    ranked = list(score)
    aside = [id_ for id_ in sheet.get("tried_and_left", []) if id_ not in ranked[:3]]
    sound = [id_ for id_ in ranked if id_ not in aside]
    liked = [id_ for id_ in sound if id_ in sheet.get("tried_and_liked", [])][:1]
    steps = sound[:most]

    def bring(new: str, kept: list[str]) -> None:
        free = [id_ for id_ in steps if id_ not in kept and not saves_a_life(oracle, id_, sheet)]
        if new in steps:
            return
        if len(steps) == most and free:
            steps.remove(free[-1])
        if len(steps) < most:
            steps.append(new)

    for id_ in liked:
        bring(id_, [])
    if len({kind[id_] for id_ in steps}) == 1:
        others = [id_ for id_ in sound if score[id_] > 0 and kind[id_] != kind[steps[0]]]
        for id_ in others[:1]:
            bring(id_, liked)
    return sorted(steps, key=ranked.index)


def saves_a_life(oracle: Oracle, id_: str, sheet: Sheet) -> bool:
    """Return whether a support that is suggested is there to save a life."""
    rules = oracle.met_rules(oracle.support(id_), sheet)
    return any(int(rule["weight"]) >= LIFE_SAVING for rule in rules)
