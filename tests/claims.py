"""The plainest possible reading of `data/invariants.yaml`, for one sheet and its real result.

Like the oracle it imports no engine: what an invariant says of a sheet is worked out from the words
of the file, the answers and the result as it is printed.
"""

from pathlib import Path
from typing import Any

from tests.oracle import Oracle, Sheet
from tests.oracle_files import read_yaml

FACTS = {
    "shown", "in_full", "suggested", "top3", "top5", "withheld", "cautioned", "above"
}  # fmt: skip


class Claims:
    """The invariants of one folder, as dictionaries."""

    def __init__(self, folder: Path) -> None:
        tree = read_yaml(folder / "invariants.yaml")
        self.oracle = Oracle(folder)
        self.conditions = tree.get("conditions", {})
        self.invariants = {item["id"]: item for item in tree["invariants"]}

    def broken(self, id_: str, sheet: Sheet, result: Any) -> bool:
        """Return whether the invariant `id_`, a `when` and `then`, is broken by `result`."""
        item = self.invariants[id_]
        about = [""]
        if "applies_to" in item:
            about = self._having(item)
        return any(
            self.truth(item.get("when"), sheet, result, this) is True
            and self.truth(item["then"], sheet, result, this) is not True
            for this in about
        )

    def truth(self, claim: Any, sheet: Sheet, result: Any, this: str) -> bool | None:
        """Return True, False, or None for unknown."""
        if claim is None:
            return True
        if isinstance(claim, str) and claim in self.conditions:
            return self.truth(self.conditions[claim], sheet, result, this)
        if isinstance(claim, dict) and "all" in claim:
            parts = [self.truth(part, sheet, result, this) for part in claim["all"]]
            return False if False in parts else None if None in parts else True
        if isinstance(claim, dict) and "any" in claim:
            parts = [self.truth(part, sheet, result, this) for part in claim["any"]]
            return True if True in parts else None if None in parts else False
        if isinstance(claim, dict) and "not" in claim:
            inner = self.truth(claim["not"], sheet, result, this)
            return None if inner is None else not inner
        if isinstance(claim, dict) and FACTS & claim.keys():
            return self.fact(claim, sheet, result, this)
        return self.oracle.truth(claim, sheet, this)

    def fact(self, claim: Any, sheet: Sheet, result: Any, this: str) -> bool:
        """Return whether `claim` is so of `result`, the JSON of what was printed for `sheet`."""
        word = next(iter(FACTS & claim.keys()))
        named = self._named(claim[word], this)
        ranks = {s["id"]: s["rank"] for s in result["suggestions"]}
        if word in {"shown", "in_full"}:
            forms = dict(self.oracle.notices_shown(sheet))
            shown = {notice["id"] for notice in result["notices"]}
            return any(id_ in shown and (word == "shown" or forms[id_] == "full") for id_ in named)
        if word == "above":
            higher, lower = named
            return higher in ranks and lower in ranks and bool(ranks[higher] < ranks[lower])
        if word == "withheld":
            return any(id_ in {w["id"] for w in result["withheld"]} for id_ in named)
        if word == "cautioned":
            return any(self._cautioned(id_, claim.get("on"), sheet) for id_ in named)
        most = {"top3": 3, "top5": 5}.get(word, len(ranks))
        return any(id_ in ranks and ranks[id_] <= most for id_ in named)

    def _named(self, said: Any, this: str) -> list[str]:
        if isinstance(said, dict):
            return self._having({"applies_to": said})
        words = [said] if isinstance(said, str) else said
        return [this if word == "this_support" else word for word in words]

    def _having(self, traits: Any) -> list[str]:
        return [s["id"] for s in self.oracle.supports if self.oracle.applies(traits, s)]

    def _cautioned(self, id_: str, on: str | None, sheet: Sheet) -> bool:
        return any(
            self.oracle.truth(caution.get("when"), sheet) is True
            and (on is None or on in self._questions(caution.get("when")))
            for caution in self.oracle.having("cautions", self.oracle.support(id_))
        )

    def _questions(self, condition: Any) -> set[str]:
        if isinstance(condition, str):
            return self._questions(self.oracle.conditions.get(condition))
        if isinstance(condition, list):
            return set().union(*map(self._questions, condition))
        if isinstance(condition, dict):
            questions = {question["id"] for question in self.oracle.questions}
            inside = [self._questions(condition[k]) for k in condition if k not in questions]
            return (questions & condition.keys()).union(*inside)
        return set()
