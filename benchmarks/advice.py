"""What people are advised: how often each support is among the first three, by group of people.

The people are those of `benchmarks/people.py`. The aims are those of decision 20 (docs/decisions): levels
decide before tastes, and ties and praise stay rare. Run: python benchmarks/advice.py
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from people import SEED, SIZE, people

from pathfinder.engine.evaluation import evaluation_of
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result

FIRST = 3
MOST_ROWS = 25
STIMULANTS = {"cocaine", "methamphetamine", "prescription_stimulants"}
WITH_REWARDS = {"contingency_management", "outpatient_treatment", "residential_treatment"}
ADULT_PEERS = {
    "recovery_coach",
    "recovery_community_center",
    "telephone_support",
    "peer_in_hospital_or_jail",
}
CARE_TO_STOP = {"withdrawal_care", "primary_care", "prenatal_care"}
STOP = {"stop_alcohol", "stop_sedative", "just_stopped_danger"}


class Person(NamedTuple):
    """One sheet and what came of it."""

    answers: Answers
    result: Result

    def says(self, question: str, *options: str) -> bool:
        """Return whether one of `options` was said to `question`."""
        said = self.answers.get(QuestionId(question), ())
        return any(OptionId(option) in said for option in options)

    @property
    def own(self) -> bool:
        """Return whether it is about the one who asks, or a client."""
        return not self.says("for_whom", "loved_one", "bereaved")

    @property
    def uses(self) -> bool:
        """Return whether drink or drugs are in use."""
        return self.own and self.says("stage", "using")

    @property
    def leading(self) -> frozenset[str]:
        """Return the first three."""
        return frozenset(s.id for s in self.result.suggestions[:FIRST])

    def shown(self, *notices: str) -> bool:
        """Return whether one of `notices` shows."""
        return any(notice.id in notices for notice in self.result.notices)


Group = Callable[[Person], bool]

GROUPS: Mapping[str, Group] = {
    "all": lambda _: True,
    "own": lambda p: p.own,
    "own, uses": lambda p: p.uses,
    "early recovery": lambda p: p.own and p.says("stage", "early_recovery"),
    "stimulants in use": lambda p: p.uses and p.says("substances", *STIMULANTS),
    "opioids in use": lambda p: p.uses and p.says("substances", "opioids"),
    "stop warning, own": lambda p: p.own and p.shown(*STOP),
    "stop warning, loved one": lambda p: p.says("for_whom", "loved_one") and p.shown(*STOP),
    "suicidal": lambda p: p.says("crisis", "suicidal_thoughts"),
    "minors, own": lambda p: p.own and p.says("age_group", "under_18"),
    "nicotine only": lambda p: (
        p.own and p.answers.get(QuestionId("substances")) == (OptionId("nicotine"),)
    ),
    "homeless": lambda p: p.says("housing", "homeless"),
    "loved one": lambda p: p.says("for_whom", "loved_one"),
    "bereaved": lambda p: p.says("for_whom", "bereaved"),
}


def main() -> None:
    """Print the tables."""
    kb = load_knowledge()
    sheets = [*people(kb)]
    results = suggest_each(kb, sheets, {"notices": (), "suggestions": ()})
    everyone = [Person(a, r) for a, r in zip(sheets, results, strict=True)]
    print(f"{SIZE} plausible sheets, seed {SEED}")
    for line in aims(kb, everyone):
        print(line)
    for name, belongs in GROUPS.items():
        table(name, [person for person in everyone if belongs(person)])


def aims(kb: KnowledgeBase, everyone: Sequence[Person]) -> Iterator[str]:
    """Yield each figure with its aim."""
    often = [
        p
        for p in everyone
        if p.uses and p.says("substances", *STIMULANTS) and p.says("drug_use", "daily", "some_days")
    ]
    yield _aim("stimulants in use: treatment with rewards", often, WITH_REWARDS, "at least 90")
    own = [p for p in everyone if p.own]
    yield _aim("own: recovery coach", own, {"recovery_coach"}, "at most 30")
    minors = [p for p in own if p.says("age_group", "under_18")]
    yield _aim("minors: adult peers", minors, ADULT_PEERS, "at most 10")
    yield _aim("all: residential treatment", everyone, {"residential_treatment"}, "above 0")
    warned = [p for p in everyone if p.shown(*STOP) and not p.says("age_group", "under_18")]
    yield _aim("stop warning: medical care", warned, CARE_TO_STOP, "100 but for prescriptions")
    ties = sum(tied(kb, person) for person in everyone)
    yield f"third place by the order of the file: {ties / len(everyone):.1%} (at most 10 %)"
    fits = Counter(s.fit for p in everyone for s in p.result.suggestions[:5])
    yield f"called a strong fit, of the first five: {fits['strong'] / fits.total():.1%} (at most 35 %)"


def _aim(what: str, some: Sequence[Person], supports: set[str], wanted: str) -> str:
    share = sum(bool(person.leading & supports) for person in some) / (len(some) or 1)
    return f"{what}: {share:.1%} of {len(some)} ({wanted} %)"


def tied(kb: KnowledgeBase, person: Person) -> bool:
    """Return whether only the order of the file puts one support on the third place."""
    if len(person.result.suggestions) <= FIRST:
        return False
    ranked = evaluation_of(kb, [person.answers]).scored
    third = person.result.suggestions[FIRST - 1]
    suits = {s.support.id: s for s in ranked.suits[third.need.id] if s.where & 1}
    mine = [plane & 1 for plane in suits[third.id].planes]
    return any(
        [plane & 1 for plane in other.planes] == mine
        for id_, other in suits.items()
        if id_ not in person.leading
    )


def table(name: str, group: Sequence[Person]) -> None:
    """Print how often each support leads in `group`."""
    led: Counter[str] = Counter(id_ for person in group for id_ in person.leading)
    first: Counter[str] = Counter(p.result.suggestions[0].id for p in group if p.result.suggestions)
    print(f"\n{name}: {len(group)}\n{'support':32} first three %  first %")
    for id_, count in led.most_common(MOST_ROWS):
        print(f"{id_:32} {count / len(group):>12.1%} {first[id_] / len(group):>8.1%}")


if __name__ == "__main__":
    main()
