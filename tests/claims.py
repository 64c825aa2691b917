"""The plainest possible reading of `data/invariants.yaml`, for one sheet and its real result.

Like the oracle it imports no engine: what an invariant says of a sheet is worked out from the words
of the file, the answers and the result as it is printed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.oracle import SEVERITIES, Oracle, Sheet
from tests.oracle_files import read_yaml

FACTS = {
    "shown", "in_full", "grave", "emergency", "first", "suggested", "top3", "top5", "withheld", "cautioned",
    "above",
}  # fmt: skip
GRAVE = ("emergency", "urgent")


class Claims:
    """The invariants of one folder, as dictionaries."""

    def __init__(self, folder: Path) -> None:
        tree = read_yaml(folder / "invariants.yaml")
        self.oracle = Oracle(folder)
        self.conditions = tree.get("conditions", {})
        self.invariants = {item["id"]: item for item in tree["invariants"]}

    def broken(self, id_: str, sheet: Sheet, result_of: Callable[[Sheet], Any]) -> bool:
        """Return whether the invariant `id_` is broken by the real result for `sheet`.

        One that speaks of two sheets is broken by the results for both.
        """
        item = self.invariants[id_]
        result = result_of(sheet)
        about = self._having(item) if "applies_to" in item else [""]
        if "then" in item:
            return any(
                self.truth(item.get("when"), sheet, result, this) is True
                and self.truth(item["then"], sheet, result, this) is not True
                for this in about
            )
        if self.truth(item.get("when"), sheet, result, "") is not True:
            return False
        if "relabelling_keeps" in item:
            how = item["relabelling_keeps"]
            return self._lost_by_relabelling(how, result, result_of(self.relabelled(how, sheet)))
        keeps = self._freed if item["adding_risk_keeps"] == "withheld_for_safety" else self._lost
        return any(
            keeps(
                result,
                result_of(after),
                [b["notice"] for b in item.get("but", []) if b["adding"] == added],
            )
            for added, after in self.with_a_risk(sheet)
        )

    def relabelled(self, how: Any, sheet: Sheet) -> Sheet:
        """Return `sheet` as it is when the same is said in another way."""
        after = {question: [*said] for question, said in sheet.items()}
        for question, options in how.get("take", {}).items():
            after[question] = [o for o in after.get(question, []) if o not in options]
        for question, options in how.get("put", {}).items():
            new = [options] if isinstance(options, str) else options
            beside = [] if self._question(question)["type"] == "one" else after.get(question, [])
            after[question] = [*(o for o in beside if o not in {"none", *new}), *new]
        moved: dict[str, set[str]] = {move["to"]: set() for move in how.get("move", [])}
        for move in how.get("move", []):
            known = {option["id"] for option in self._question(move["to"])["options"]}
            names = move.get("as", {})
            moved[move["to"]] |= {names.get(o, o) for o in after.pop(move["from"], [])} & known
        for question, options in moved.items():
            after[question] = sorted(options - {"none"} or options)
        return {question: said for question, said in after.items() if said}

    def with_a_risk(self, sheet: Sheet) -> Iterator[tuple[Any, Sheet]]:
        """Yield `sheet` with each risk added that can stand beside what is said, and what it is."""
        for question in self.oracle.questions:
            options = question.get("options", [])
            risks = [option["id"] for option in options if option.get("risk") == "true"]
            said = sheet.get(question["id"], [])
            one = question["type"] == "one"
            for option in risks:
                if said and option not in said and not (one and said[0] in risks):
                    beside = [] if one else [o for o in said if o != "none"]
                    yield {question["id"]: option}, {**sheet, question["id"]: [*beside, option]}

    def _lost(self, before: Any, after: Any, spared: list[str]) -> bool:
        """Return whether a grave notice is gone, and its family has none as grave."""

        def stand_in(notice: Any, other: Any) -> bool:
            same = notice["id"] == other["id"]
            family = notice["family"] is not None and notice["family"] == other["family"]
            return (same or family) and _as_grave(other, notice["severity"])

        return any(
            notice["severity"] in GRAVE
            and notice["id"] not in spared
            and not any(stand_in(notice, other) for other in after["notices"])
            for notice in before["notices"]
        )

    def _freed(self, before: Any, after: Any, _: list[str]) -> bool:
        """Return whether a support is no longer withheld that was so for safety."""
        still = {withheld["id"] for withheld in after["withheld"]}
        return any(w["safety"] and w["id"] not in still for w in before["withheld"])

    def _lost_by_relabelling(self, how: Any, before: Any, after: Any) -> bool:
        shown = {notice["id"] for notice in before["notices"]}
        still = {notice["id"] for notice in after["notices"]}
        if any(id_ in shown and id_ not in still for id_ in how.get("notices", [])):
            return True
        return any(
            notice["severity"] in GRAVE
            and notice["family"] in how.get("families", [])
            and not any(
                other["family"] == notice["family"]
                and _as_grave(other, how.get("down_to", notice["severity"]))
                for other in after["notices"]
            )
            for notice in before["notices"]
        )

    def _question(self, id_: str) -> Any:
        return next(question for question in self.oracle.questions if question["id"] == id_)

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
        if word == "first":
            return bool(result["notices"]) and result["notices"][0]["id"] in named
        if word in {"grave", "emergency"}:
            enough = GRAVE if word == "grave" else {"emergency"}
            return any(n["id"] in named and n["severity"] in enough for n in result["notices"])
        if word == "shown":
            return any(notice["id"] in named for notice in result["notices"])
        if word == "in_full":
            forms = dict(self.oracle.notices_shown(sheet))
            shown = {notice["id"] for notice in result["notices"]}
            return any(id_ in shown and forms[id_] == "full" for id_ in named)
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


def _as_grave(notice: Any, severity: str) -> bool:
    return bool(SEVERITIES.index(notice["severity"]) <= SEVERITIES.index(severity))
