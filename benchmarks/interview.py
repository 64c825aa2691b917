"""How many questions the interview needs, and what is lost by asking fewer.

    python benchmarks/interview.py [PEOPLE]

Invented people, drawn with another seed than those who choose the questions, from the shares that
`data/questions.yaml` states, answer what they are asked. Each is asked in three orders: by what
still matters, as authored, and at random. It reports, and passes or fails nothing.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from pathfinder import load_knowledge, suggest
from pathfinder.engine.case import is_halted
from pathfinder.engine.columns import columns_of
from pathfinder.engine.sampling import People, sampled
from pathfinder.engine.scoring import first_three, scored, with_eligibility
from pathfinder.interview import START, State, answered, counted_answers, next_question
from pathfinder.model.answers import Answers, Said
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.notice import Severity
from pathfinder.model.question import Question

KB = load_knowledge()
CHOOSING = sampled(KB.questions, 10_000)
OTHER_SEED = 2026
IN_ORDER = 0.002
"""Seconds; what is chosen faster was next in the order, and nothing was weighed."""

GRAVE = {Severity.EMERGENCY, Severity.URGENT}

Chooser = Callable[[State, Sequence[Question]], Question]


def person(people: People, sheet: int) -> Said:
    """Return what one of `people` would say to each question."""
    return {
        question.id: tuple(
            option.id
            for option in question.options
            if people.chosen[question.id].get(option.id, 0) >> sheet & 1
        )
        for question in KB.questions
    }


def first_of(kb: KnowledgeBase, answers: Answers) -> list[str]:
    """Return the first three suggestions for `answers`, in order."""
    if is_halted(kb, answers):
        return []
    columns = with_eligibility(columns_of([answers], kb.conditions), kb.supports)
    places = first_three(scored(columns, kb.supports), 1)
    return [id_ for place in places for id_, sheets in place.items() if sheets & 1]


def grave_of(answers: Answers) -> list[tuple[str, str]]:
    """Return the emergency and urgent notices for `answers`, with their text."""
    return [(n.id, n.text) for n in suggest(KB, answers).notices if n.severity in GRAVE]


def asked(says: Said, seconds: list[float]) -> Iterator[State]:
    """Yield the state after each question that still matters."""
    state = START
    while True:
        began = time.perf_counter()
        coming = next_question(KB, state, lambda: CHOOSING)
        seconds.append(time.perf_counter() - began)
        if coming is None:
            return
        state = answered(state, coming.question, says[coming.question.id])
        yield state


def all_asked(says: Said, order: random.Random | None) -> Iterator[State]:
    """Yield the state after each question that applies, as authored or in a random `order`."""
    state = START
    while coming := next_question(KB, state, lambda: CHOOSING, all_of_them=True):
        question = coming.question
        if order:
            left = [q for q in KB.questions if q.id not in state.said]
            order.shuffle(left)
            question = next(q for q in left if applies(state, q))
        state = answered(state, question, says[question.id])
        yield state


def applies(state: State, question: Question) -> bool:
    """Return whether `question` counts where it is answered now."""
    trial = answered(state, question, [question.options[0].id])
    return question.id in counted_answers(KB, trial)


def final_after(states: Sequence[State], whole: Sequence[str]) -> int:
    """Return after how many questions the first three stay as they are in the end."""
    needed = 0
    for i, state in enumerate(states, start=1):
        if set(first_of(KB, counted_answers(KB, state))) != set(whole):
            needed = i + 1
    return needed


def main(size: int) -> None:
    """Print the figures for `size` people."""
    people = sampled(KB.questions, size, OTHER_SEED)
    order = random.Random(OTHER_SEED)  # noqa: S311 - not for secrets
    seconds: list[float] = []
    put, apply, same, in_order, warned = 0, 0, 0, 0, 0
    needed: dict[str, list[int]] = {"what matters": [], "authored": [], "random": []}
    for sheet in range(size):
        says = person(people, sheet)
        everything = list(all_asked(says, None))
        whole = counted_answers(KB, everything[-1])
        best = first_of(KB, whole)
        states = list(asked(says, seconds))
        answers = counted_answers(KB, states[-1])
        put, apply = put + len(states), apply + len(everything)
        same += set(first_of(KB, answers)) == set(best)
        in_order += first_of(KB, answers) == best
        warned += grave_of(answers) == grave_of(whole)
        for name, walk in (
            ("what matters", states),
            ("authored", everything),
            ("random", list(all_asked(says, order))),
        ):
            needed[name].append(final_after(walk, best))
    chosen = [s for s in seconds if s > IN_ORDER] or seconds
    print(f"{size} people, {put / size:.1f} of {apply / size:.1f} questions that apply")
    print(f"questions put: {100 * put / apply:.1f} % (aim: at most 60)")
    print(f"same grave notices: {100 * warned / size:.1f} % (aim: 100)")
    print(f"same first three: {100 * same / size:.1f} % (aim: at least 97)")
    print(f"same first three in the same order: {100 * in_order / size:.1f} %")
    slow = sorted(chosen)[int(0.95 * len(chosen))]
    print(
        f"choosing: {1000 * statistics.median(chosen):.0f} ms, 95 of 100 in {1000 * slow:.0f} ms (aim: 50)"
    )
    print("first three final after n questions, of 100 people:")
    for name, counts in needed.items():
        shares = (f"{n}: {100 * sum(c <= n for c in counts) / size:.0f}" for n in range(4, 29, 3))
        print(f"  {name}: {', '.join(shares)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
