"""The plainest possible reading of needs and of the order they give, for one sheet at a time."""

from collections.abc import Iterator
from typing import Any, NamedTuple

SHEET = dict[str, list[str]]


class Stands(NamedTuple):
    """One support in its place: the need it is for, how urgent that is, its score there."""

    id: str
    need: str
    level: int
    score: int


def level_of(oracle: Any, need: Any, sheet: SHEET) -> int | None:
    """Return how urgent `need` is: the first of its levels that is met, or nothing."""
    for level in need["levels"]:
        if oracle.truth(level.get("when"), sheet) is True:
            return int(level["level"])
    return None


def serves(oracle: Any, support: Any, need: str, sheet: SHEET) -> bool:
    """Return whether `support` serves `need`: as it says, or where something speaks for it."""

    def speaks() -> bool:
        return any(int(rule["weight"]) > 0 for rule in oracle.met_rules(support, sheet))

    return any(
        speaks() if "when" not in serve else oracle.truth(serve["when"], sheet) is True
        for serve in support.get("serves", [])
        if serve["need"] == need
    )


def score(oracle: Any, support: Any, need: str, sheet: SHEET) -> int:
    """Return the score of `support` within `need`."""
    of_need = [
        int(serve.get("weight", "0"))
        for serve in support.get("serves", [])
        if serve["need"] == need and oracle.truth(serve.get("when"), sheet) is True
    ]
    of_rules = [
        int(rule["weight"])
        for rule in oracle.met_rules(support, sheet)
        if rule.get("need", need) == need
    ]
    return sum(of_need) + sum(of_rules)


def in_reach(oracle: Any, support: Any, sheet: SHEET) -> bool:
    """Return whether `support` can be reached."""
    return not any(
        oracle.truth(out["when"], sheet) is True for out in oracle.having("out_of_reach", support)
    )


def leads(oracle: Any, support: Any, need: str) -> bool:
    """Return whether `support` can have the first place for `need` where others serve it too."""
    return support["status"] == "active" and support["id"] not in oracle.behind.get(need, ())


def order(oracle: Any, sheet: SHEET) -> list[Stands]:
    """Return everything suggested, best first: in each place the most urgent need, then the best for it."""
    return [*in_turn(oracle, sheet)]


def in_turn(oracle: Any, sheet: SHEET) -> Iterator[Stands]:
    """Yield what is suggested, one place after the other."""
    eligible = [s for s in oracle.supports if not oracle.failing(s, sheet)]
    levels = {need["id"]: level_of(oracle, need, sheet) for need in oracle.needs}
    serving = {
        need: sorted(
            (not in_reach(oracle, s, sheet), -score(oracle, s, need, sheet), i)
            for i, s in enumerate(eligible)
            if serves(oracle, s, need, sheet)
        )
        for need, level in levels.items()
        if level is not None
    }
    found: list[Stands] = []

    led = {
        need
        for need, listed in serving.items()
        if any(not far and leads(oracle, eligible[i], need) for far, _, i in listed)
    }

    def place(*, active_only: bool) -> bool:
        """Find the next, and return whether there was one."""
        candidates = []
        for nth, (need, listed) in enumerate(serving.items()):
            level = levels[need] or 0
            taken = sum(stands.need == need for stands in found)
            left = [
                (far, lowered, eligible[i])
                for far, lowered, i in listed
                if eligible[i]["id"] not in [stands.id for stands in found]
                and (not active_only or eligible[i]["status"] == "active")
                and (
                    not active_only or taken or need not in led or leads(oracle, eligible[i], need)
                )
            ]
            for far, lowered, support in left[:1]:
                late = (level == 5) + (4 if far and level > 2 else 0)
                key = level + 2 * taken + late, taken, nth
                candidates.append((key, Stands(support["id"], need, level, -lowered)))
        if candidates:
            found.append(min(candidates)[1])
        return bool(candidates)

    for _ in range(3):
        if place(active_only=True):
            yield found[-1]
    while place(active_only=False):
        yield found[-1]
