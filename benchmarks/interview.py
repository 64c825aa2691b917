"""How many prompts come before the first list, and what the list loses by coming early.

    python benchmarks/interview.py [PEOPLE]

Invented people, drawn with another seed than those who choose the questions, from the shares that
`data/questions.yaml` states, answer what they are asked, and tick the lines of the checklists that
hold for them, or say that none does. Each is asked the core, then more, then everything. It reports, and passes or fails
nothing.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from pathfinder import load_knowledge, suggest
from pathfinder.interview import START, State, Stretch, answered, counted_answers, next_question
from pathfinder.interview.checklist import lines_met
from pathfinder.interview.invented_people import People, sampled
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId
from pathfinder.model.knowledge.checklist import Checklist
from pathfinder.model.knowledge.notice import GRAVE
from pathfinder.model.knowledge.question import NONE

KB = load_knowledge()
CHOOSING = sampled(KB.questions, 10_000)
OTHER_SEED = 2026


class Taken(NamedTuple):
    """Seconds to choose a question: by the clock, and of the processor, as on a quiet machine."""

    clock: float
    processor: float


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


def lines(checklist: Checklist, whole: Answers) -> tuple[OptionId, ...]:
    """Return the lines that hold for one who says all this where all is asked."""
    met = lines_met(checklist, whole)
    return tuple(
        line.id
        for line in checklist.lines
        if line.id in met
        or (not line.says and line.opens and not {NONE} >= {*whole.get(line.opens, ())})
    )


def asked(says: Said, state: State, stretch: Stretch, taken: list[Taken]) -> Iterator[State]:
    """Yield the state after each question of `stretch`."""
    while True:
        began = time.perf_counter(), time.process_time()
        coming = next_question(KB, state, lambda: CHOOSING, stretch)
        taken.append(Taken(time.perf_counter() - began[0], time.process_time() - began[1]))
        if coming is None:
            return
        state = answered(state, coming.question, says[coming.question.id])
        yield state


def first_of(answers: Answers) -> list[str]:
    """Return the first three suggestions for `answers`, in order."""
    return [suggestion.id for suggestion in suggest(KB, answers).suggestions[:3]]


def grave_of(answers: Answers) -> set[str]:
    """Return the emergency and urgent notices for `answers`."""
    return {notice.id for notice in suggest(KB, answers).notices if notice.severity in GRAVE}


def main(size: int) -> None:
    """Print the figures for `size` people."""
    people = sampled(KB.questions, size, OTHER_SEED)
    taken: list[Taken] = []
    before: list[int] = []
    after: list[int] = []
    same, same_after, missing = 0, 0, dict[str, int]()
    for sheet in range(size):
        says = person(people, sheet)
        every = [START, *asked(says, START, Stretch.ALL, [])]
        whole = counted_answers(KB, every[-1])
        says = {**says, **{c.id: lines(c, whole) or (NONE,) for c in KB.checklists}}
        core = [START, *asked(says, START, Stretch.CORE, taken)]
        more = [core[-1], *asked(says, core[-1], Stretch.MORE, taken)]
        early, late = (counted_answers(KB, states[-1]) for states in (core, more))
        before.append(len(core) - 1)
        after.append(len(more) - 1)
        best = set(first_of(whole))
        same += set(first_of(early)) == best
        same_after += set(first_of(late)) == best
        for notice in grave_of(whole) - grave_of(early):
            missing[notice] = missing.get(notice, 0) + 1
    share = 100 / size
    print(f"{size} people")
    print(
        f"prompts before the first list: median {statistics.median(before):.0f} (aim: at most 9), "
        f"95 of 100 {_at(95, before)} (aim: at most 12), most {max(before)}"
    )
    print(f"prompts of more: median {statistics.median(after):.0f}, 95 of 100 {_at(95, after)}")
    print(f"grave notices of the whole that the first list lacks: {missing or 'none'} (aim: none)")
    print(f"same first three, as a set: {same * share:.1f} % at the first list (aim: 90), ", end="")
    print(f"{same_after * share:.1f} % after more (aim: 97)")
    for name, seconds in zip(Taken._fields, map(list, zip(*taken, strict=True)), strict=True):
        middle, slow = 1000 * statistics.median(seconds), 1000 * _at(95, seconds)
        print(
            f"choosing by the {name}: median {middle:.0f} ms, 95 of 100 in {slow:.0f} ms (aim: 50)"
        )


def _at(percent: int, values: list[float] | list[int]) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
